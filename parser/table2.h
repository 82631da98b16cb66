#pragma once

#include <span>

#include "parser/printed.h"
#include "parser/table_reading.h"
#include "parser/zones.h"

namespace gkwatch::parser {

// Table 2 (主动公开政府信息情况). Its rows are told by their labels alone, because blocks are
// printed in any order; a row without label only if its neighbour in the block leaves no other
// place for it.
TableReading read_table2(std::span<const PrintedRow> rows, const Zone& zone, Form form);

}  // namespace gkwatch::parser
