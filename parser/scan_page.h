#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "parser/glyphs.h"
#include "parser/picture.h"
#include "parser/ruled_tables.h"
#include "parser/scan_budget.h"

namespace gkwatch::parser {

struct ScannedPage {
  double width = 0;  // points
  double height = 0;
  std::vector<PageTable> tables;  // from the top down
  std::vector<GlyphLine> lines;   // beside the tables
};

// Reads a page that is a picture. Every cell that has ink says how far it is trusted
// (GridCell::confidence). Unsupported: what why_no_pictures says. TooLarge: more
// pages than the budget has. Cells that it does not reach for are doubtful. `name`: "page 6".
Result<ScannedPage> read_scan(const Picture& picture, const std::string& name, ScanBudget& budget,
                              const std::stop_token& stop);

}  // namespace gkwatch::parser
