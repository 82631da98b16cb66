#pragma once

#include <string>
#include <vector>

#include "parser/page_lines.h"

namespace gkwatch::parser {

// A row of a table without rules, as its pieces stand on the page.
struct UnruledRow {
  std::vector<Piece> labels;
  std::vector<Piece> figures;
  double y = 0;
};

// The pieces of the label that stand over each other are one cell; cells from left to right.
std::vector<std::string> words_of(const UnruledRow& row);

// Two ordinals over each other are two labels: the figures of one of them are lost.
bool has_two_labels(const UnruledRow& row);

// Figures without a label of their own, fewer than those of the line above and each below one of
// them, may be the ends of figures that narrow cells have torn: 2 above 6 is 26. Those above are
// marked with kDoubt. `rows`: by their height.
void doubt_torn_figures(std::vector<UnruledRow>& rows);

}  // namespace gkwatch::parser
