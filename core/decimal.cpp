#include "core/decimal.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace gkwatch {
namespace {

__extension__ using Wide = __int128;  // holds any int64 times 10^9

constexpr std::size_t kMaxWholeDigits = 11;
constexpr std::size_t kMaxDecimals = 6;

Wide units_at(const Decimal& number, unsigned scale) {
  Wide units = number.units;
  for (unsigned s = number.scale; s < scale; ++s) units *= 10;
  return units;
}

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Decimal shortest(Wide units, unsigned scale) {
  while (scale > 0 && units % 10 == 0) {
    units /= 10;
    --scale;
  }
  if (units > std::numeric_limits<std::int64_t>::max() ||
      units < std::numeric_limits<std::int64_t>::min()) {
    std::abort();
  }
  return {static_cast<std::int64_t>(units), static_cast<std::uint8_t>(scale)};
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view decimals =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (!is_digits(whole) || whole.size() > kMaxWholeDigits) return std::nullopt;
  if (point != std::string_view::npos && !is_digits(decimals)) return std::nullopt;
  if (decimals.size() > kMaxDecimals) return std::nullopt;

  std::int64_t units = 0;
  for (const std::string_view digits : {whole, decimals}) {
    for (const char digit : digits) units = units * 10 + (digit - '0');
  }
  return Decimal{is_negative ? -units : units, static_cast<std::uint8_t>(decimals.size())};
}

bool operator==(const Decimal& a, const Decimal& b) { return std::is_eq(a <=> b); }

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const unsigned scale = std::max(a.scale, b.scale);
  const Wide left = units_at(a, scale);
  const Wide right = units_at(b, scale);
  if (left < right) return std::strong_ordering::less;
  return left > right ? std::strong_ordering::greater : std::strong_ordering::equal;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const unsigned scale = std::max(a.scale, b.scale);
  return shortest(units_at(a, scale) + units_at(b, scale), scale);
}

Decimal operator-(const Decimal& a, const Decimal& b) {
  const unsigned scale = std::max(a.scale, b.scale);
  return shortest(units_at(a, scale) - units_at(b, scale), scale);
}

std::string to_text(const Decimal& number) {
  const Decimal plain = shortest(number.units, number.scale);
  const bool is_negative = plain.units < 0;
  std::string digits = std::to_string(plain.units).substr(is_negative ? 1 : 0);
  if (plain.scale > 0) {
    if (digits.size() <= plain.scale) digits.insert(0, plain.scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - plain.scale, 1, '.');
  }
  if (is_negative) digits.insert(0, 1, '-');
  return digits;
}

}  // namespace gkwatch
