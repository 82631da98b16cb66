#include <algorithm>
#include <map>

#include "tests/generated/made_tables.h"

namespace gkwatch::testing {

std::vector<PlacedCell> placed(const MadeTable& table) {
  std::vector<PlacedCell> cells;
  std::map<std::size_t, std::size_t> taken_to;  // by column: the row that it is free from
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::size_t column = 0;
    for (const MadeCell& cell : table.rows[r].cells) {
      while (taken_to[column] > r) ++column;
      cells.push_back({r, column, &cell});
      for (int i = 0; i < cell.columns; ++i) {
        taken_to[column++] = r + static_cast<std::size_t>(cell.rows);
      }
    }
  }
  return cells;
}

std::pair<MadeTable, MadeTable> cut_before(const MadeTable& table, std::size_t at) {
  MadeTable first{.heads = table.heads, .widths = table.widths};
  MadeTable second{.widths = table.widths};
  first.rows.resize(at);
  second.rows.resize(table.rows.size() - at);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    (r < at ? first.rows[r] : second.rows[r - at]).is_hidden = table.rows[r].is_hidden;
  }
  std::vector<std::pair<std::size_t, MadeCell>> continued;  // in the first row below the cut
  for (const PlacedCell& place : placed(table)) {
    MadeCell cell = *place.cell;
    const std::size_t end = place.row + static_cast<std::size_t>(cell.rows);
    if (place.row >= at) {
      if (place.row == at)
        continued.emplace_back(place.column, std::move(cell));
      else
        second.rows[place.row - at].cells.push_back(std::move(cell));
      continue;
    }
    if (end > at) {
      MadeCell rest = plain_cell("", cell.columns, static_cast<int>(end - at));
      continued.emplace_back(place.column, std::move(rest));
      cell.rows = static_cast<int>(at - place.row);
    }
    first.rows[place.row].cells.push_back(std::move(cell));
  }
  std::stable_sort(continued.begin(), continued.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [column, cell] : continued) second.rows.front().cells.push_back(std::move(cell));
  return {std::move(first), std::move(second)};
}

}  // namespace gkwatch::testing
