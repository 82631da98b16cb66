#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/decimal.h"
#include "core/ids.h"
#include "model/report.h"
#include "tests/support/report_generator.h"

namespace gkwatch::testing {

// A made report before any format: what is printed, and in which look. Printers turn it into
// bytes; what a format cannot show (a tracked change in plain text) they leave out.

enum class Look {
  Plain,
  Hidden,    // in the file, but not shown
  Deleted,   // a tracked deletion that is not accepted yet; in HTML as hidden
  Inserted,  // a tracked insertion
  Raised,    // a note's mark
};

struct MadeRun {
  std::string text;
  Look look = Look::Plain;
};

struct MadeCell {
  std::vector<MadeRun> runs;
  int columns = 1;
  int rows = 1;
  bool is_upright = false;  // a vertical label
  bool is_framed = false;   // its text stands in a table of its own
  bool is_boxed = false;    // its text stands in a text box
};

struct MadeRow {
  std::vector<MadeCell> cells;
  bool is_hidden = false;
};

struct MadeTable {
  std::vector<MadeRow> rows;
  std::size_t heads = 0;       // rows that a page end repeats
  std::vector<double> widths;  // of its columns, in parts of the page's
};

enum class PieceKind { Title, Heading, Paragraph, Table };

struct MadePiece {
  PieceKind kind = PieceKind::Paragraph;
  std::string text;
  MadeTable table;
};

// What a cell of the form shows to a person.
enum class Shown { Number, Blank, Dash, Words, Nothing };

struct Truth {
  Shown shown = Shown::Nothing;
  Decimal value;
  bool is_due = true;  // it stands there plain and whole: a Gap is a failure of ours
};

// The shown text of a cell: its runs without what is not seen.
std::string shown_text(const MadeCell& cell);
MadeCell plain_cell(std::string text, int columns = 1, int rows = 1);

}  // namespace gkwatch::testing
