#include "parser/table3_places.h"

#include <algorithm>
#include <string_view>

#include "core/text.h"
#include "parser/figures.h"
#include "parser/place_cells.h"
#include "parser/table_reading.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kColumns = 7;

std::size_t places_in(const PrintedRow& row) {
  return row.geometry == Geometry::Lost ? row.figures : row.values.size();
}

bool has_subtotal_column(const PrintedRow& row) {
  if (row.head_lines == nullptr) return false;
  const auto names = [&](std::u32string_view core) {
    return std::any_of(row.head_lines->begin(), row.head_lines->end(), [&](const HeadLine& line) {
      return std::any_of(line.begin(), line.end(),
                         [&](const HeadWord& word) { return word.core == core; });
    });
  };
  return names(U"小计") && names(U"总计");
}

// The last but one adds up those before it, all or but the first, and the last adds to it what is
// left: 小计 stands there, whatever has become of the heads and of blank cells. A row without such
// a column would count what stands before 总计 twice.
bool prints_subtotal(const PrintedRow* row) {
  constexpr std::size_t kFewest = 4;
  const std::size_t count = row->figures;
  if (count < kFewest || count > kColumns + 1 || row->values.size() != count) return false;
  std::vector<Decimal> figures;
  for (const PrintedCell& value : row->values) {
    figures.push_back(read_figure(value.text, "").value.value_or(Decimal{}));
  }
  Decimal sum;
  for (std::size_t i = 1; i + 2 < count; ++i) sum = sum + figures[i];
  const Decimal& subtotal = figures[count - 2];
  const bool is_of_rest = subtotal == sum && figures.back() == figures.front() + subtotal;
  const bool is_of_all = subtotal == figures.front() + sum && figures.back() == subtotal;
  return subtotal > Decimal{} && (is_of_rest || is_of_all);
}

bool print_subtotals(std::span<const PrintedRow* const> rows) {
  constexpr std::ptrdiff_t kFewest = 2;
  return std::count_if(rows.begin(), rows.end(), prints_subtotal) >= kFewest;
}

}  // namespace

std::vector<FormRow> table3_rows(Form form, bool single_r6) {
  std::vector<FormRow> rows;
  for (const FormRow& row : form_rows(form, single_r6)) {
    if (row.table == "T3") rows.push_back(row);
  }
  return rows;
}

std::vector<PrintedRow> lone_figures(std::span<const PrintedRow> rows) {
  std::vector<PrintedRow> found;
  for (const PrintedRow& row : rows) {
    const bool is_alone = row.figures == 1 && row.words.empty() && row.geometry == Geometry::Lost;
    if (is_alone) found.push_back(row);
  }
  return found;
}

bool ends_within_brackets(const PrintedRow& row) {
  const std::string label = nfkc(own_label(row));
  return std::count(label.begin(), label.end(), '(') > std::count(label.begin(), label.end(), ')');
}

bool has_lost_place(const PrintedRow& row, std::span<const PrintedRow* const> rows) {
  if (places_in(row) != kColumns) return false;
  if (row.geometry == Geometry::Lost && (has_subtotal_column(row) || print_subtotals(rows))) {
    return true;
  }
  const auto with_places = [&](std::size_t places) {
    return std::count_if(rows.begin(), rows.end(), [&](const PrintedRow* other) {
      return other->piece == row.piece && other->geometry == row.geometry &&
             places_in(*other) == places;
    });
  };
  return with_places(kColumns + 1) > with_places(kColumns);
}

std::vector<Cell> table3_cells(const PrintedRow& row, const std::vector<FormColumn>& columns) {
  auto cells = place_cells(row, columns);
  const Cell& total = cells.back();
  const bool are_remarks =
      total.kind == CellKind::Text && total.raw.find_first_of("0123456789") == std::string::npos;
  if (!are_remarks) return cells;
  return std::vector<Cell>(kColumns,
                           gap("a cell of this row may be lost and the others moved", row.where));
}

}  // namespace gkwatch::parser
