#pragma once

#include <string>
#include <vector>

#include "parser/ink_lines.h"
#include "parser/page_picture.h"
#include "parser/recogniser.h"
#include "parser/scan_budget.h"

namespace gkwatch::parser {

// What the picture of a cell says.
struct CellReading {
  std::string text;  // NFKC; empty: no ink
  // 0 to 100. Of a figure: how far its readings agree.
  int confidence = 0;
  std::vector<std::string> others;  // further readings of a figure, best first
};

// One way to look at a line.
struct Look {
  Model model = Model::Words;
  int height = 0;  // pixels that its ink is scaled to; 0: as scanned
  int above = 0;   // pixels of white above and below it; of a line as scanned, at 200 dpi
  int beside = 0;  // and to its left and right: a thin minus is lost at an edge
};

// Reads cells and lines of one page, each by itself.
class CellReader {
 public:
  // All outlive the reader. With a budget that is spent, every cell with ink is doubtful and
  // every line empty.
  CellReader(const PagePicture& page, Recogniser& recogniser, ScanBudget& budget)
      : page_{page}, recogniser_{recogniser}, budget_{budget} {}

  // `cell` in points, as the rules of the page.
  CellReading read_cell(const Box& cell) const;
  std::string read_words(const InkLine& line) const;

 private:
  std::string read_label(const std::vector<InkLine>& lines) const;
  CellReading read_lines(const InkLines& found) const;
  CellReading read_figure(const InkLine& line) const;
  CellReading read_mixed(const InkLine& line, const std::string& first) const;
  std::string look_at(const InkLine& line, const Look& look) const;
  PixPtr picture_of(const InkLine& line, const Look& look) const;

  const PagePicture& page_;
  Recogniser& recogniser_;
  ScanBudget& budget_;
};

}  // namespace gkwatch::parser
