#pragma once

#include <optional>
#include <span>

#include "model/report.h"
#include "parser/extract.h"
#include "parser/printed.h"
#include "parser/zones.h"

namespace gkwatch::parser {

struct FormMarks {
  Form form = Form::Unknown;
  int marks = 0;  // independent marks for `form`, none against it counted
  bool single_r6 = false;
};

// Which generation of the form the tables are (domain/report-format.md 2.7): the wording of
// (六), then the heads and rows of table 2, then the height of 三. Without any such mark the
// year decides, and `marks` is 0.
FormMarks find_form(std::span<const PrintedRow> rows, std::span<const PrintedTable> tables,
                    const Zones& zones, std::optional<int> year);

}  // namespace gkwatch::parser
