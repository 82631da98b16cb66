#include "model/form_layout.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>

#include "embedded/form_columns.h"
#include "embedded/form_rows.h"

namespace gkwatch {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// The lines of a data file that carry data, cut into their fields. The file is part of the
// program: a line of the wrong width is our own broken promise.
std::vector<std::vector<std::string>> records(std::string_view file, std::size_t width) {
  std::vector<std::vector<std::string>> found;
  for (const std::string& line : split(file, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    found.push_back(split(line, '\t'));
    if (found.back().size() != width) std::abort();
  }
  return found;
}

bool is_listed(const std::string& list, std::string_view name) {
  const auto names = split(list, ',');
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<FormRow> read_rows(std::string_view form) {
  std::vector<FormRow> rows;
  for (const auto& field : records(data::form_rows, 7)) {
    if (!is_listed(field[2], form)) continue;
    rows.push_back({.table = field[0],
                    .key = field[1],
                    .label = field[4],
                    .group = field[3],
                    .aliases = split(field[6], '|'),
                    .columns = split(field[5], ',')});
  }
  return rows;
}

std::vector<FormColumn> read_columns(std::string_view form) {
  std::vector<FormColumn> columns;
  for (const auto& field : records(data::form_columns, 6)) {
    if (!is_listed(field[3], form)) continue;
    columns.push_back({.table = field[0],
                       .block = field[1],
                       .key = field[2],
                       .head = field[4],
                       .aliases = split(field[5], '|')});
  }
  return columns;
}

bool belongs(const FormColumn& column, const FormRow& row) {
  return column.table == row.table && row.group.find(column.block) != std::string::npos;
}

constexpr std::array<std::string_view, 3> kTableNames{"表二", "表三", "表四"};

}  // namespace

std::span<const FormRow> form_rows(Form form, bool single_r6) {
  static const auto of_2019 = read_rows("2019");
  static const auto of_2021 = read_rows("2021");
  static const auto of_2021_single_r6 = read_rows("2021r6");
  if (form == Form::F2019) return of_2019;
  if (form != Form::F2021) return {};
  return single_r6 ? of_2021_single_r6 : of_2021;
}

std::span<const FormColumn> form_columns(Form form) {
  static const auto of_2019 = read_columns("2019");
  static const auto of_2021 = read_columns("2021");
  if (form == Form::F2019) return of_2019;
  if (form == Form::F2021) return of_2021;
  return {};
}

CellKey cell_key(std::string_view table, std::string_view row, std::string_view column) {
  std::string text{table};
  text.append(".").append(row).append(".").append(column);
  return CellKey{std::move(text)};
}

std::optional<CellParts> cell_parts(const CellKey& key) {
  const std::size_t first = key.text.find('.');
  const std::size_t last = key.text.rfind('.');
  if (first == std::string::npos || first == last) return std::nullopt;
  return CellParts{.table = key.text.substr(0, first),
                   .row = key.text.substr(first + 1, last - first - 1),
                   .column = key.text.substr(last + 1)};
}

namespace {

// The row 其他处理 of a 2021 form that prints it once is looked up beside the three of the form.
const FormRow* find_row(Form form, const CellParts& parts) {
  for (const bool single_r6 : {false, true}) {
    for (const FormRow& row : form_rows(form, single_r6)) {
      if (row.table == parts.table && row.key == parts.row) return &row;
    }
  }
  return nullptr;
}

const FormColumn* find_column(Form form, const FormRow& row, std::string_view key) {
  for (const FormColumn& column : form_columns(form)) {
    if (belongs(column, row) && column.key == key) return &column;
  }
  return nullptr;
}

}  // namespace

std::string cell_name(Form form, const CellKey& key) {
  const auto parts = cell_parts(key);
  const FormRow* row = parts ? find_row(form, *parts) : nullptr;
  const FormColumn* column = row != nullptr ? find_column(form, *row, parts->column) : nullptr;
  if (column == nullptr) return key.text;
  std::string name{kTableNames.at(static_cast<std::size_t>(row->table.back() - '2'))};
  name += " ";
  if (row->table != "T2" && !row->group.empty()) name += row->group + " ";
  return name + row->label + " / " + column->head;
}

std::vector<CellKey> form_cells(Form form, bool single_r6) {
  std::vector<CellKey> keys;
  for (const FormRow& row : form_rows(form, single_r6)) {
    for (const std::string& column : row.columns) {
      keys.push_back(cell_key(row.table, row.key, column));
    }
  }
  return keys;
}

}  // namespace gkwatch
