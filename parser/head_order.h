#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/form_layout.h"
#include "model/report.h"
#include "parser/printed.h"

namespace gkwatch::parser {

// Whether the heads printed above a row name the columns of the form in another order than the
// form does. Heads that are lost or damaged contradict nothing.
inline constexpr const char* kAnotherOrder = "the column heads stand in another order";

bool contradicts_order(const PrintedRow& row, const std::vector<FormColumn>& columns);

// The values of a row whose heads contradict the order: by head where every column is headed
// once and has one value below its head; else Gaps.
std::vector<PrintedCell> values_by_head(const PrintedRow& row,
                                        const std::vector<FormColumn>& columns);

// The same question for the fifteen columns of table 4, whose heads are printed three times.
bool contradicts_table4(const std::vector<HeadLine>& lines, const std::vector<FormColumn>& columns);

// Whether a line of text is the heads of table 3, torn from its rows by the end of a page, and
// names them in another order. Four heads at least: fewer may be a sentence.
bool is_table3_in_another_order(const std::string& line, Form form);

// What a column is called: its head and the known variants of that, as label cores.
const std::vector<std::u32string>& names_of(const FormColumn& column);

// True if this head names the column.
bool names_column(const HeadWord& head, const FormColumn& column);

}  // namespace gkwatch::parser
