#pragma once

#include <string>
#include <vector>

#include "parser/page_ink.h"

namespace gkwatch::parser {

// Takes the page's own number off its foot or head: "- 3 -", "— 4 —", "第 5 页", also where it
// stands inside a table; a bare number only outside of the text.
void drop_page_number(PageInk& page);

// Takes off a line above or below all else of a page that stands there on the page before too:
// the title as a running head, the name of the office. `edges`: the lines at the edges of the page
// before, and of the first; becomes those of this one.
struct EdgeLines {
  std::vector<std::string> first;   // of the first page: a title may come again as running head
  std::vector<std::string> before;  // of the page before
  bool has_page = false;
};
void drop_running_lines(PageInk& page, EdgeLines& edges);

// The lines of running text from the top down, whatever their direction.
std::vector<GlyphLine> lines_of_text(std::vector<Glyph> glyphs);

// Where the lines of a page begin and end.
struct Margins {
  double left = 0;
  double right = 0;
};
Margins margins_of(const std::vector<GlyphLine>& lines);

// The lines of one paragraph, also over a page end.
class Paragraph {
 public:
  // Whether the line goes on what stands here: that ended at the right margin, and the line
  // begins at the left one, not indented.
  bool takes(const GlyphLine& line, const Margins& margins) const;
  void add(const GlyphLine& line, const Margins& margins);
  // Its text, NFKC is left to the readers; empty if nothing was added. Leaves it empty.
  std::string take();

 private:
  std::string text_;
  double size_ = 0;
  bool is_full_ = false;
};

}  // namespace gkwatch::parser
