#pragma once

#include <string>
#include <vector>

#include "model/form_layout.h"
#include "parser/printed.h"

namespace gkwatch::parser {

// The head right above a value where it says something else than the column of the form that the
// value would be read for: 本年修订件数 for 本年废止件数, 国有企业 for 商业企业, or the head of
// another column. Empty where the head is the column's, nearly it, or lost: what nobody can see
// contradicts nothing.
std::string foreign_head(const PrintedRow& row, const PrintedCell& value, const FormColumn& column);

// The same for a head of table 4 that spans the five columns of a group: 一审 for 未经复议直接起诉.
std::string foreign_group(const PrintedRow& row, const PrintedCell& first, const PrintedCell& last);

// The same where cells have lost their places and heads are but words in a line: the word between
// the heads of the columns before and behind, or right behind 信息内容.
// One for each of `columns`; empty where there is none.
std::vector<std::string> foreign_words(const std::vector<HeadLine>& lines,
                                       const std::vector<FormColumn>& columns);

}  // namespace gkwatch::parser
