#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/ids.h"
#include "model/form_layout.h"
#include "model/report.h"

namespace gkwatch::parser {

// What was read of one of the three tables. A row that is not in `rows` is absent, a cell that
// is not in `cells` a Gap.
struct TableReading {
  std::map<CellKey, Cell> cells;
  std::map<std::string, RowMatch> rows;  // by "T3.R3.4"
  std::vector<UnknownRow> unknown_rows;

  void set(const FormRow& row, const std::vector<Cell>& values, RowMatch match) {
    rows[row.table + "." + row.key] = match;
    for (std::size_t i = 0; i < row.columns.size() && i < values.size(); ++i) {
      cells[cell_key(row.table, row.key, row.columns[i])] = values[i];
    }
  }
};

inline Cell gap(std::string why, std::string where = {}) {
  return {.kind = CellKind::Gap, .where = std::move(where), .why = std::move(why)};
}

}  // namespace gkwatch::parser
