#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "parser/glyphs.h"
#include "parser/picture.h"
#include "parser/ruled_tables.h"

namespace gkwatch::parser {

// What is left to be read of all pages together: reading a page costs seconds.
struct ScanBudget {
  int pages = 30;
  std::size_t cells = 2000;
  double words = 40'000;  // points of running text; then lines as short as headings alone
  double headings = 10'000;
};

struct ScannedPage {
  double width = 0;  // points
  double height = 0;
  std::vector<PageTable> tables;  // from the top down
  std::vector<GlyphLine> lines;   // beside the tables
};

// Reads a page that is a picture. Every cell that has ink says how far it is trusted
// (GridCell::confidence). Unsupported: what why_no_pictures says. TooLarge: the budget does not
// reach for its cells. `name`: "page 6".
Result<ScannedPage> read_scan(const Picture& picture, const std::string& name, ScanBudget& budget,
                              const std::stop_token& stop);

}  // namespace gkwatch::parser
