#include <random>

#include "tests/hostile/bombs.h"

namespace gkwatch::testing {
namespace {

std::string page(const std::string& body) {
  return "<!DOCTYPE html><html><meta "
         "charset=utf-8><title>某某局2023年政府信息公开工作年度报告</title>"
         "<body><h2>一、总体情况</h2>" +
         body + "</body></html>";
}

std::string table_of(const std::string& rows) { return page("<table>" + rows + "</table>"); }

std::string noise(std::size_t size, unsigned seed) {
  std::mt19937 random{seed};
  std::string bytes;
  while (bytes.size() < size) bytes += static_cast<char>(random() & 0xFF);
  return bytes;
}

// A report whose prose is one endless line.
std::string prose(const std::string& line) {
  return "某某局2023年政府信息公开工作年度报告\n一、总体情况\n" + line + "\n二、主动公开\n";
}

}  // namespace

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  while (times-- > 0) all += text;
  return all;
}

std::vector<Bomb> page_bombs() {
  return {
      {"tags_nested_100000_deep", [] { return page(repeated("<div>", 100'000)); }},
      {"tables_nested_100000_deep", [] { return page(repeated("<table><tr><td>", 100'000)); }},
      {"bold_nested_100000_deep", [] { return page(repeated("<b>", 100'000) + "<p>x"); }},
      {"misnested_formatting",
       [] { return page(repeated("<b><i><u><a><font>", 200) + repeated("<p></b>x", 2'000)); }},
      {"a_million_cells_by_spans",
       [] {
         return table_of(repeated("<tr>" + repeated("<td colspan=1000>1", 1) + "</tr>", 1'000));
       }},
      {"a_span_over_everything",
       [] { return table_of(repeated("<tr><td rowspan=65534 colspan=1000>1</td></tr>", 500)); }},
      {"a_million_cells",
       [] { return table_of(repeated("<tr>" + repeated("<td>1", 1'000), 1'000)); }},
      {"a_thousand_tables", [] { return page(repeated("<table><tr><td>1</table>", 20'000)); }},
      {"attributes_without_end", [] { return page("<p " + repeated("a=b ", 300'000) + ">x</p>"); }},
      {"entities", [] { return page(repeated("&nbsp;&lt;&#x4e00;&#48;", 100'000)); }},
      {"comment_without_end", [] { return page(repeated("<!--", 200'000)); }},
      {"one_phrase_of_a_pattern_100000_times", [] { return prose(repeated("本年新收", 100'000)); }},
      {"phrases_that_nearly_match",
       [] { return prose(repeated("收到政府信息公开申请", 30'000) + repeated("1", 100'000)); }},
      {"clauses", [] { return prose(repeated("受理申请1件,其中", 50'000)); }},
      {"a_number_of_a_million_digits", [] { return prose(repeated("7", 1'000'000)); }},
      {"brackets", [] { return prose(repeated("(（", 200'000)); }},
      {"labels_of_rows", [] { return prose(repeated("（一）予以公开\n", 20'000)); }},
      {"lines_of_figures", [] { return prose(repeated("1 2 3 4 5 6 7\n", 20'000)); }},
      {"bars", [] { return prose(repeated("|", 500'000)); }},
      {"markdown_rows", [] { return "# x\n" + repeated("|1|2|\n|---|---|\n", 50'000); }},
      {"headings", [] { return prose(repeated("一、总体情况\n二、主动公开\n", 10'000)); }},
      {"titles", [] { return repeated("某局2023年政府信息公开工作年度报告\n", 10'000); }},
      {"joining_characters", [] { return prose("a" + repeated("\xCC\x80\xCC\x96", 200'000)); }},
      {"ligature_that_grows", [] { return prose(repeated("\xEF\xB7\xBA", 100'000)); }},
      {"noise", [] { return noise(2'000'000, 1); }},
      {"noise_as_utf16", [] { return "\xFF\xFE" + noise(2'000'000, 2); }},
      {"noise_as_gbk_page",
       [] { return "<html><meta charset=gbk><body>" + noise(1'000'000, 3) + "</body></html>"; }},
      {"zero_bytes_in_a_page",
       [] { return page(std::string(500'000, '\0') + "<table><tr><td>1</table>"); }},
  };
}

}  // namespace gkwatch::testing
