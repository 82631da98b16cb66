#include "config/units.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace gkwatch::config {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t factor;
};
constexpr std::array<Unit, 5> kTimes{
    {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
constexpr std::array<Unit, 4> kSizes{
    {{"B", 1}, {"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}}};

// Nothing here is that much, and nothing under it overflows.
constexpr std::int64_t kMost = 1'000'000'000;

// Takes the whole number that `text` begins with off its front.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t value = 0;
  if (text.empty() || text.front() == '-') return std::nullopt;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || value > kMost) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

template <std::size_t N>
std::optional<std::int64_t> parse_with(const std::array<Unit, N>& units, std::string_view text) {
  const auto value = take_number(text);
  const auto unit =
      std::find_if(units.begin(), units.end(), [&](const Unit& each) { return each.name == text; });
  if (!value || unit == units.end()) return std::nullopt;
  return *value * unit->factor;
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  const auto value = parse_with(kTimes, text);
  if (!value) return std::nullopt;
  return std::chrono::milliseconds{*value};
}

std::optional<std::size_t> parse_size(std::string_view text) {
  const auto value = parse_with(kSizes, text);
  if (!value) return std::nullopt;
  return static_cast<std::size_t>(*value);
}

std::optional<std::chrono::minutes> parse_time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  std::string_view hour_text = text.substr(0, 2);
  std::string_view minute_text = text.substr(3);
  const auto hours = take_number(hour_text);
  const auto minutes = take_number(minute_text);
  if (!hours || !minutes || !hour_text.empty() || !minute_text.empty()) return std::nullopt;
  if (*hours > 23 || *minutes > 59) return std::nullopt;
  return std::chrono::minutes{*hours * 60 + *minutes};
}

std::optional<int> parse_rate(std::string_view text) {
  const auto value = take_number(text);
  if (!value || *value < 1 || *value > 100'000 || text != "/min") return std::nullopt;
  return static_cast<int>(*value);
}

}  // namespace gkwatch::config
