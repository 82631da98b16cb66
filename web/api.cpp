#include "web/api.h"

#include <charconv>
#include <optional>

#include "core/china_time.h"
#include "view/report_text.h"
#include "view/rows.h"

namespace gkwatch::web {
namespace {

constexpr int kBadRequest = 400;
constexpr int kNotFound = 404;
constexpr int kUnavailable = 503;

Answer json(const Json& value, int status = 200) {
  return {.status = status, .type = "application/json; charset=utf-8", .body = value.dump() + "\n"};
}

Answer problem(int status, const std::string& why) {
  Json body;
  body.set("error", why);
  return json(body, status);
}

template <class Number>
std::optional<Number> number(const std::string& text) {
  Number value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

// The filters of the command line. An Error names the parameter that is wrong.
Result<store::Filter> filter_of(const Request& request) {
  store::Filter filter;
  const auto wrong = [](std::string_view name, std::string_view value) {
    return Error{ErrorCode::Malformed,
                 std::string{name} + "=" + std::string{value} + " is not understood"};
  };
  for (const auto& [name, value] : request.query) {
    if (name == "agency")
      filter.agencies.push_back(value);
    else if (name == "region")
      filter.region_prefix = value;
    else if (name == "class")
      filter.agency_class = value;
    else if (name == "rule")
      filter.rule = value;
    else if (name == "state")
      filter.state = value;
    else if (name == "year" && !(filter.year = number<int>(value)))
      return wrong(name, value);
    else if (name == "severity" && !(filter.severity = severity_from(value)))
      return wrong(name, value);
    else if (name == "since" && !(filter.since = parse_china_time(value)))
      return wrong(name, value);
    else if (name == "until" && !(filter.until = parse_china_time(value)))
      return wrong(name, value);
    else if (name == "limit") {
      const auto limit = number<std::size_t>(value);
      if (!limit) return wrong(name, value);
      filter.limit = std::min<std::size_t>(*limit, filter.limit);
    }
  }
  return filter;
}

Answer report(const std::string& word, const Site& site) {
  const auto which = number<std::int64_t>(word);
  if (!which) return problem(kBadRequest, "the number of a report was expected");
  const auto found = site.queries.report(*which);
  if (!found) return problem(kNotFound, found.error().message);
  return json(view::to_json(*found));
}

}  // namespace

Answer api_answer(const std::string& name, const Request& request, const Site& site) {
  if (name.starts_with("reports/")) return report(name.substr(std::size("reports/") - 1), site);
  const auto filter = filter_of(request);
  if (!filter) return problem(kBadRequest, filter.error().message);
  std::optional<Result<store::Rows>> rows;
  if (name == "agencies") rows = site.queries.agencies(*filter);
  if (name == "reports") rows = site.queries.reports(*filter);
  if (name == "findings") rows = site.queries.findings(*filter);
  if (name == "alerts") rows = site.queries.alerts(*filter);
  if (name == "history") rows = site.queries.history(*filter);
  if (!rows) return problem(kNotFound, "there is no such question");
  if (!*rows) return problem(kUnavailable, rows->error().message);
  return json(view::to_json(**rows));
}

}  // namespace gkwatch::web
