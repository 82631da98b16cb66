#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gkwatch::parser {

// How a line of plain text looks.
enum class LineShape {
  Empty,
  PageNumber,  // "-3-", "— 4 —", "第 3 页": dropped
  Rule,        // "|---|---|": dropped
  Heading,     // with a Markdown mark
  Cells,       // several cells: between bars, between tabs, or figures between blanks
  Cell,        // one cell: a figure, or words of the form
  Prose,
};

struct Line {
  std::size_t number = 0;  // 1-based
  LineShape shape = LineShape::Prose;
  std::string text;                // without Markdown marks
  std::vector<std::string> cells;  // of Cells and Cell; NFKC, spaces collapsed
};

std::vector<Line> read_lines(std::string_view text);

}  // namespace gkwatch::parser
