#include <array>

#include "tests/support/report_generator.h"

namespace gkwatch::testing {
namespace {

using Rows = std::vector<PlainRow>;

constexpr std::array kHeadings{"一、总体情况",
                               "二、主动公开政府信息情况",
                               "三、收到和处理政府信息公开申请情况",
                               "四、政府信息公开行政复议、行政诉讼情况",
                               "五、存在的主要问题及改进情况",
                               "六、其他需要报告的事项"};

std::string html_cell(const PlainCell& cell, Layout layout) {
  std::string tag = "<td";
  if (cell.columns > 1) tag += " colspan=\"" + std::to_string(cell.columns) + "\"";
  if (cell.rows > 1) tag += " rowspan=\"" + std::to_string(cell.rows) + "\"";
  if (layout == Layout::Html) return tag + ">" + cell.text + "</td>";
  const std::string text = cell.text.empty() ? "&nbsp;" : cell.text;
  return tag + " width=57 valign=top style='width:42.5pt'><p class=MsoNormal align=center>" +
         "<span lang=EN-US style='font-family:仿宋'>" + text + "<o:p></o:p></span></p>\n</td>";
}

std::string html_table(const Rows& rows, Layout layout) {
  std::string html = "<table class=MsoTableGrid border=1><tbody>";
  for (const PlainRow& row : rows) {
    html += "<tr>\n";
    for (const PlainCell& cell : row) html += html_cell(cell, layout);
    html += "</tr>\n";
  }
  return html + "</tbody></table>\n";
}

std::string joined(const PlainRow& row, const char* separator, bool leave_out_empty) {
  std::string line;
  bool is_first = true;
  for (const PlainCell& cell : row) {
    if (cell.text.empty() && leave_out_empty) continue;
    if (!is_first) line += separator;
    line += cell.text;
    is_first = false;
  }
  return line;
}

std::string rule_below(const PlainRow& row) {
  std::string line = "|";
  for (std::size_t i = 0; i < row.size(); ++i) line += "---|";
  return line + "\n";
}

std::string text_row(const PlainRow& row, Layout layout) {
  switch (layout) {
    case Layout::Bars:
      return joined(row, " | ", false) + " |\n";
    case Layout::Markdown:
      return "| " + joined(row, " | ", false) + " |\n";
    case Layout::Tabs:
      return joined(row, "\t", false) + "\n";
    case Layout::Blanks:
      return joined(row, " ", true) + "\n";
    case Layout::CellPerLine:
      return joined(row, "\n\n", true) + "\n\n";
    case Layout::BarPerLine:
      return joined(row, " |\n", false) + " |\n";
    default:
      return joined(row, "\n|\n", false) + "\n|\n";
  }
}

std::string text_table(const Rows& rows, Layout layout) {
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += text_row(rows[i], layout);
    if (layout == Layout::Markdown && i == 0) text += rule_below(rows[i]);
  }
  return text + "\n";
}

std::string paragraph(const std::string& text, Layout layout) {
  return is_html(layout) ? "<p>" + text + "</p>\n" : text + "\n\n";
}

std::string prose(const ReportSpec& spec, std::size_t section) {
  const std::string year = std::to_string(spec.year);
  switch (section) {
    case 0:
      return "本报告所列数据的统计期限为" + year +
             "年1月1日至12月31日。本机关重视此项工作，"
             "按规定更新栏目，回应群众关心的事项。";
    case 4:
      return "栏目更新有时较慢。下一步将安排专人负责，按月检查。";
    case 5:
      return "无其他需要报告的事项。";
    default:
      return {};
  }
}

}  // namespace

bool is_html(Layout layout) { return layout == Layout::Html || layout == Layout::WordHtml; }

std::string print_report(const ReportSpec& spec, const Figures& figures, Layout layout,
                         const Defects& defects) {
  const auto table = [&](const char* name) {
    const Rows rows = plain_table(spec, figures, defects, name);
    return is_html(layout) ? html_table(rows, layout) : text_table(rows, layout);
  };
  const std::string title = spec.agency + std::to_string(spec.year) + "年政府信息公开工作年度报告";
  std::string text = paragraph(title, layout);
  for (std::size_t i = 0; i < kHeadings.size(); ++i) {
    text += paragraph(kHeadings[i], layout);
    if (const std::string words = prose(spec, i); !words.empty()) text += paragraph(words, layout);
    if (i >= 1 && i <= 3) text += table(i == 1 ? "T2" : i == 2 ? "T3" : "T4");
  }
  if (!is_html(layout)) return text;
  return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + title +
         "</title></head><body>\n" + text + "</body></html>\n";
}

}  // namespace gkwatch::testing
