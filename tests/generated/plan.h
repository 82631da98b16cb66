#pragma once

#include <cstddef>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/generated/made_report.h"

namespace gkwatch::testing {

enum class Carrier { Html, Pdf, Docx, Xlsx, Ofd, Txt };
inline constexpr Carrier kCarriers[] = {Carrier::Html, Carrier::Pdf, Carrier::Docx,
                                        Carrier::Xlsx, Carrier::Ofd, Carrier::Txt};
std::string name_of(Carrier carrier);

// What is odd about one made document; each has been met in real reports or in real converters.
enum class Odd {
  // The tables
  BlankZeros,      // nothing printed for zero
  DashZeros,       // "/" or "—" for zero
  LostRow,         // one or two rows of table 3 are not printed
  LostLabel,       // … are printed without their label
  LostCell,        // one cell of table 3 is not there, those behind it move up
  ExtraRow,        // 9.属于工作秘密
  SubtotalRow,     // 小计 below (三)
  SubtotalColumn,  // 小计 behind the organisations
  RemarkColumn,    // 备注 at the right
  OrdinalColumn,   // 序号 at the left
  OtherHeads,      // heads of an author's own
  SwappedColumns,  // two columns and their heads in another order
  PlainHeads,      // the heads of table 3 as wide as the label, not as its three columns
  // The figures
  FullWidth,  // １２
  Thousands,  // 1,234
  Units,      // 5件
  NoteOnFigure,
  NoteOnLabel,
  SplitFigure,  // one figure in several runs
  HiddenText,   // hidden digits in the cell of a figure
  HiddenRow,
  TrackedChanges,
  BoxedFigure,   // a figure in a text box
  FramedFigure,  // in a table of its own within the cell
  HiddenSign,    // a number format that shows no sign
  // The labels
  Aliases,
  TypingSlip,    // one character of a label lost
  SpacedLabels,  // blanks within labels
  // The document
  YearBeforeAbove,  // a table of the year before stands above the year's own
  YearBeforeBelow,
  YearRows,       // table 4 with a row for each of two years
  OtherTable,     // a table of something else, with seven figures in a row
  LayoutTable,    // the whole text stands in a table
  TornTables,     // table 3 is cut in two tables
  RepeatedHeads,  // heads of table 3 again in the midst of it
  WrongCharset,
  NotesBelow,  // 注：…
  // The page
  Borderless,
  OpenOutline,
  ThinBoxes,
  SmallPages,
  CutRows,
  Landscape,
  TurnedPage,
  UprightLabel,
  DigitByDigit,  // each digit a text of its own
  PageNumbers,   // within the area of a table
  RunningHeads,  // the title again above each page
  Count,
};
std::string name_of(Odd odd);

struct Plan {
  unsigned seed = 0;
  Carrier carrier = Carrier::Html;
  ReportSpec spec;
  Layout layout = Layout::Bars;  // of plain text
  std::set<Odd> odds;
  Figures figures;             // as printed
  std::vector<CellKey> wrong;  // cells in which the agency printed another figure than adds up

  bool has(Odd odd) const { return odds.contains(odd); }
  // A sheet may store its figures as text: then no format changes what they show.
  bool stores_numbers() const { return seed % 5 != 1; }
};

// The plan of one document: carriers in turn, the rest drawn.
Plan draw_plan(unsigned seed);
std::string told(const Plan& plan);

}  // namespace gkwatch::testing
