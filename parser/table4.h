#pragma once

#include <span>

#include "parser/printed.h"
#include "parser/table_reading.h"
#include "parser/zones.h"

namespace gkwatch::parser {

// Table 4 (行政复议、行政诉讼情况): one row of fifteen values below its heads.
TableReading read_table4(std::span<const PrintedRow> rows, const Zone& zone, Form form);

}  // namespace gkwatch::parser
