#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/form_layout.h"
#include "parser/labels.h"
#include "parser/printed.h"

namespace gkwatch::parser {

// How well row `at` is labelled as each row of the form: by the words that stand in it, also
// where a line end or a page end has moved a part of the label to the rows before or after.
std::vector<Likeness> read_label(std::span<const PrintedRow> rows, std::size_t at,
                                 const LabelBook& book);

// Which rows of the form the words just before or just after a row without words name: a hint,
// no proof.
std::vector<bool> read_hints(std::span<const PrintedRow> rows, std::size_t at,
                             const LabelBook& book);

// False for a row without words, or with scraps only: parts of the vertical label
// 本年度办理结果, single characters, noise.
bool has_label(const PrintedRow& row);

// The row's own ordinal, all that may be left of a torn label: "(七)", "5.", "四、"; or empty.
std::string own_ordinal(const PrintedRow& row);
// True if it is that of the form's row or that of its group.
bool bears_ordinal(const FormRow& form_row, const std::string& ordinal);

// The form has no subtotals; some print them below the groups. 小计 names the total of all results
// only with its ordinal, （七）.
bool is_subtotal(const PrintedRow& row);

// Rows of figures under lines of words, one label each: the words move into the rows below.
void move_labels_down(std::vector<PrintedRow>& rows);

}  // namespace gkwatch::parser
