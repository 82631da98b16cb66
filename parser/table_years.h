#pragma once

#include <optional>
#include <vector>

#include "parser/extract.h"

namespace gkwatch::parser {

struct YearTables {
  std::vector<PrintedTable> tables;  // in reading order
  bool has_other_years = false;      // tables of other years were left out
};

// The tables of the report's own year. A report may print last year's figures beside its own, in
// the same form; what says so is the caption above ("上年度数据", "附:2023年情况"), a line of its
// own before the table or a row of its own within it, and it holds until the next caption,
// sentence or heading; a row of figures may be labelled so too. A caption that names both years
// heads a comparison, and is left out too: which figures are whose is not told by the form. `year`:
// of the report, if known.
YearTables tables_of_year(const Extract& extract, std::optional<int> year);

}  // namespace gkwatch::parser
