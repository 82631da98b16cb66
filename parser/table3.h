#pragma once

#include <vector>

#include "parser/printed.h"
#include "parser/table_reading.h"
#include "parser/zones.h"

namespace gkwatch::parser {

// Table 3 (收到和处理政府信息公开申请情况): the printed rows of `zone` aligned with the rows of
// the form. Labels anchor; rows that have lost theirs are placed between the anchors if there
// is one way only.
TableReading read_table3(std::vector<PrintedRow> rows, const Zone& zone, Form form, bool single_r6);

}  // namespace gkwatch::parser
