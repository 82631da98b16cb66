#pragma once

#include <stop_token>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "parser/glyphs.h"
#include "parser/ruled_grid.h"

namespace gkwatch::parser {

// What is printed on one page, as it is seen: turned upright, invisible text left out.
struct PageInk {
  double width = 0;  // points
  double height = 0;
  std::vector<Glyph> glyphs;  // in the order of drawing
  std::vector<Rule> rules;
  std::size_t pictures = 0;  // of a size that can hold a table
};

// False where this build was made without a PDF library: then read_pages is Unsupported.
bool can_read_pdf();

// The pages of a PDF. Malformed: no PDF, damaged or cut off. Unsupported: locked with a
// password. TooLarge: more pages, glyphs or rules than a report has. Cancelled: stopped.
Result<std::vector<PageInk>> read_pages(std::string_view pdf, const std::stop_token& stop);

}  // namespace gkwatch::parser
