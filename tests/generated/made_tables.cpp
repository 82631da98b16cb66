#include "tests/generated/made_tables.h"

#include <algorithm>
#include <array>

#include "core/text.h"

namespace gkwatch::testing {
namespace {

std::vector<FormRow> rows_of(const ReportSpec& spec, const std::string& table) {
  std::vector<FormRow> rows;
  for (const FormRow& row : form_rows(spec.form, spec.single_r6)) {
    if (row.table == table) rows.push_back(row);
  }
  return rows;
}

bool is_result(const FormRow& row) { return row.key[0] == 'R'; }

}  // namespace

void TableMaker::draw_losses() {
  const auto rows = rows_of(plan_.spec, "T3");
  const auto one = [&] { return rows.at(draw(rows.size())).key; };
  const std::size_t count = 1 + draw(2);
  for (std::size_t i = 0; i < count; ++i) {
    if (plan_.has(Odd::LostRow)) lost_rows_.insert(one());
    if (plan_.has(Odd::LostLabel)) lost_labels_.insert(one());
  }
  if (!plan_.has(Odd::LostCell)) return;
  do {
    row_of_lost_cell_ = one();
    // Where all are zero nothing tells that they have moved, and nothing is changed by it.
  } while (plan_.figures.at(cell_key("T3", row_of_lost_cell_, "SUM")) == Decimal{});
  // Not the last: without it the total is blank, and nothing has moved.
  lost_column_ = rows.front().columns.at(draw(rows.front().columns.size() - 1));
}

std::string TableMaker::label_of(const FormRow& row) {
  if (row.table == "T3" && lost_labels_.contains(row.key)) return "";
  std::string label = row.label;
  if (plan_.has(Odd::Aliases) && !row.aliases.empty() && draw(2) == 0) {
    label = row.aliases.at(draw(row.aliases.size()));
  }
  std::u32string letters = to_u32(label);
  if (plan_.has(Odd::TypingSlip) && letters.size() > 7 && draw(8) == 0) {
    letters.erase(3 + draw(letters.size() - 4), 1);
  }
  if (plan_.has(Odd::SpacedLabels) && letters.size() > 4 && draw(3) == 0) {
    letters.insert(2 + draw(letters.size() - 3), 1, U' ');
  }
  return to_utf8(letters);
}

MadeCell TableMaker::label_cell(const FormRow& row, int columns) {
  MadeCell cell = plain_cell(label_of(row), columns);
  if (plan_.has(Odd::NoteOnLabel) && draw(10) == 0) {
    cell.runs.push_back(draw(2) == 0 ? MadeRun{"1", Look::Raised} : MadeRun{"②"});
  }
  return cell;
}

void TableMaker::add_block(MadeTable& table, const FormRow& row, std::size_t width) const {
  MadeRow heads{.cells = {plain_cell("信息内容")}};
  for (const std::string& key : row.columns) {
    for (const FormColumn& column : form_columns(plan_.spec.form)) {
      const bool is_of_row = column.table == "T2" && column.key == key &&
                             row.group.find(column.block) != std::string::npos;
      if (is_of_row) heads.cells.push_back(plain_cell(column.head));
    }
  }
  heads.cells.back().columns += static_cast<int>(width - heads.cells.size());
  table.rows.push_back({.cells = {plain_cell(row.group, static_cast<int>(width))}});
  table.rows.push_back(std::move(heads));
}

MadeTable TableMaker::t2(const PrintFigure& print) {
  constexpr std::size_t kWidth = 4;
  MadeTable table{.widths = {0.25, 0.25, 0.25, 0.25}};
  std::string block;
  for (const FormRow& row : rows_of(plan_.spec, "T2")) {
    if (row.group != block) add_block(table, row, kWidth);
    block = row.group;
    MadeRow made{.cells = {label_cell(row)}};
    for (const std::string& column : row.columns) {
      made.cells.push_back(print(cell_key("T2", row.key, column)));
    }
    made.cells.back().columns += static_cast<int>(kWidth - made.cells.size());
    table.rows.push_back(std::move(made));
  }
  return table;
}

MadeTable TableMaker::t4(const PrintFigure& print) {
  constexpr std::array kFields{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"};
  MadeTable table{.heads = 3, .widths = std::vector<double>(15, 1.0 / 15)};
  table.rows.resize(3);
  table.rows[0].cells = {plain_cell("行政复议", 5), plain_cell("行政诉讼", 10)};
  for (const char* head : kFields) table.rows[1].cells.push_back(plain_cell(head, 1, 2));
  table.rows[1].cells.push_back(plain_cell("未经复议直接起诉", 5));
  table.rows[1].cells.push_back(plain_cell("复议后起诉", 5));
  for (int i = 0; i < 2; ++i) {
    for (const char* head : kFields) table.rows[2].cells.push_back(plain_cell(head));
  }
  MadeRow made;
  for (const FormRow& row : rows_of(plan_.spec, "T4")) {
    for (const std::string& column : row.columns) {
      made.cells.push_back(print(cell_key("T4", row.key, column)));
    }
  }
  table.rows.push_back(std::move(made));
  if (plan_.has(Odd::YearRows)) add_year_rows(table);
  return table;
}

// The year's own row becomes one of two, the year before above or below it.
void TableMaker::add_year_rows(MadeTable& table) {
  MadeRow before;
  for (int i = 0; i < 15; ++i) before.cells.push_back(plain_cell(std::to_string(draw(9))));
  const std::string year = std::to_string(plan_.spec.year - 1);
  before.cells.insert(before.cells.begin(), plain_cell(draw(2) == 0 ? year + "年" : "上年"));
  MadeRow& own = table.rows.back();
  own.cells.insert(own.cells.begin(), plain_cell(std::to_string(plan_.spec.year) + "年"));
  table.rows.insert(table.rows.end() - static_cast<std::ptrdiff_t>(draw(2)), std::move(before));
  table.rows[0].cells.insert(table.rows[0].cells.begin(), plain_cell("年度", 1, 3));
  table.widths.assign(16, 1.0 / 16);
}

std::vector<std::string> TableMaker::columns_of_t3() const {
  std::vector<std::string> columns{"NP", "CO", "RI", "SO", "LS", "OT", "SUM"};
  if (plan_.has(Odd::SubtotalColumn)) columns.insert(columns.end() - 1, "SUB");
  if (plan_.has(Odd::SwappedColumns)) std::swap(columns[1 + plan_.seed % 2], columns[4]);
  if (plan_.has(Odd::RemarkColumn)) columns.emplace_back("REM");
  return columns;
}

std::string TableMaker::head_of(const std::string& column) const {
  if (column == "SUB") return "小计";
  if (column == "REM") return "备注";
  if (plan_.has(Odd::OtherHeads)) {
    if (column == "CO") return "企业";
    if (column == "RI") return "科研院所";
    if (column == "SO") return "社会团体";
    if (column == "SUM") return "合计";
  }
  for (const FormColumn& known : form_columns(plan_.spec.form)) {
    if (known.table == "T3" && known.key == column) return known.head;
  }
  return {};
}

std::vector<MadeRow> TableMaker::heads_of_t3() const {
  const char* note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
  const auto columns = columns_of_t3();
  const bool has_remark = plan_.has(Odd::RemarkColumn);
  const int width = static_cast<int>(columns.size()) - (has_remark ? 1 : 0);
  std::vector<MadeRow> rows(3);
  if (plan_.has(Odd::OrdinalColumn)) rows[0].cells.push_back(plain_cell("序号", 1, 3));
  rows[0].cells.push_back(plain_cell(note, plan_.has(Odd::PlainHeads) ? 1 : 3, 3));
  rows[0].cells.push_back(plain_cell("申请人情况", width));
  if (has_remark) rows[0].cells.push_back(plain_cell("备注", 1, 3));
  rows[1].cells = {plain_cell("自然人", 1, 2), plain_cell("法人或其他组织", width - 2),
                   plain_cell(head_of("SUM"), 1, 2)};
  for (const std::string& column : columns) {
    if (column == "NP" || column == "SUM" || column == "REM") continue;
    rows[2].cells.push_back(plain_cell(head_of(column)));
  }
  return rows;
}

int TableMaker::rows_in(const std::string& group) const {
  const bool has_more = plan_.has(Odd::ExtraRow) || plan_.has(Odd::SubtotalRow);
  int count = has_more && (group.empty() || group == "（三）不予公开") ? 1 : 0;
  for (const FormRow& row : rows_of(plan_.spec, "T3")) {
    if (!is_result(row) || lost_rows_.contains(row.key)) continue;
    if (group.empty() || row.group == group) ++count;
  }
  return count;
}

std::string TableMaker::first_row(const std::string& group) const {
  for (const FormRow& row : rows_of(plan_.spec, "T3")) {
    if (!is_result(row) || lost_rows_.contains(row.key)) continue;
    if (group.empty() || row.group == group) return row.key;
  }
  return {};
}

void TableMaker::add_figures(MadeRow& made, const FormRow& row, const PrintFigure& print) {
  for (const std::string& column : columns_of_t3()) {
    if (row.key == row_of_lost_cell_ && column == lost_column_) continue;
    if (column == "REM") {
      made.cells.push_back(plain_cell(draw(12) == 0 ? "含上级转办" : ""));
    } else if (column == "SUB") {
      Decimal sum;
      for (const char* part : {"CO", "RI", "SO", "LS", "OT"}) {
        sum = sum + plan_.figures.at(cell_key("T3", row.key, part));
      }
      made.cells.push_back(plain_cell(to_text(sum)));
    } else {
      made.cells.push_back(print(cell_key("T3", row.key, column)));
    }
  }
}

void TableMaker::add_odd_row(MadeTable& table, const std::string& group) {
  if (group != "（三）不予公开") return;
  const bool is_subtotal = plan_.has(Odd::SubtotalRow);
  if (!is_subtotal && !plan_.has(Odd::ExtraRow)) return;
  MadeRow made;
  if (plan_.has(Odd::OrdinalColumn)) made.cells.push_back(plain_cell(std::to_string(++ordinal_)));
  made.cells.push_back(plain_cell(is_subtotal ? "小计" : "9.属于工作秘密"));
  for (const std::string& column : columns_of_t3()) {
    Decimal sum;
    for (const FormRow& row : rows_of(plan_.spec, "T3")) {
      const auto found = plan_.figures.find(cell_key("T3", row.key, column));
      if (row.group == group && found != plan_.figures.end()) sum = sum + found->second;
    }
    made.cells.push_back(plain_cell(is_subtotal && column != "REM" ? to_text(sum) : "0"));
  }
  table.rows.push_back(std::move(made));
}

void TableMaker::add_row_of_t3(MadeTable& table, const FormRow& row, const PrintFigure& print) {
  MadeRow made;
  if (plan_.has(Odd::OrdinalColumn)) made.cells.push_back(plain_cell(std::to_string(++ordinal_)));
  if (is_result(row) && first_row("") == row.key) {
    made.cells.push_back(plain_cell("三、本年度办理结果", 1, rows_in("")));
    made.cells.back().is_upright = true;
  }
  if (!is_result(row)) {
    made.cells.push_back(label_cell(row, 3));
  } else if (row.group.empty()) {
    made.cells.push_back(label_cell(row, 2));
  } else {
    if (first_row(row.group) == row.key) {
      made.cells.push_back(plain_cell(row.group, 1, rows_in(row.group)));
    }
    made.cells.push_back(label_cell(row));
  }
  add_figures(made, row, print);
  table.rows.push_back(std::move(made));
}

MadeTable TableMaker::t3(const PrintFigure& print) {
  MadeTable table{.rows = heads_of_t3(), .heads = 3};
  const auto rows = rows_of(plan_.spec, "T3");
  ordinal_ = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!lost_rows_.contains(rows[i].key)) add_row_of_t3(table, rows[i], print);
    const bool is_last = i + 1 == rows.size() || rows[i + 1].group != rows[i].group;
    if (is_last) add_odd_row(table, rows[i].group);
  }
  table.widths = {0.06, 0.12, 0.32};
  if (plan_.has(Odd::OrdinalColumn)) table.widths = {0.05, 0.06, 0.10, 0.29};
  const std::size_t figures = columns_of_t3().size();
  table.widths.insert(table.widths.end(), figures, 0.5 / static_cast<double>(figures));
  return table;
}

}  // namespace gkwatch::testing
