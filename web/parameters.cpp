#include "web/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/china_time.h"
#include "core/crypto.h"
#include "model/agency.h"
#include "web/html.h"

namespace gkwatch::web {
namespace {

constexpr std::array<std::string_view, 11> kNames{"agency", "region", "class", "year",
                                                  "since",  "until",  "rule",  "severity",
                                                  "state",  "limit",  "cursor"};
constexpr std::int64_t kFirstYear = 1990;
constexpr std::int64_t kLastYear = 2200;
constexpr std::size_t kMostAgencies = 500;

bool is_region(std::string_view text) {
  constexpr std::size_t kLongest = 12;
  return text.size() <= kLongest && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// A day means all of it: `until` is its last moment.
std::optional<Instant> last_moment(const std::string& text) {
  if (const auto day = parse_date(text)) return end_of(*day) - std::chrono::milliseconds{1};
  return parse_china_time(text);
}

bool read_limit(const std::string& value, PageSize size, store::Filter& filter) {
  const auto limit = whole_number(value);
  if (!limit || *limit < 1) return false;
  filter.limit = std::min(static_cast<std::size_t>(*limit), size.most);
  return true;
}

bool read_year(const std::string& value, store::Filter& filter) {
  const auto year = whole_number(value);
  if (!year || *year < kFirstYear || *year > kLastYear) return false;
  filter.year = static_cast<int>(*year);
  return true;
}

bool read_cursor(const std::string& value, store::Filter& filter) {
  const auto after = after_of(value);
  filter.after = after.value_or("");
  return after.has_value();
}

bool read_class(const std::string& value, store::Filter& filter) {
  filter.agency_class = value;
  return agency_class_from(value).has_value();
}

bool read_region(const std::string& value, store::Filter& filter) {
  filter.region_prefix = value;
  return is_region(value);
}

// False if the value is none for this name.
bool read(const std::string& name, const std::string& value, PageSize size, store::Filter& filter) {
  if (name == "agency") filter.agencies.push_back(value);
  if (name == "agency") return filter.agencies.size() <= kMostAgencies;
  if (name == "region") return read_region(value, filter);
  if (name == "class") return read_class(value, filter);
  if (name == "year") return read_year(value, filter);
  if (name == "since") return (filter.since = parse_china_time(value)).has_value();
  if (name == "until") return (filter.until = last_moment(value)).has_value();
  if (name == "severity") return (filter.severity = severity_from(value)).has_value();
  if (name == "limit") return read_limit(value, size, filter);
  if (name == "cursor") return read_cursor(value, filter);
  (name == "rule" ? filter.rule : filter.state) = value;
  return true;
}

bool is_among(std::string_view name, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::span<const std::string_view> filter_names() { return kNames; }

Result<store::Filter> filter_of(const Request& request, PageSize size,
                                std::span<const std::string_view> also) {
  store::Filter filter{.limit = size.usual};
  for (const auto& [name, value] : request.query) {
    if (name == "lang" || value.empty() || is_among(name, also)) continue;
    if (!is_among(name, kNames)) {
      return Error{ErrorCode::Malformed, "there is no parameter '" + name + "'"};
    }
    if (!read(name, value, size, filter)) {
      return Error{ErrorCode::Malformed, name + "=" + value + " is not understood"};
    }
  }
  return filter;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string cursor_of(const std::string& next) {
  std::string text = to_base64(next);
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  while (text.ends_with('=')) text.pop_back();
  return text;
}

std::optional<std::string> after_of(std::string_view cursor) {
  constexpr std::size_t kQuantum = 4;
  std::string text{cursor};
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  while (text.size() % kQuantum != 0) text += '=';
  return from_base64(text);
}

std::string next_page(const Request& request, const store::Rows& rows) {
  Pairs query;
  for (const auto& [name, value] : request.query) {
    if (name != "cursor" && name != "lang") query.emplace_back(name, value);
  }
  query.emplace_back("cursor", cursor_of(rows.next));
  return with_query(request.path, query);
}

}  // namespace gkwatch::web
