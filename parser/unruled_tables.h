#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/report.h"
#include "parser/glyphs.h"

namespace gkwatch::parser {

// A table without ruling lines among the lines of a page.
struct UnruledTable {
  std::size_t begin = 0;  // its lines
  std::size_t end = 0;
  Table table;  // order of cells alone: words, then figures
};

// Tables that are printed without rules, found by what stands side by side: lines of figures, and
// the words of the form between them. A row is a line of figures with the pieces of its label,
// which stand left of it, above, beside and below its own line. `lines` from the top down;
// `name`: "page 6".
std::vector<UnruledTable> find_unruled_tables(std::span<const GlyphLine> lines,
                                              const std::string& name);

}  // namespace gkwatch::parser
