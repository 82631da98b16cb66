#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/result.h"
#include "parser/extract.h"

namespace gkwatch::parser {

struct DocxCell {
  std::size_t columns = 1;       // w:gridSpan
  bool continues_above = false;  // w:vMerge without "restart"
  bool continues_left = false;   // w:hMerge without "restart"
  std::string text;
};

struct DocxRow {
  std::size_t before = 0;  // w:gridBefore: columns left free
  std::size_t after = 0;   // w:gridAfter
  std::vector<DocxCell> cells;
};

// The rows on their grid (ECMA-376 part 1, 17.4). Geometry is Lost where the rows do not agree
// on the number of columns. TooLarge past 200,000 places. A cell that continues nothing, or
// that holds text although another covers it, is untold (kUntold).
Result<PrintedTable> lay_docx_table(std::vector<DocxRow> rows, const std::string& where);

}  // namespace gkwatch::parser
