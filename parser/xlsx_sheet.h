#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "core/result.h"
#include "model/report.h"
#include "parser/xlsx_parts.h"

namespace gkwatch::parser {

// What the sheets of a workbook share.
struct XlsxBook {
  std::vector<std::string> strings;
  XlsxStyles styles;
};

// The rows of a sheet that show anything, on the grid of its shown columns, each up to its last
// cell; merged cells as spans. A value whose shown text cannot be told is kUntold before what is
// stored. Malformed where cells contradict each other, TooLarge past 200,000 places.
Result<Table> read_sheet(pugi::xml_node worksheet, const XlsxBook& book, const std::string& where);

}  // namespace gkwatch::parser
