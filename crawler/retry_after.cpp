#include "crawler/retry_after.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gkwatch::crawler {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

using namespace std::chrono_literals;

std::optional<int> number_in(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  int value = 0;
  const char* begin = text.data() + at;
  const auto [end, error] = std::from_chars(begin, begin + digits, value);
  if (error != std::errc{} || end != begin + digits) return std::nullopt;
  return value;
}

std::optional<unsigned> month_named(std::string_view name) {
  const auto found = std::find(kMonths.begin(), kMonths.end(), name);
  if (found == kMonths.end()) return std::nullopt;
  return static_cast<unsigned>(found - kMonths.begin()) + 1;
}

// IMF-fixdate alone: "Fri, 31 Jan 2025 07:28:00 GMT".
std::optional<Instant> http_date(std::string_view text) {
  if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
  const auto day = number_in(text, 5, 2);
  const auto month = month_named(text.substr(8, 3));
  const auto year = number_in(text, 12, 4);
  const auto hour = number_in(text, 17, 2);
  const auto minute = number_in(text, 20, 2);
  const auto second = number_in(text, 23, 2);
  if (!day || !month || !year || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Instant{std::chrono::sys_days{date}} + std::chrono::hours{*hour} +
         std::chrono::minutes{*minute} + std::chrono::seconds{*second};
}

}  // namespace

std::optional<std::chrono::seconds> retry_after(std::string_view value, Instant now) {
  std::int64_t seconds = 0;
  const char* end_of_value = value.data() + value.size();
  const auto [end, error] = std::from_chars(value.data(), end_of_value, seconds);
  if (error == std::errc{} && end == end_of_value && seconds >= 0) {
    return std::min(std::chrono::seconds{seconds}, kLongestPatience);
  }
  const auto date = http_date(value);
  if (!date) return std::nullopt;
  const auto wait = std::chrono::ceil<std::chrono::seconds>(*date - now);
  return std::clamp(wait, std::chrono::seconds{0}, kLongestPatience);
}

}  // namespace gkwatch::crawler
