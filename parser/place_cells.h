#pragma once

#include <string>
#include <vector>

#include "model/form_layout.h"
#include "model/report.h"
#include "parser/printed.h"

namespace gkwatch::parser {

// Puts the values of a printed row on the columns of its row of the form. As many values as
// columns: one after another. More or fewer: by the heads above where they decide beyond doubt;
// what stays in doubt is a Gap with the reason.
std::vector<Cell> place_cells(const PrintedRow& printed, const std::vector<FormColumn>& columns);

// The gap of a value below a head of another meaning (foreign_heads.h).
Cell under_a_foreign_head(const std::string& head, const std::string& where);

// The columns of a row of the form, in printed order.
std::vector<FormColumn> columns_of(Form form, const FormRow& row);

// The first column of `heads` that is headed as `column`; nothing if there is none or several.
const PrintedCell* head_of(const Heads& heads, const FormColumn& column);

}  // namespace gkwatch::parser
