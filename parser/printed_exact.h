#pragma once

#include <vector>

#include "parser/printed.h"

namespace gkwatch::parser {

// The rows of a table whose grid is known. `above`: the heads of the table before, in force until
// this one has its own if it is as wide: a table that was cut in two goes on below its first
// piece's heads. May be null.
std::vector<PrintedRow> read_exact_rows(const Table& table, std::shared_ptr<const Heads> above,
                                        std::optional<int> year);

}  // namespace gkwatch::parser
