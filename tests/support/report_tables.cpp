#include <algorithm>
#include <array>

#include "tests/support/report_generator.h"

namespace gkwatch::testing {
namespace {

using Rows = std::vector<PlainRow>;

class Tables {
 public:
  Tables(const ReportSpec& spec, const Figures& figures, const Defects& defects)
      : spec_{spec}, figures_{figures}, defects_{defects} {}

  Rows t2() const {
    Rows rows;
    std::string block;
    for (const FormRow& row : form_rows(spec_.form, spec_.single_r6)) {
      if (row.table != "T2") continue;
      if (row.group != block) add_block_heads(rows, row);
      block = row.group;
      if (!is_lost(row)) rows.push_back(with_figures({{label_of(row)}}, row));
    }
    return rows;
  }

  Rows t3() const {
    Rows rows = heads_of_t3();
    std::string group;
    for (const FormRow& row : form_rows(spec_.form, spec_.single_r6)) {
      if (row.table != "T3") continue;
      if (defects_.page_ends_before.contains(name_of(row))) append(rows, heads_of_t3());
      if (row.key == "R4.1" && !defects_.extra_row.empty()) add_extra_row(rows);
      if (!is_lost(row)) rows.push_back(with_figures(labels_of_t3(row, group), row));
      group = row.group;
    }
    return rows;
  }

  Rows t4() const {
    Rows rows{{{"行政复议", 5}, {"行政诉讼", 10}}, {}, {}};
    for (const char* head : kFields) rows[1].push_back({head, 1, 2});
    rows[1].push_back({"未经复议直接起诉", 5});
    rows[1].push_back({"复议后起诉", 5});
    for (int i = 0; i < 2; ++i) {
      for (const char* head : kFields) rows[2].push_back({head});
    }
    PlainRow data;
    for (const FormRow& row : form_rows(spec_.form, spec_.single_r6)) {
      if (row.table == "T4") data = with_figures(std::move(data), row);
    }
    rows.push_back(std::move(data));
    return rows;
  }

 private:
  static constexpr std::array kFields{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"};

  static std::string name_of(const FormRow& row) { return row.table + "." + row.key; }
  bool is_lost(const FormRow& row) const { return defects_.lost_rows.contains(name_of(row)); }
  std::string label_of(const FormRow& row) const {
    return defects_.lost_labels.contains(name_of(row)) ? "" : row.label;
  }
  static void append(Rows& rows, const Rows& more) {
    rows.insert(rows.end(), more.begin(), more.end());
  }

  std::string printed(const CellKey& key) const {
    const Decimal value = figures_.at(key);
    if (defects_.zeros_are_blank && value == Decimal{}) return "";
    const bool has_plus = key.text.ends_with(".DELTA") && value > Decimal{};
    return (has_plus ? "+" : "") + to_text(value);
  }

  PlainRow with_figures(PlainRow cells, const FormRow& row) const {
    for (const std::string& column : row.columns) {
      const CellKey key = cell_key(row.table, row.key, column);
      if (!defects_.lost_cells.contains(key)) cells.push_back({printed(key)});
    }
    return cells;
  }

  void add_block_heads(Rows& rows, const FormRow& row) const {
    PlainRow heads{{"信息内容"}};
    for (const std::string& key : row.columns) {
      for (const FormColumn& column : form_columns(spec_.form)) {
        const bool is_of_row = column.table == "T2" && column.key == key &&
                               row.group.find(column.block) != std::string::npos;
        if (is_of_row) heads.push_back({column.head});
      }
    }
    rows.push_back({{row.group, static_cast<int>(heads.size())}});
    rows.push_back(std::move(heads));
  }

  static Rows heads_of_t3() {
    const char* note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
    Rows rows{{{note, 3, 3}, {"申请人情况", 7}},
              {{"自然人", 1, 2}, {"法人或其他组织", 5}, {"总计", 1, 2}},
              {}};
    for (const char* head : {"商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"}) {
      rows[2].push_back({head});
    }
    return rows;
  }

  int rows_in(const std::string& group) const {
    int count = group == "（三）不予公开" && !defects_.extra_row.empty() ? 1 : 0;
    for (const FormRow& row : form_rows(spec_.form, spec_.single_r6)) {
      const bool is_result = row.key[0] == 'R' && row.table == "T3" && !is_lost(row);
      if (is_result && (group.empty() || row.group == group)) ++count;
    }
    return group.empty() && !defects_.extra_row.empty() ? count + 1 : count;
  }

  // 三 stands before the first row of results, a group's label before its first row: of those
  // that are still there.
  PlainRow labels_of_t3(const FormRow& row, const std::string& group) const {
    if (row.key[0] != 'R') return {{label_of(row), 3}};
    PlainRow cells;
    if (first_result() == row.key) cells.push_back({"三、本年度办理结果", 1, rows_in("")});
    if (row.group.empty()) {
      cells.push_back({label_of(row), 2});
      return cells;
    }
    const bool is_first = row.group != group || first_of(row.group) == row.key;
    if (is_first) cells.push_back({row.group, 1, rows_in(row.group)});
    cells.push_back({label_of(row)});
    return cells;
  }

  std::string first_result() const {
    return first_where([](const FormRow& row) { return row.key[0] == 'R'; });
  }
  std::string first_of(const std::string& group) const {
    return first_where([&](const FormRow& row) { return row.group == group; });
  }

  template <class Test>
  std::string first_where(Test test) const {
    for (const FormRow& row : form_rows(spec_.form, spec_.single_r6)) {
      if (row.table == "T3" && !is_lost(row) && test(row)) return row.key;
    }
    return {};
  }

  void add_extra_row(Rows& rows) const {
    PlainRow row{{defects_.extra_row}};
    for (int i = 0; i < 7; ++i) row.push_back({"0"});
    rows.push_back(std::move(row));
  }

  const ReportSpec& spec_;
  const Figures& figures_;
  const Defects& defects_;
};

}  // namespace

std::vector<PlainRow> plain_table(const ReportSpec& spec, const Figures& figures,
                                  const Defects& defects, const std::string& table) {
  const Tables tables{spec, figures, defects};
  if (table == "T2") return tables.t2();
  return table == "T3" ? tables.t3() : tables.t4();
}

}  // namespace gkwatch::testing
