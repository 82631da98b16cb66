#include "rules/outside_rows.h"

#include <array>

#include "core/text.h"

namespace gkwatch::rules {
namespace {

constexpr std::array<std::string_view, 7> kColumns{"NP", "CO", "RI", "SO", "LS", "OT", "SUM"};

}  // namespace

bool is_subtotal(const UnknownRow& row) {
  return contains(row.label, "小计") || contains(row.label, "合计");
}

OutsideRows outside_rows(const ParsedDocument& document) {
  OutsideRows outside;
  for (const std::string_view column : kColumns) outside.sums[std::string{column}] = Decimal{};
  for (const UnknownRow& row : document.unknown_rows) {
    if (row.table != "T3" || is_subtotal(row)) continue;
    outside.is_present = true;
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      const auto value = row.values.size() == kColumns.size()
                             ? Decimal::parse(row.values[i].empty() ? "0" : row.values[i])
                             : std::nullopt;
      if (!value) return {true, {}};
      Decimal& sum = outside.sums[std::string{kColumns[i]}];
      sum = sum + *value;
    }
  }
  return outside;
}

}  // namespace gkwatch::rules
