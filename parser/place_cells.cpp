#include "parser/place_cells.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "parser/figures.h"
#include "parser/foreign_heads.h"
#include "parser/head_order.h"
#include "parser/table_reading.h"

namespace gkwatch::parser {
namespace {

std::vector<Cell> all_gaps(const PrintedRow& printed, std::size_t count, const std::string& why) {
  return std::vector<Cell>(count, gap(why, printed.where));
}

Cell read_cell(const PrintedCell& cell, const PrintedRow& printed) {
  if (cell.from_above) return gap("one cell spans several rows", printed.where);
  Cell read = read_figure(cell.text, printed.where);
  read.confidence = cell.confidence;
  read.others = cell.others;
  return read;
}

std::vector<Cell> in_order(const PrintedRow& printed) {
  std::vector<Cell> cells;
  for (const PrintedCell& value : printed.values) cells.push_back(read_cell(value, printed));
  return cells;
}

std::vector<Cell> figures_in_order(const PrintedRow& printed) {
  std::vector<Cell> cells;
  for (const PrintedCell& value : printed.values) {
    if (is_value(value.text) || is_marked_figure(value.text))
      cells.push_back(read_cell(value, printed));
  }
  return cells;
}

std::string counted(const PrintedRow& printed, std::size_t columns) {
  return std::to_string(printed.figures) + " figures where the form has " +
         std::to_string(columns) + " columns";
}

// In a table with more columns than the form a lost cell leaves enough for all, and 总计 blank.
bool is_shifted(const std::vector<Cell>& cells, const std::vector<FormColumn>& columns) {
  if (columns.back().key != "SUM" || cells.back().kind != CellKind::Blank) return false;
  return std::any_of(cells.begin(), cells.end(), [](const Cell& cell) {
    return cell.kind == CellKind::Number && *cell.value != Decimal{};
  });
}

// The columns that the heads stand over.
std::size_t head_places(const Heads& heads) {
  return heads.cells.empty() ? 0 : heads.width - heads.boundary;
}

// The value that stands below one head and no other; else the reason why there is none.
Cell below_head(const PrintedRow& printed, const PrintedCell& head,
                const std::vector<const PrintedCell*>& heads) {
  for (const PrintedCell& value : printed.values) {
    if (value.begin > head.begin || value.end <= head.begin) continue;
    const auto covered = std::count_if(heads.begin(), heads.end(), [&](const PrintedCell* other) {
      return value.begin < other->end && other->begin < value.end;
    });
    if (covered > 1) return gap("one cell spans several columns", printed.where);
    return read_cell(value, printed);
  }
  return gap("no cell under this head", printed.where);
}

bool has_head_line_word(const PrintedRow& printed, std::u32string_view core) {
  if (printed.head_lines == nullptr) return false;
  return std::any_of(printed.head_lines->begin(), printed.head_lines->end(),
                     [&](const HeadLine& line) {
                       return std::any_of(line.begin(), line.end(),
                                          [&](const HeadWord& word) { return word.core == core; });
                     });
}

// A figure under none of the form's heads, in a column of the agency's own: 总计 may count it. A
// subtotal is no such column.
bool has_column_of_its_own(const PrintedRow& printed,
                           const std::vector<const PrintedCell*>& found) {
  if (has_head_line_word(printed, U"小计")) return false;
  return std::any_of(printed.values.begin(), printed.values.end(), [&](const PrintedCell& value) {
    const bool is_covered = std::any_of(found.begin(), found.end(), [&](const PrintedCell* head) {
      return value.begin < head->end && head->begin < value.end;
    });
    const bool is_between = value.begin > found.front()->begin && value.begin < found.back()->begin;
    const Cell cell = is_covered || !is_between ? Cell{} : read_figure(value.text, "");
    return cell.kind == CellKind::Number && *cell.value != Decimal{};
  });
}

std::vector<Cell> by_heads_from_right(PrintedRow printed, const std::vector<FormColumn>& columns);

std::vector<Cell> by_heads(const PrintedRow& printed, const std::vector<FormColumn>& columns) {
  const std::string why = counted(printed, columns.size());
  const Heads* heads = printed.heads.get();
  if (heads == nullptr) return all_gaps(printed, columns.size(), why);
  if (printed.width != heads->width) return by_heads_from_right(printed, columns);
  if (printed.has_figure_before) return all_gaps(printed, columns.size(), why);
  std::vector<const PrintedCell*> found;
  for (const FormColumn& column : columns) {
    found.push_back(head_of(*heads, column));
    const bool is_next = found.back() != nullptr &&
                         (found.size() < 2 || found[found.size() - 2]->begin < found.back()->begin);
    if (!is_next) return all_gaps(printed, columns.size(), why);
  }
  std::vector<Cell> cells;
  for (const PrintedCell* head : found) cells.push_back(below_head(printed, *head, found));
  if (columns.back().key == "SUM" && has_column_of_its_own(printed, found)) {
    cells.back() = gap("a column that the form does not have may count into it", printed.where);
  }
  const bool has_more = printed.values.size() > columns.size();
  if (has_more && is_shifted(cells, columns)) {
    return all_gaps(printed, columns.size(), "a cell of this row may be lost and the others moved");
  }
  return cells;
}

// The labels are wider or narrower than the heads above them, which differ by that alone.
std::vector<Cell> by_heads_from_right(PrintedRow printed, const std::vector<FormColumn>& columns) {
  const std::size_t places = head_places(*printed.heads);
  bool fits = printed.values.size() == places && places > 0;
  for (std::size_t i = 0; i < printed.values.size(); ++i) {
    PrintedCell& value = printed.values[i];
    fits = fits && value.end == value.begin + 1;
    value.begin = printed.heads->boundary + i;
    value.end = value.begin + 1;
  }
  if (!fits) return all_gaps(printed, columns.size(), counted(printed, columns.size()));
  printed.width = printed.heads->width;
  printed.has_figure_before = false;  // all values are told by their number
  return by_heads(printed, columns);
}

std::vector<Cell> place_by_number(const PrintedRow& printed, std::size_t columns) {
  if (printed.figures == columns) return figures_in_order(printed);
  if (printed.is_framed && printed.values.size() == columns) return in_order(printed);
  const std::string why =
      printed.figures == 0 ? "the row is printed without its figures" : counted(printed, columns);
  return all_gaps(printed, columns, why);
}

std::vector<Cell> place_lost(const PrintedRow& printed, const std::vector<FormColumn>& columns) {
  std::vector<Cell> cells = place_by_number(printed, columns.size());
  if (printed.head_lines == nullptr) return cells;
  const auto foreign = foreign_words(*printed.head_lines, columns);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!foreign[i].empty()) cells[i] = under_a_foreign_head(foreign[i], printed.where);
  }
  return cells;
}

// Fewer values than the heads have places, in a row that ends before them: a column of the form
// may be the one that is missing.
bool falls_short(const PrintedRow& printed, const std::vector<FormColumn>& columns) {
  if (printed.heads == nullptr || printed.width >= printed.heads->width) return false;
  const bool are_its_heads = head_of(*printed.heads, columns.front()) != nullptr;
  return are_its_heads && head_places(*printed.heads) > printed.values.size();
}

// A value right of all heads: then counting values would shift them.
bool overhangs(const PrintedRow& printed) {
  if (printed.heads == nullptr || printed.heads->cells.empty()) return false;
  std::size_t end = 0;
  for (const PrintedCell& head : printed.heads->cells) end = std::max(end, head.end);
  return std::any_of(printed.values.begin(), printed.values.end(), [&](const PrintedCell& value) {
    return printed.width == printed.heads->width && value.begin >= end;
  });
}

std::vector<Cell> in_another_order(const PrintedRow& printed,
                                   const std::vector<FormColumn>& columns) {
  std::vector<Cell> cells;
  for (const PrintedCell& value : values_by_head(printed, columns)) {
    cells.push_back(read_cell(value, printed));
  }
  if (cells.empty()) return all_gaps(printed, columns.size(), kAnotherOrder);
  return cells;
}

std::vector<Cell> in_order_below_its_heads(const PrintedRow& printed,
                                           const std::vector<FormColumn>& columns) {
  std::vector<Cell> cells = in_order(printed);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string foreign = foreign_head(printed, printed.values[i], columns[i]);
    if (!foreign.empty()) cells[i] = under_a_foreign_head(foreign, printed.where);
  }
  return cells;
}

void add_units(std::vector<Cell>& cells, const PrintedRow& printed,
               const std::vector<FormColumn>& columns) {
  for (std::size_t i = 0; i < cells.size() && printed.heads != nullptr; ++i) {
    if (cells[i].kind != CellKind::Number || !cells[i].unit.empty()) continue;
    const PrintedCell* head = head_of(*printed.heads, columns[i]);
    if (head != nullptr) cells[i].unit = unit_of_head(head->text);
  }
}

}  // namespace

Cell under_a_foreign_head(const std::string& head, const std::string& where) {
  return gap("its column is headed \"" + head + "\", which the form does not have there", where);
}

const PrintedCell* head_of(const Heads& heads, const FormColumn& column) {
  const PrintedCell* found = nullptr;
  for (std::size_t i = 0; i < heads.cells.size(); ++i) {
    const PrintedCell& cell = heads.cells[i];
    if (cell.from_above || !names_column(heads.names[i], column)) continue;
    if (found != nullptr) return nullptr;
    found = &cell;
  }
  return found;
}

std::vector<FormColumn> columns_of(Form form, const FormRow& row) {
  std::vector<FormColumn> columns;
  for (const std::string& key : row.columns) {
    for (const FormColumn& column : form_columns(form)) {
      const bool is_of_row = column.table == row.table && column.key == key &&
                             row.group.find(column.block) != std::string::npos;
      if (!is_of_row) continue;
      columns.push_back(column);
      break;
    }
  }
  return columns;
}

std::vector<Cell> place_cells(const PrintedRow& printed, const std::vector<FormColumn>& columns) {
  std::vector<Cell> cells;
  if (contradicts_order(printed, columns))
    cells = in_another_order(printed, columns);
  else if (printed.geometry == Geometry::Lost)
    cells = place_lost(printed, columns);
  else if (printed.values.size() == columns.size() && !overhangs(printed) &&
           !falls_short(printed, columns))
    cells = in_order_below_its_heads(printed, columns);
  else
    cells = by_heads(printed, columns);
  add_units(cells, printed, columns);
  return cells;
}

}  // namespace gkwatch::parser
