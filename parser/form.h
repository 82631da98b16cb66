#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/ids.h"
#include "model/report.h"
#include "parser/extract.h"

namespace gkwatch::parser {

struct FormReading {
  Form form = Form::Unknown;
  int form_marks = 0;  // independent marks that speak for `form`
  bool single_r6 = false;
  std::map<CellKey, Cell> cells;  // every cell of `form`; a Gap where we are not sure
  std::map<std::string, RowMatch> rows;
  std::vector<UnknownRow> unknown_rows;
};

// Lays the official form over the tables. Which form is told by its words; only where the
// tables show none of the words that differ does `year` decide. Rows are found by label, and
// where labels are lost by order alone if there is but one way. Never shifts a row.
FormReading lay_form(std::span<const PrintedTable> tables, std::optional<int> year);

}  // namespace gkwatch::parser
