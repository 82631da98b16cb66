#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "parser/extract.h"

namespace gkwatch::parser {

// The number of the official section (1 to 6) whose heading this line is, in any of the
// variants of domain/report-format.md 2.1; nothing for sub-headings and other text. Official
// headings are told by their words; the ordinal before them may be missing or wrong, but not a
// sub-heading's: "(二)主动公开政府信息情况", "1、…".
std::optional<int> section_number(std::string_view line);

// Cuts the running text at the official headings. What stands before the first is section 0.
// Of a heading printed twice without text between, one remains.
std::vector<Section> split_sections(const Extract& extract);

}  // namespace gkwatch::parser
