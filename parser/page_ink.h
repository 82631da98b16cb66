#pragma once

#include <cstddef>
#include <vector>

#include "parser/glyphs.h"
#include "parser/ruled_grid.h"

namespace gkwatch::parser {

// What is printed on one page, as it is seen: turned upright, invisible text left out.
struct PageInk {
  double width = 0;  // points
  double height = 0;
  std::vector<Glyph> glyphs;  // in the order of drawing
  std::vector<Rule> rules;
  std::size_t pictures = 0;     // of a size that can hold a table
  double picture_fineness = 0;  // pixels per point of the finest of them, 0: not known
};

// Turns a page whose text stands on its side, as a wide table along a tall page does, and leaves
// out what stands off the page.
void tidy(PageInk& page);

}  // namespace gkwatch::parser
