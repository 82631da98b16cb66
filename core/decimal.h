#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gkwatch {

// An exact decimal number: units / 10^scale. Reports are compared to the cent,
// so no figure ever passes through a double.
struct Decimal {
  std::int64_t units = 0;
  std::uint8_t scale = 0;  // 0..9

  // Reads "0", "-12", "+54", "190.457379". Nothing if the text is anything else
  // (separators, units and blanks are the caller's), has more than six decimals
  // (cents in 万元) or more than eleven digits before the point.
  static std::optional<Decimal> parse(std::string_view text);
};

bool operator==(const Decimal& a, const Decimal& b);  // 1.50 == 1.5
std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
// Exact. Sums of at most 90 parsed numbers cannot overflow, nor can sums of ten million
// parsed whole numbers; past that the process ends rather than be wrong.
Decimal operator+(const Decimal& a, const Decimal& b);
Decimal operator-(const Decimal& a, const Decimal& b);

// The shortest spelling: "1.5", "-12", "0". No plus sign, no trailing zeros.
std::string to_text(const Decimal& number);

}  // namespace gkwatch
