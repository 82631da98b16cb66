#pragma once

#include <vector>

#include "parser/printed.h"

namespace gkwatch::parser {

// The rows of a table of which only the order of cells is known.
std::vector<PrintedRow> read_lost_rows(const Table& table);

}  // namespace gkwatch::parser
