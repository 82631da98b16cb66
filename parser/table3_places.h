#pragma once

#include <span>
#include <vector>

#include "model/form_layout.h"
#include "model/report.h"
#include "parser/printed.h"

namespace gkwatch::parser {

std::vector<FormRow> table3_rows(Form form, bool single_r6);

// Figures that stand alone on a line.
std::vector<PrintedRow> lone_figures(std::span<const PrintedRow> rows);

// The row's own label opens a bracket that it does not close: it may go on in another row.
bool ends_within_brackets(const PrintedRow& row);

// Seven figures in a table of eight columns are not the form's seven: one is lost, and which is
// not told. What says so are the rows around (`rows`: those that may be of the form), 小计 among
// the heads beside 总计, or sums that only 小计 gives.
bool has_lost_place(const PrintedRow& row, std::span<const PrintedRow* const> rows);

// The row's cells in the form's columns. Words where the total should be are the remarks of a row
// that lost a cell: Gaps.
std::vector<Cell> table3_cells(const PrintedRow& row, const std::vector<FormColumn>& columns);

}  // namespace gkwatch::parser
