#pragma once

#include <array>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "model/agency.h"
#include "model/form_layout.h"
#include "model/report.h"

namespace gkwatch {

// A report of either form that satisfies every identity and says nothing odd; a test changes
// one thing. All cells are numbers.
class ReportBuilder {
 public:
  explicit ReportBuilder(Form form = Form::F2019, int year = 2020) {
    report_.agency = AgencyId{"shiling"};
    report_.year = year;
    ParsedDocument& parsed = report_.parsed;
    parsed.status = ReadStatus::Read;
    parsed.media_type = "text/html";
    parsed.agency_name = "广州市花都区狮岭镇人民政府";
    parsed.title = parsed.agency_name + std::to_string(year) + "年政府信息公开工作年度报告";
    parsed.year = year;
    parsed.is_year_from_title = true;
    parsed.form = form;
    parsed.form_marks = 4;
    fill_cells();
    fill_sections();
  }

  ReportBuilder& set(std::string_view key, std::string_view number) {
    return put(key,
               {CellKind::Number, Decimal::parse(number), std::string{number}, "table 3", "", ""});
  }
  ReportBuilder& blank(std::string_view key) { return put(key, {CellKind::Blank}); }
  ReportBuilder& dash(std::string_view key) { return put(key, {CellKind::Dash, {}, "/"}); }
  ReportBuilder& text(std::string_view key, std::string_view raw) {
    return put(key, {CellKind::Text, {}, std::string{raw}});
  }
  ReportBuilder& gap(std::string_view key) {
    Cell cell;
    cell.why = "lost";
    return put(key, cell);
  }
  ReportBuilder& put(std::string_view key, Cell cell) {
    report_.parsed.cells.at(CellKey{std::string{key}}) = std::move(cell);
    return *this;
  }
  // Every cell of "T3", or of the row "T3.R1".
  ReportBuilder& every(std::string_view beginning, CellKind kind) {
    for (auto& [key, cell] : report_.parsed.cells) {
      if (key.text.starts_with(std::string{beginning} + ".")) cell = Cell{kind};
    }
    return *this;
  }
  ReportBuilder& row(std::string_view row, const std::array<int, 7>& values) {
    constexpr std::array<std::string_view, 7> columns{"NP", "CO", "RI", "SO", "LS", "OT", "SUM"};
    for (std::size_t i = 0; i < values.size(); ++i) {
      set(cell_key("T3", row, columns[i]).text, std::to_string(values[i]));
    }
    return *this;
  }
  ReportBuilder& section(int number, std::string text) {
    for (Section& section : report_.parsed.sections) {
      if (section.number == number) section.text = text;
    }
    return *this;
  }
  ReportBuilder& without_section(int number) {
    std::erase_if(report_.parsed.sections, [&](const Section& s) { return s.number == number; });
    return *this;
  }
  ReportBuilder& claim(std::string_view what, std::string_view value, int section = 1) {
    report_.parsed.claims.push_back({std::string{what}, *Decimal::parse(value),
                                     std::string{what} + std::string{value}, section});
    return *this;
  }
  ParsedDocument& parsed() { return report_.parsed; }
  Report& report() { return report_; }

 private:
  void fill_cells() {
    for (const CellKey& key : form_cells(report_.parsed.form)) {
      report_.parsed.cells[key] = {CellKind::Number, Decimal{}, "0", "table 1", "", ""};
    }
    for (const FormRow& one : form_rows(report_.parsed.form)) {
      report_.parsed.rows[one.table + "." + one.key] = RowMatch::Label;
    }
    if (report_.parsed.cells.empty()) return;
    row("NEW", {12, 3, 0, 0, 1, 0, 16}).row("CIN", {1, 0, 0, 0, 0, 0, 1});
    row("R1", {6, 1, 0, 0, 0, 0, 7}).row("R2", {2, 0, 0, 0, 1, 0, 3});
    row("R3.4", {1, 0, 0, 0, 0, 0, 1}).row("R4.1", {2, 1, 0, 0, 0, 0, 3});
    row("R5.1", {1, 0, 0, 0, 0, 0, 1});
    row("R7", {12, 2, 0, 0, 1, 0, 15}).row("COUT", {1, 1, 0, 0, 0, 0, 2});
    set("T4.RV.KEEP", "2").set("T4.RV.FIX", "1").set("T4.RV.TOT", "3");
    set("T4.LA.PEND", "1").set("T4.LA.TOT", "1");
  }

  void fill_sections() {
    constexpr std::array<std::string_view, 6> headings{"一、总体情况",
                                                       "二、主动公开政府信息情况",
                                                       "三、收到和处理政府信息公开申请情况",
                                                       "四、政府信息公开行政复议、行政诉讼情况",
                                                       "五、存在的主要问题及改进情况",
                                                       "六、其他需要报告的事项"};
    const std::string year = std::to_string(report_.year);
    const std::array<std::string, 6> texts{
        "本报告所列数据的统计期限为" + year + "年1月1日至" + year +
            "年12月31日。我镇认真落实主动公开、依申请公开、政府信息管理、平台建设、监督保障各项工作"
            "，"
            "组织工作考核和社会评议，未发生责任追究的情况。镇办公室指定专人负责，逐项核对公开目录，"
            "及时更新网站栏目，方便群众查阅各类信息。",
        "",
        "",
        "",
        "一是部分栏目更新不够及时，二是解读材料形式单一。下一步将明确责任分工，加强培训，改进解读方"
        "式。",
        "无。"};
    for (std::size_t i = 0; i < headings.size(); ++i) {
      report_.parsed.sections.push_back(
          {static_cast<int>(i) + 1, std::string{headings[i]}, texts[i]});
    }
  }

  Report report_;
};

inline Agency shiling() {
  Agency agency;
  agency.id = AgencyId{"shiling"};
  agency.name = "广州市花都区狮岭镇人民政府";
  agency.kind = AgencyClass::T;
  agency.region = "440114";
  return agency;
}

}  // namespace gkwatch
