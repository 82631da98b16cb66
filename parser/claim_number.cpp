#include "parser/claim_number.h"

#include <string>

namespace gkwatch::parser {
namespace {

std::int64_t factor_of(const std::string& scale) {
  if (scale == "百") return 100;
  if (scale == "千") return 1'000;
  if (scale == "万") return 10'000;
  return scale == "亿" ? 100'000'000 : 1;
}

// At most nine digits before the point: cannot overflow.
Decimal times(Decimal value, std::int64_t factor) {
  while (factor > 1 && value.scale > 0) {
    --value.scale;
    factor /= 10;
  }
  return {value.units * factor, value.scale};
}

}  // namespace

Claim claim_of(const Pattern::Match& match, std::size_t first) {
  const bool is_approximate = !match.group(first).empty() || !match.group(first + 3).empty();
  const std::string& scale = match.group(first + 2);
  const auto value = Decimal::parse(match.group(first + 1));
  return {.value = times(value.value_or(Decimal{}), factor_of(scale)),
          .is_exact = !is_approximate && scale.empty() && value.has_value()};
}

}  // namespace gkwatch::parser
