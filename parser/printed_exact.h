#pragma once

#include <vector>

#include "parser/printed.h"

namespace gkwatch::parser {

// The rows of a table whose grid is known.
std::vector<PrintedRow> read_exact_rows(const Table& table);

}  // namespace gkwatch::parser
