#pragma once

#include <string>
#include <string_view>

#include "model/report.h"

namespace gkwatch::parser {

// What one printed cell says (domain/report-format.md 2.8). A number may carry a sign,
// thousands separators, a unit ("346490.00元" has unit "元") or a remark in brackets without
// digits. Two numbers in one cell, or anything else with digits, is a Gap that says why;
// what has none is Text.
Cell read_figure(std::string_view text, std::string_view where);

// True for a number or a dash: what can stand in a place for values.
bool is_value(std::string_view text);
// True for a cell that stands in the place of a figure but is no value: a mark beside its digits
// ("9①"), two figures in one. Not for an ordinal ("1.", "(3)"), a year or a date, and not for words
// with digits.
bool is_marked_figure(std::string_view text);
// The unit that a column head demands: "采购总金额(单位:万元,保留4位小数)" -> "万元".
std::string unit_of_head(std::string_view head);

}  // namespace gkwatch::parser
