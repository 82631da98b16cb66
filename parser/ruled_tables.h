#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/report.h"
#include "parser/page_ink.h"

namespace gkwatch::parser {

// A table of one page with the text of its cells.
struct PageTable {
  Box outline;
  std::vector<double> columns;  // places of its upright rules
  Table table;
};

struct PageContent {
  std::vector<PageTable> tables;  // from the top down
  std::vector<Glyph> rest;        // what stands in no table
};

// The grid with what stands in each of its cells; `cells` by RuledTable::cell. `name`: "page 6".
Table lay_cells(const RuledTable& ruled, const std::vector<GridCell>& cells,
                const std::string& name);

// Puts the glyphs of a page into its tables. Text that runs over a cell's edge or stands in a
// cell that is no rectangle is marked with kDoubt. `name`: "page 6".
Result<PageContent> fill_tables(const PageInk& page, const std::string& name);

// Appends a table that a page end has cut off from `first`: true if both have the same left and
// right edge. A column that only one of them has parts the cells of both. Figures that the page
// end may have cut are marked with kDoubt.
bool join_pieces(PageTable& first, const PageTable& next);

}  // namespace gkwatch::parser
