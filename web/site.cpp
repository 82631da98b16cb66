#include "web/site.h"

#include <array>
#include <optional>
#include <string_view>

#include "embedded/icon.h"
#include "embedded/style.h"
#include "web/api.h"
#include "web/feeds.h"
#include "web/metrics.h"
#include "web/pages.h"
#include "web/parameters.h"

namespace gkwatch::web {
namespace {

std::optional<std::string> rest_after(const std::string& path, std::string_view prefix) {
  if (!path.starts_with(prefix) || path.size() == prefix.size()) return std::nullopt;
  return path.substr(prefix.size());
}

// "Thu, 21 Jan 2021 07:24:00 GMT" (RFC 9110, 5.6.7).
std::string http_time(Instant moment) {
  std::string text = rfc5322_time(moment);
  constexpr std::string_view kZone = "+0000";
  return text.replace(text.size() - kZone.size(), kZone.size(), "GMT");
}

// The bytes as they were had, as a download: a crawled page never lives on our origin. When and
// where they were had is said as Memento (RFC 7089) does.
Answer archived(const std::string& hex, const Request& request, const Site& site) {
  const auto hash = hash_from_hex(hex);
  if (!hash) return failure(kNotFound, "SHA-256", request, site);
  auto bytes = site.archive.get(*hash);
  if (!bytes) return failure(kNotFound, bytes.error().message, request, site);
  Answer answer{
      .type = "application/octet-stream",
      .body = *std::move(bytes),
      .headers = {{"Content-Disposition", "attachment; filename=\"" + to_hex(*hash) + "\""},
                  {"Content-Security-Policy", "sandbox; default-src 'none'"},
                  {"ETag", "\"" + to_hex(*hash) + "\""}}};
  const auto seen = site.queries.document(*hash);
  // What a person brought was not had from the address that it is said to have stood at.
  if (seen && *seen && !(*seen)->article_id.empty()) {
    if (const auto url = Url::parse((*seen)->url)) {
      answer.headers["Link"] = "<" + url->text() + ">; rel=\"original\"";
    }
    answer.headers["Memento-Datetime"] = http_time((*seen)->fetched_at);
  }
  return answer;
}

// "/reports/12", "/reports/12/diff".
Answer report(const std::string& rest, Sheet sheet) {
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const auto number = whole_number(std::string_view{rest}.substr(0, slash));
  const std::string_view part = std::string_view{rest}.substr(slash);
  if (number && part.empty()) return report_page(*number, std::move(sheet));
  if (number && part == "/diff") return diff_page(*number, std::move(sheet));
  return failure(kNotFound, sheet.say("web.no_page"), sheet.request, sheet.site);
}

// "/agencies/ID", "/agencies/ID/2020", "/agencies/ID/sheet".
Answer agency(const std::string& rest, Sheet sheet) {
  const std::size_t slash = rest.find('/');
  if (slash == std::string::npos) return agency_page(rest, std::move(sheet));
  if (rest.substr(slash) == "/sheet") {
    return agency_sheet_page(rest.substr(0, slash), std::move(sheet));
  }
  return report_of_page(rest.substr(0, slash), std::string_view{rest}.substr(slash + 1),
                        std::move(sheet));
}

struct Route {
  std::string_view path;
  Answer (*page)(Sheet);
};
constexpr std::array<Route, 6> kPages{{{"/", &overview_page},
                                       {"/alerts", &alerts_page},
                                       {"/history", &history_page},
                                       {"/statistics", &statistics_page},
                                       {"/search", &search_page},
                                       {"/check", &check_page}}};

std::optional<Answer> for_machines(const Request& request, const Site& site) {
  const std::string& path = request.path;
  if (path == "/style.css") return Answer{.type = "text/css", .body = std::string{data::style}};
  if (path == "/icon.svg") return Answer{.type = "image/svg+xml", .body = std::string{data::icon}};
  if (path == "/healthz") return health(site);
  if (path == "/readyz") return readiness(site);
  if (path == "/metrics") return metrics_answer(site);
  if (path == "/feed.atom") return atom_feed(request, site);
  if (path == "/calendar.ics") return calendar(request, site);
  if (const auto name = rest_after(path, "/api/v1/")) return api_answer(*name, request, site);
  if (const auto hex = rest_after(path, "/archive/")) return archived(*hex, request, site);
  return std::nullopt;
}

}  // namespace

Answer answer(const Request& request, const Site& site) {
  if (auto answered = for_machines(request, site)) return *std::move(answered);
  Sheet sheet = sheet_for(request, site);
  for (const Route& route : kPages) {
    if (request.path == route.path) return route.page(std::move(sheet));
  }
  if (const auto id = rest_after(request.path, "/agencies/")) return agency(*id, std::move(sheet));
  if (const auto rest = rest_after(request.path, "/reports/"))
    return report(*rest, std::move(sheet));
  return failure(kNotFound, sheet.say("web.no_page"), request, site);
}

}  // namespace gkwatch::web
