#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rules/verdict.h"

namespace gkwatch::rules {

// A sum of cells of a table, as text: "T3.NEW.SUM + T3.CIN.SUM - T3.COUT.SUM". "T3.R3.*.SUM" is the
// sum over the group (R3.1 to R3.8; R6 or R6.1 to R6.3). Nothing if a cell is unknown.
std::optional<Decimal> evaluate(const Case& report, std::string_view formula);

// The cells that a formula reads.
std::vector<CellKey> cells_of(const Case& report, std::string_view formula);

}  // namespace gkwatch::rules
