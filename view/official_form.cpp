#include "view/official_form.h"

#include <algorithm>

#include "model/form_layout.h"

namespace gkwatch::view {
namespace {

int size_of(const auto& list) { return static_cast<int>(list.size()); }

FormCell head(std::string_view text, int rows = 1, int columns = 1) {
  return {.text = std::string{text}, .rows = rows, .columns = columns, .value = {}};
}

void add_values(const GridRowView& from, std::vector<FormCell>& row) {
  for (const GridCellView& cell : from.cells) row.push_back({.text = {}, .value = cell});
}

std::string row_key(const GridRowView& row) {
  const auto parts = row.cells.empty() ? std::nullopt : cell_parts(row.cells.front().key);
  return parts ? parts->row : std::string{};
}

std::string table_of(const FormGrid& grid) {
  const auto& rows = grid.rows;
  const auto parts =
      rows.empty() || rows[0].cells.empty() ? std::nullopt : cell_parts(rows[0].cells[0].key);
  return parts ? parts->table : std::string{};
}

// Table two: a block for each item of article 20, one below the other, all as wide as the widest.
void add_block(const FormGrid& grid, int width, Language language, OfficialTable& table) {
  const int spare = width - 1 - size_of(grid.heads);
  table.rows.push_back({head(grid.title, 1, width)});
  std::vector<FormCell> heads{head(say(language, "form.content"))};
  for (const std::string& one : grid.heads) heads.push_back(head(one));
  heads.back().columns += spare;
  table.rows.push_back(std::move(heads));
  for (const GridRowView& row : grid.rows) {
    std::vector<FormCell> cells{head(row.label)};
    add_values(row, cells);
    cells.back().columns += spare;
    table.rows.push_back(std::move(cells));
  }
}

OfficialTable table_two(std::span<const FormGrid> blocks, Language language) {
  OfficialTable table{.title = std::string{say(language, "form.t2")}, .rows = {}};
  int width = 0;
  for (const FormGrid& block : blocks) width = std::max(width, size_of(block.heads) + 1);
  for (const FormGrid& block : blocks) add_block(block, width, language, table);
  return table;
}

// The head of table three: who applied, in three lines.
void add_applicants(const FormGrid& grid, Language language, OfficialTable& table) {
  constexpr int kLabels = 3;
  const int people = size_of(grid.heads);
  table.rows.push_back({head(say(language, "form.t3.note"), 3, kLabels),
                        head(say(language, "form.applicants"), 1, people)});
  table.rows.push_back({head(grid.heads.front(), 2),
                        head(say(language, "form.organisations"), 1, people - 2),
                        head(grid.heads.back(), 2)});
  std::vector<FormCell> kinds;
  for (std::size_t i = 1; i + 1 < grid.heads.size(); ++i) kinds.push_back(head(grid.heads[i]));
  table.rows.push_back(std::move(kinds));
  table.head_rows = 3;
}

OfficialTable table_three(const FormGrid& grid, Language language) {
  OfficialTable table{.title = grid.title, .rows = {}};
  add_applicants(grid, language, table);
  const auto is_outcome = [](const GridRowView& row) { return row_key(row).starts_with('R'); };
  const auto outcomes =
      static_cast<int>(std::count_if(grid.rows.begin(), grid.rows.end(), is_outcome));
  bool is_first_outcome = true;
  std::string group;
  for (const GridRowView& row : grid.rows) {
    std::vector<FormCell> cells;
    if (is_outcome(row) && is_first_outcome) {
      cells.push_back(head(say(language, "form.outcomes"), outcomes));
      is_first_outcome = false;
    }
    if (!row.group.empty() && row.group != group) {
      const auto size = std::count_if(grid.rows.begin(), grid.rows.end(),
                                      [&](const auto& other) { return other.group == row.group; });
      cells.push_back(head(row.group, static_cast<int>(size)));
    }
    group = row.group;
    const int label = !is_outcome(row) ? 3 : row.group.empty() ? 2 : 1;
    cells.push_back(head(row.label, 1, label));
    add_values(row, cells);
    table.rows.push_back(std::move(cells));
  }
  return table;
}

// Table four has one line of figures: reconsideration, and litigation of two kinds.
OfficialTable table_four(const FormGrid& grid) {
  OfficialTable table{.title = grid.title, .head_rows = 3, .rows = {}};
  std::vector<FormCell> first, second, third, values;
  const int width = size_of(grid.heads);
  for (std::size_t i = 0; i < grid.rows.size(); ++i) {
    const GridRowView& row = grid.rows[i];
    const bool is_grouped = !row.group.empty();
    if (!is_grouped) first.push_back(head(row.label, 1, width));
    if (is_grouped && (i == 0 || grid.rows[i - 1].group != row.group)) {
      first.push_back(head(row.group, 1, width));
    } else if (is_grouped) {
      first.back().columns += width;
    }
    if (is_grouped) second.push_back(head(row.label, 1, width));
    for (const std::string& one : grid.heads) {
      (is_grouped ? third : second).push_back(head(one, is_grouped ? 1 : 2));
    }
    add_values(row, values);
  }
  table.rows = {std::move(first), std::move(second), std::move(third), std::move(values)};
  return table;
}

}  // namespace

std::vector<OfficialTable> official_tables(const ParsedDocument& document,
                                           std::span<const Finding> findings, Language language) {
  const std::vector<FormGrid> grids = form_grids(document, findings, language);
  const auto end_of_two = std::find_if(grids.begin(), grids.end(),
                                       [](const auto& one) { return table_of(one) != "T2"; });
  std::vector<OfficialTable> tables;
  if (grids.begin() != end_of_two) {
    tables.push_back(table_two({grids.begin(), end_of_two}, language));
  }
  for (auto grid = end_of_two; grid != grids.end(); ++grid) {
    tables.push_back(table_of(*grid) == "T3" ? table_three(*grid, language) : table_four(*grid));
  }
  return tables;
}

}  // namespace gkwatch::view
