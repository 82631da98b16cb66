#include "rules/formulas.h"

#include <algorithm>

#include "model/form_layout.h"

namespace gkwatch::rules {
namespace {

struct Summand {
  CellKey cell;
  int sign;
};

bool is_of_group(const std::string& row, std::string_view group) {
  return row == group || (row.starts_with(group) && row[group.size()] == '.');
}

void add_cells(const Case& report, std::string_view name, int sign, std::vector<Summand>& all) {
  const auto star = name.find(".*.");
  if (star == std::string_view::npos) {
    all.push_back({CellKey{std::string{name}}, sign});
    return;
  }
  const std::string_view group = name.substr(3, star - 3);
  for (const FormRow& row : form_rows(report.parsed.form, report.parsed.single_r6)) {
    if (row.table != name.substr(0, 2) || !is_of_group(row.key, group)) continue;
    all.push_back({cell_key(row.table, row.key, name.substr(star + 3)), sign});
  }
}

std::vector<Summand> summands(const Case& report, std::string_view formula) {
  std::vector<Summand> all;
  int sign = 1;
  for (std::size_t begin = 0; begin < formula.size();) {
    const std::size_t end = std::min(formula.find(' ', begin), formula.size());
    const std::string_view word = formula.substr(begin, end - begin);
    begin = end + 1;
    if (word == "+" || word == "-") {
      sign = word == "+" ? 1 : -1;
    } else {
      add_cells(report, word, sign, all);
    }
  }
  return all;
}

}  // namespace

std::optional<Decimal> evaluate(const Case& report, std::string_view formula) {
  Decimal sum;
  for (const Summand& one : summands(report, formula)) {
    const auto parts = cell_parts(one.cell);
    const auto value = report.value(parts->table, parts->row, parts->column);
    if (!value) return std::nullopt;
    sum = one.sign > 0 ? sum + *value : sum - *value;
  }
  return sum;
}

std::vector<CellKey> cells_of(const Case& report, std::string_view formula) {
  std::vector<CellKey> cells;
  for (const Summand& one : summands(report, formula)) cells.push_back(one.cell);
  return cells;
}

}  // namespace gkwatch::rules
