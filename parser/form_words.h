#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gkwatch::parser {

// The words printed in the three tables of the official forms, as label cores.
bool is_head_word(std::u32string_view core);       // heads of columns and groups of columns
bool is_in_group_label(std::u32string_view core);  // "不予公开", "无法提供"… or a part of one
bool is_vertical_label(std::u32string_view core);  // 本年度办理结果 or a part of it
// Two characters or more that stand in some label, head or caption of the forms, or a short
// text that holds one: what a line inside a table looks like when its grid is lost.
bool is_form_text(std::u32string_view core);
// The head of a column, printed without an ordinal: 其他, but not 3.其他.
bool is_bare_head(std::string_view text);
// A part of a row's label, five characters or more.
bool is_in_row_label(std::u32string_view core);
// Exactly the label of a row.
bool is_row_label(std::u32string_view core);

}  // namespace gkwatch::parser
