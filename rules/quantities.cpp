#include "rules/quantities.h"

#include <cstdlib>
#include <limits>

#include "model/form_layout.h"

namespace gkwatch::rules {

Decimal times(const Decimal& value, int factor) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max() / factor;
  if (value.units > most || value.units < -most) std::abort();
  return {value.units * factor, value.scale};
}

std::optional<Decimal> fee_in_yuan(const ParsedDocument& document) {
  constexpr std::int64_t most = 100'000'000'000'000;
  const auto cell = document.cells.find(cell_key("T2", "FEE", "AMOUNT"));
  if (cell == document.cells.end() || !cell->second.value) return std::nullopt;
  const Decimal& value = *cell->second.value;
  if (value.units > most || value.units < -most) return std::nullopt;
  return cell->second.unit == "元" ? value : times(value, 10'000);
}

}  // namespace gkwatch::rules
