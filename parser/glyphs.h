#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/ruled_grid.h"

namespace gkwatch::parser {

// Where the next glyph of a text stands.
enum class Turn { Right, Down, Left, Up };

// One printed character, or several that one glyph stands for. Points, y grows downwards.
struct Glyph {
  double x = 0;  // of the centre
  double y = 0;
  double width = 0;  // along the line
  double size = 0;   // of the font
  std::string text;  // UTF-8, no blanks; U+FFFD for a glyph of unknown meaning
  Turn turn = Turn::Right;
};

// A line of text. Its pieces are parted by a blank where glyphs stand apart.
struct GlyphLine {
  std::string text;
  Box box;
  double size = 0;               // of its first glyph
  double first_width = 0;        // of its first glyph
  std::vector<double> pauses{};  // widths of the blanks, in parts of the font size
  std::vector<std::pair<double, double>> words{};  // left and right of what blanks part
};

// What stands in place of text that may belong elsewhere: no number holds it.
inline constexpr std::string_view kDoubt = "\xEF\xBF\xBD";

// The glyphs as lines from the top down. All must read in one direction; the boxes of others
// than Turn::Right are those of the page turned upright. Glyphs printed twice on one place
// (a way to make text bold) count once; different ones on one place are doubtful.
std::vector<GlyphLine> lines_of(std::vector<Glyph> glyphs);

// The text of a cell: its lines joined, with a blank between figures that were not broken by
// the cell's edge but stand in lines of their own.
std::string text_of_cell(std::span<const Glyph> glyphs, const Box& cell);

// True if both are parts of figures that stand side by side on one line without a gap.
bool run_on(const Glyph& left, const Glyph& right);

}  // namespace gkwatch::parser
