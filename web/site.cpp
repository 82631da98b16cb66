#include "web/site.h"

#include <charconv>
#include <optional>
#include <string_view>

#include "embedded/icon.h"
#include "embedded/style.h"
#include "web/api.h"
#include "web/frame.h"
#include "web/pages.h"

namespace gkwatch::web {
namespace {

constexpr int kNotFound = 404;

std::optional<std::string> rest_after(const std::string& path, std::string_view prefix) {
  if (!path.starts_with(prefix) || path.size() == prefix.size()) return std::nullopt;
  return path.substr(prefix.size());
}

// The bytes as they were had, as a download: a crawled page never lives on our origin.
Answer archived(const std::string& hex, const Site& site) {
  const auto hash = hash_from_hex(hex);
  if (!hash) return failure(kNotFound, "SHA-256", site.language);
  auto bytes = site.archive.get(*hash);
  if (!bytes) return failure(kNotFound, bytes.error().message, site.language);
  return {.type = "application/octet-stream",
          .body = *std::move(bytes),
          .headers = {{"Content-Disposition", "attachment; filename=\"" + to_hex(*hash) + "\""},
                      {"Content-Security-Policy", "sandbox; default-src 'none'"}}};
}

Answer report(const std::string& word, const Request& request, const Site& site) {
  std::int64_t number = 0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
  if (read.ec != std::errc{} || read.ptr != word.data() + word.size()) {
    return failure(kNotFound, word, site.language);
  }
  return report_page(number, request, site);
}

Answer health(const Site& site) {
  constexpr int kUnavailable = 503;
  const auto rows = site.queries.agencies({.limit = 1});
  if (!rows)
    return {.status = kUnavailable, .type = "text/plain", .body = rows.error().message + "\n"};
  return {.type = "text/plain", .body = "ok\n"};
}

}  // namespace

Answer answer(const Request& request, const Site& site) {
  const std::string& path = request.path;
  if (path == "/") return overview_page(site);
  if (path == "/style.css") return {.type = "text/css", .body = std::string{data::style}};
  if (path == "/icon.svg") return {.type = "image/svg+xml", .body = std::string{data::icon}};
  if (path == "/healthz") return health(site);
  if (path == "/alerts") return alerts_page(request, site);
  if (path == "/history") return history_page(request, site);
  if (const auto name = rest_after(path, "/api/v1/")) return api_answer(*name, request, site);
  if (const auto id = rest_after(path, "/agencies/")) return agency_page(*id, site);
  if (const auto word = rest_after(path, "/reports/")) return report(*word, request, site);
  if (const auto hex = rest_after(path, "/archive/")) return archived(*hex, site);
  return failure(kNotFound, say(site.language, "web.no_page"), site.language);
}

}  // namespace gkwatch::web
