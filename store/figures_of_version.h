#pragma once

#include <cstdint>
#include <string_view>

#include "core/result.h"
#include "store/connection.h"
#include "store/stat_formulas.h"

namespace gkwatch::store {

// What statistics count of one version, kept ready beside its cells (t_figures): a line each of a
// name and a whole number, as formulas name them ("R3.4 7"). A row of T3 is worth its 总计; where
// that was left blank, the sum of its parts, if there are any (2019 reports of whole cities leave
// it blank). A row of blanks throughout is zero only where the row was there to be read.
// Writes them anew from t_cell.
Status write_figures(Connection& connection, std::int64_t version);

// As written; lines that are none are left out.
Figures figures_from(std::string_view lines);

}  // namespace gkwatch::store
