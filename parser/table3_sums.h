#pragma once

#include <vector>

#include "model/form_layout.h"
#include "parser/printed.h"
#include "parser/table_reading.h"

namespace gkwatch::parser {

// The identities of table 3 (domain/report-format.md 2.6) say no, never yes: a row placed by
// order alone whose own sum fails, or with which a column's results do not add up to their
// total, becomes Gaps.
void refuse_doubtful_rows(TableReading& reading, const std::vector<FormRow>& rows);

// A figure that stands alone on a line, and blank cells in rows without a grid: the figure may
// have slipped out of one of them. With one figure and one blank cell, and row and column sums
// that hold with it, it goes back; else such cells are Gaps, for they are not known to be blank.
void settle_strays(TableReading& reading, const std::vector<FormRow>& rows,
                   const std::vector<PrintedRow>& strays);

// A figure that a line end has torn may look whole: unless its row's own sum holds, a row over
// figures that stand alone becomes Gaps.
void refuse_torn_row(TableReading& reading, const FormRow& row);

// A row that has lost a cell and was filled up at its end: 总计 is blank, the sum fails, and the
// figure before it may be the total. It becomes Gaps, also where a Gap leaves the sum unknown, and
// whatever its figures are where the other rows print their totals and 其他 may be this one's.
void refuse_shifted_rows(TableReading& reading, const std::vector<FormRow>& rows);

// All cells of the row become Gaps; how it was recognised stays.
void refuse_cells(TableReading& reading, const FormRow& row, const std::string& why);

}  // namespace gkwatch::parser
