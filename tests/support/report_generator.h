#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/decimal.h"
#include "core/ids.h"
#include "model/form_layout.h"

namespace gkwatch::testing {

// How a made report is laid out. The texts are what converters make of one and the same table.
enum class Layout {
  Html,      // as the official form, with rowspan and colspan
  WordHtml,  // the same as Word writes it: paragraphs, spans, no-break spaces
  Bars,      // "a | b | c |"
  Markdown,  // with "|---|" below the first row, and again after each page end
  Tabs,
  Blanks,       // "label 1 0 0 0 0 0 1"
  CellPerLine,  // one cell in a line
  BarPerLine,   // "a |" in a line
  BarBetween,   // cell, "|", cell, each in a line
};
inline constexpr Layout kAllLayouts[] = {
    Layout::Html,   Layout::WordHtml,    Layout::Bars,       Layout::Markdown,  Layout::Tabs,
    Layout::Blanks, Layout::CellPerLine, Layout::BarPerLine, Layout::BarBetween};
bool is_html(Layout layout);

// What went wrong on the way. Rows and labels are named as "T3.R3.4".
struct Defects {
  std::set<std::string> lost_rows;
  std::set<std::string> lost_labels;
  std::set<CellKey> lost_cells;            // the cell left out, those behind it move up
  std::set<std::string> page_ends_before;  // the heads of table 3 are printed again there
  bool zeros_are_blank = false;
  std::string extra_row;  // label of a row that the form does not have, at the end of (三)
};

struct ReportSpec {
  std::string agency = "广州市示例区示例镇人民政府";
  int year = 2024;
  Form form = Form::F2021;
  bool single_r6 = false;
  unsigned seed = 1;
};

// Figures that satisfy every identity of the form.
using Figures = std::map<CellKey, Decimal>;
Figures make_figures(const ReportSpec& spec);

// The report as a document of that layout: title, six sections, three tables.
std::string print_report(const ReportSpec& spec, const Figures& figures, Layout layout,
                         const Defects& defects = {});

// A table as rows of printed cells, before any layout: for tests that arrange them otherwise.
struct PlainCell {
  std::string text;
  int columns = 1;
  int rows = 1;
};
using PlainRow = std::vector<PlainCell>;
std::vector<PlainRow> plain_table(const ReportSpec& spec, const Figures& figures,
                                  const Defects& defects, const std::string& table);

}  // namespace gkwatch::testing
