#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/report.h"
#include "parser/extract.h"

namespace gkwatch::parser {

// A cell as it stands on paper: one for all the places that it spans.
struct PrintedCell {
  std::string text;
  std::size_t begin = 0;  // first column
  std::size_t end = 0;    // column after the last
  bool from_above = false;
  std::optional<int> confidence{};    // GridCell::confidence
  std::vector<std::string> others{};  // GridCell::others
};

// A word among the heads of columns, with what of it counts (label_core): heads are compared for
// every row below them.
struct HeadWord {
  std::string text;
  std::u32string core;
  std::u32string bare_core;  // without its remarks in brackets
};
HeadWord head_word(std::string text);

// A row of heads in reading order: its cells, or its words where there are no cells.
using HeadLine = std::vector<HeadWord>;
HeadLine head_line_of(const std::vector<std::string>& words);

// The heads above a row, gathered from the rows of heads before it in its table.
struct Heads {
  std::vector<PrintedCell> cells;
  HeadLine names;                   // of the cells, one each
  std::vector<PrintedCell> others;  // texts among them that name no column of any form
  std::size_t boundary = 0;         // the first column that has a head: labels stand left of it
  std::size_t width = 0;            // columns of the rows of heads
  std::optional<PrintedCell> ordinals{};  // the head 序号: what stands below counts rows
};

// A row of cells as words and then figures, whatever it was on paper.
struct PrintedRow {
  std::size_t piece = 0;  // which table
  std::string where;
  Geometry geometry = Geometry::Exact;
  bool is_head = false;                // names columns
  std::vector<std::string> words;      // what stands before the figures, cut at blanks
  std::size_t own_words = 0;           // of `words`: those of the last cell, the row's own label
  std::vector<PrintedCell> values;     // what stands after the words, blank cells too
  std::size_t figures = 0;             // of `values`: numbers and dashes
  std::size_t width = 0;               // columns, of an exact row
  std::shared_ptr<const Heads> heads;  // may be null
  // Likewise, as lines; those of the table before where its own has none. May be null.
  std::shared_ptr<const std::vector<HeadLine>> head_lines;
  HeadLine head_line;              // of a row of heads: its own
  bool has_figure_before = false;  // a figure among the words: the boundary is doubtful
  bool is_framed = false;  // its table's rows all have the same number of places after the words
};

// All rows of all tables in reading order. Rows that print two rows of the form in one line
// are cut; cells that stand one in a line are put together to rows.
// A head that names `year`, that of the report, is read as one of 本年.
std::vector<PrintedRow> read_rows(std::span<const PrintedTable> tables,
                                  std::optional<int> year = std::nullopt);

// The words before the figures without blanks; those of the last cell alone.
std::string joined_words(const PrintedRow& row);
std::string own_label(const PrintedRow& row);

}  // namespace gkwatch::parser
