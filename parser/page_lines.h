#pragma once

#include <span>
#include <string>
#include <vector>

#include "parser/glyphs.h"

namespace gkwatch::parser {

// What stands together on a line, without a wide gap.
struct Piece {
  std::string text;
  double left = 0;
  double right = 0;
  double y = 0;
};
bool is_figure(const Piece& piece);

// What a line may be in a table without rules: figures side by side, or one beside a row's label;
// words of the form or scraps of them, as narrow cells break them.
enum class LineKind { Other, Words, Figures };

struct PageLine {
  LineKind kind = LineKind::Other;
  std::vector<Piece> pieces;
};

// One for each of `lines`.
std::vector<PageLine> read_page_lines(std::span<const GlyphLine> lines);

}  // namespace gkwatch::parser
