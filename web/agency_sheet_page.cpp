#include "core/content_hash.h"
#include "core/crypto.h"
#include "view/agency_sheet.h"
#include "web/components.h"
#include "web/pages.h"
#include "web/parameters.h"

namespace gkwatch::web {
namespace {

// The document carries its style with it, so that it can be saved and passed on; this policy allows
// that one and nothing else.
std::string policy_of_sheet() {
  const ContentHash hash = hash_of(view::agency_sheet_style());
  std::string bytes;
  for (const std::byte one : hash.bytes) bytes += static_cast<char>(one);
  return "default-src 'none'; style-src 'sha256-" + to_base64(bytes) +
         "'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
}

}  // namespace

Answer agency_sheet_page(const std::string& id, Sheet sheet) {
  const Site& site = sheet.site;
  const std::string text = sheet.request.query_or("year", "");
  const auto number = whole_number(text);
  constexpr std::int64_t kMost = 9999;
  if (!text.empty() && (!number || *number < 0 || *number > kMost)) {
    return failure(kBadRequest, "year=" + text, sheet.request, site);
  }
  std::optional<int> year;
  if (!text.empty()) year = static_cast<int>(*number);
  const auto agencies = site.queries.agencies({.agencies = {id}});
  if (!agencies) return failure_of(agencies.error(), sheet);
  if (agencies->values.empty() || !site.words_of) {
    return failure(kNotFound, sheet.say("web.no_agency"), sheet.request, site);
  }
  const auto reports = site.queries.reports({.agencies = {id}, .year = year});
  if (!reports) return failure_of(reports.error(), sheet);
  const auto findings = site.queries.standing(id, year, site.clock.now());
  if (!findings) return failure_of(findings.error(), sheet);
  return {.body = view::agency_sheet({.agencies = *agencies,
                                      .reports = *reports,
                                      .findings = *findings,
                                      .words_of = site.words_of,
                                      .base = site.base,
                                      .now = site.clock.now()},
                                     sheet.language),
          .headers = {{"Content-Security-Policy", policy_of_sheet()}}};
}

}  // namespace gkwatch::web
