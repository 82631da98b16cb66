#include "parser/table3_sums.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "parser/figures.h"

namespace gkwatch::parser {
namespace {

// Blank and dash count as nothing, a Gap or words leave the sum unknown.
std::optional<Decimal> amount(const TableReading& reading, std::string_view row,
                              std::string_view column) {
  const auto found = reading.cells.find(cell_key("T3", row, column));
  if (found == reading.cells.end()) return std::nullopt;
  const Cell& cell = found->second;
  if (cell.kind == CellKind::Number) return cell.value;
  if (cell.kind == CellKind::Blank || cell.kind == CellKind::Dash) return Decimal{};
  return std::nullopt;
}

bool is_result(const FormRow& row) { return row.key.starts_with("R") && row.key != "R7"; }

enum class Verdict { Holds, Fails, Unknown };

Verdict compare(const std::optional<Decimal>& left, const std::optional<Decimal>& right) {
  if (!left || !right) return Verdict::Unknown;
  return *left == *right ? Verdict::Holds : Verdict::Fails;
}

std::optional<Decimal> plus(const std::optional<Decimal>& a, const std::optional<Decimal>& b) {
  if (!a || !b) return std::nullopt;
  return *a + *b;
}

// SUM = NP + CO + RI + SO + LS + OT
Verdict row_sum(const TableReading& reading, const FormRow& row) {
  std::optional<Decimal> sum{Decimal{}};
  for (const std::string& column : row.columns) {
    if (column != "SUM") sum = plus(sum, amount(reading, row.key, column));
  }
  return compare(sum, amount(reading, row.key, "SUM"));
}

// R7 = R1 + … + R6
Verdict result_sum(const TableReading& reading, const std::vector<FormRow>& rows,
                   const std::string& column) {
  std::optional<Decimal> sum{Decimal{}};
  for (const FormRow& row : rows) {
    if (is_result(row)) sum = plus(sum, amount(reading, row.key, column));
  }
  return compare(sum, amount(reading, "R7", column));
}

// NEW + CIN = R7 + COUT
Verdict balance(const TableReading& reading, std::string_view column) {
  return compare(plus(amount(reading, "NEW", column), amount(reading, "CIN", column)),
                 plus(amount(reading, "R7", column), amount(reading, "COUT", column)));
}

bool is_by_order(const TableReading& reading, const FormRow& row) {
  const auto found = reading.rows.find("T3." + row.key);
  return found != reading.rows.end() && found->second == RowMatch::Position;
}

void refuse(TableReading& reading, const FormRow& row, const std::string& why) {
  reading.set(row, std::vector<Cell>(row.columns.size(), gap(why)), RowMatch::Absent);
}

bool may_have_lost_a_figure(const Cell& cell) { return cell.kind == CellKind::Blank; }

struct Place {
  const FormRow* row = nullptr;
  std::string column;
};

std::vector<Place> blank_places(const TableReading& reading, const std::vector<FormRow>& rows) {
  std::vector<Place> places;
  for (const FormRow& row : rows) {
    for (const std::string& column : row.columns) {
      const auto found = reading.cells.find(cell_key("T3", row.key, column));
      if (found != reading.cells.end() && may_have_lost_a_figure(found->second)) {
        places.push_back({&row, column});
      }
    }
  }
  return places;
}

bool is_confirmed(const TableReading& reading, const std::vector<FormRow>& rows,
                  const Place& place) {
  const Verdict column = is_result(*place.row) ? result_sum(reading, rows, place.column)
                                               : balance(reading, place.column);
  return row_sum(reading, *place.row) == Verdict::Holds && column == Verdict::Holds;
}

bool has_blank_total(const TableReading& reading, const FormRow& row) {
  const auto total = reading.cells.find(cell_key("T3", row.key, "SUM"));
  return total != reading.cells.end() && total->second.kind == CellKind::Blank;
}

// Some offices leave 总计 blank all down the table. Where the other rows have it, the row that has
// not is the odd one.
bool leaves_totals_blank_rarely(const TableReading& reading, const std::vector<FormRow>& rows) {
  constexpr std::ptrdiff_t kRare = 4;  // one of so many
  const auto printed = std::count_if(rows.begin(), rows.end(), [&](const FormRow& row) {
    return !has_blank_total(reading, row) && row_sum(reading, row) == Verdict::Holds;
  });
  const auto blank = std::count_if(rows.begin(), rows.end(), [&](const FormRow& row) {
    return has_blank_total(reading, row) && row_sum(reading, row) == Verdict::Fails;
  });
  return printed >= kRare * blank;
}

}  // namespace

void refuse_doubtful_rows(TableReading& reading, const std::vector<FormRow>& rows) {
  const bool columns_fail = std::any_of(
      rows.front().columns.begin(), rows.front().columns.end(), [&](const std::string& column) {
        return result_sum(reading, rows, column) == Verdict::Fails;
      });
  for (const FormRow& row : rows) {
    if (!is_by_order(reading, row)) continue;
    if (row_sum(reading, row) == Verdict::Fails) {
      refuse(reading, row, "placed by order alone, and its sum fails");
    } else if (columns_fail && is_result(row)) {
      refuse(reading, row, "placed by order alone, and the results do not add up");
    }
  }
}

void refuse_cells(TableReading& reading, const FormRow& row, const std::string& why) {
  const auto match = reading.rows.find("T3." + row.key);
  const RowMatch kept = match == reading.rows.end() ? RowMatch::Absent : match->second;
  reading.set(row, std::vector<Cell>(row.columns.size(), gap(why)), kept);
}

void refuse_torn_row(TableReading& reading, const FormRow& row) {
  if (row_sum(reading, row) == Verdict::Holds) return;
  refuse_cells(reading, row, "a figure alone below this row may belong to one of its figures");
}

void refuse_shifted_rows(TableReading& reading, const std::vector<FormRow>& rows) {
  const bool is_rare = leaves_totals_blank_rarely(reading, rows);
  for (const FormRow& row : rows) {
    const Verdict verdict = row_sum(reading, row);
    if (!has_blank_total(reading, row) || verdict == Verdict::Holds) continue;
    if (verdict == Verdict::Unknown) {
      refuse_cells(reading, row, "the total is blank, and what a cell says is in doubt");
      continue;
    }
    std::optional<Decimal> sum{Decimal{}};
    for (const std::string& column : row.columns) {
      if (column != "SUM" && column != "OT") sum = plus(sum, amount(reading, row.key, column));
    }
    const auto last = amount(reading, row.key, "OT");
    const bool may_be_total = sum && last && *last >= *sum;
    // A total that has moved stands in 其他: where that is zero, the total was left blank.
    const bool is_odd_one = is_rare && last && *last > Decimal{};
    if (!is_odd_one && !may_be_total) continue;
    refuse_cells(reading, row, "a cell of this row may be lost and the others moved");
  }
}

void settle_strays(TableReading& reading, const std::vector<FormRow>& rows,
                   const std::vector<PrintedRow>& strays) {
  if (strays.empty()) return;
  const auto places = blank_places(reading, rows);
  const auto cell_at = [&](const Place& place) -> Cell& {
    return reading.cells[cell_key("T3", place.row->key, place.column)];
  };
  if (strays.size() == 1 && places.size() == 1) {
    const PrintedRow& stray = strays.front();
    Cell& cell = cell_at(places.front());
    const Cell before = cell;
    cell = read_figure(stray.values.front().text, stray.where);
    if (cell.kind == CellKind::Number && is_confirmed(reading, rows, places.front())) return;
    cell = before;
  }
  for (const Place& place : places) {
    cell_at(place) = gap("a figure that stands alone may belong here", cell_at(place).where);
  }
}

}  // namespace gkwatch::parser
