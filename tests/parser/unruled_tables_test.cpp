// Tables without ruling lines on pages, and what stands on pages beside tables: page numbers,
// running heads.
#include "parser/unruled_tables.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "parser/document_reader.h"
#include "parser/extract.h"
#include "parser/pdf_glyphs.h"
#include "tests/support/pdf_report.h"

namespace gkwatch::parser {
namespace {

using testing::PdfWriter;
using testing::ReportSpec;

// One line of words and figures, each at its place.
GlyphLine line(double y, const std::vector<std::pair<double, std::string>>& words) {
  constexpr double kSize = 10;
  GlyphLine made{.box = {.left = words.front().first, .top = y - 5, .bottom = y + 5},
                 .size = kSize};
  for (const auto& [left, text] : words) {
    if (!made.text.empty()) {
      made.pauses.push_back((left - made.words.back().second) / kSize);
      made.text += ' ';
    }
    made.text += text;
    made.words.emplace_back(left, left + testing::printed_width(text, kSize));
    made.box.right = made.words.back().second;
  }
  return made;
}

std::string rows_of(const std::vector<GlyphLine>& lines) {
  std::string text;
  for (const UnruledTable& found : find_unruled_tables(lines, "page 1")) {
    for (const TableRow& row : found.table.rows) {
      for (const GridCell& cell : row.cells) text += cell.text + "|";
      text += "\n";
    }
  }
  return text;
}

TEST(UnruledTables, AreFoundBetweenProse) {
  EXPECT_EQ(rows_of({line(100, {{50, "本年度制定规章一件,废止二件。"}}),
                     line(120, {{50, "信息内容"}, {200, "本年制发件数"}, {300, "本年废止件数"}}),
                     line(140, {{50, "规章"}, {220, "1"}, {320, "2"}}),
                     line(160, {{50, "行政规范性文件"}, {220, "3"}, {320, "4"}}),
                     line(180, {{50, "注:由法制机构提供。"}})}),
            "信息内容|本年制发件数|本年废止件数|\n规章|1|2|\n行政规范性文件|3|4|\n");
}

// 26 in a cell as wide as one digit: its 6 stands below its 2, beside the rest of the label.
TEST(UnruledTables, DoubtFiguresWhoseEndsMayStandBelow) {
  const std::string doubt{kDoubt};
  EXPECT_EQ(rows_of({line(100, {{50, "年度"}, {200, "结果维持"}, {250, "结果纠正"}, {300, "总计"}}),
                     line(120, {{50, "本"}, {210, "7"}, {260, "9"}, {310, "2"}}),
                     line(135, {{50, "年"}, {310, "6"}})}),
            "年度|结果维持|结果纠正|总计|\n本|7|9|2" + doubt + "|\n年|6|\n");
  EXPECT_EQ(rows_of({line(120, {{50, "行政处罚"}, {210, "7"}, {260, "9"}}),
                     line(135, {{50, "行政强制"}, {210, "6"}})}),
            "行政处罚|7|9|\n行政强制|6|\n");
}

TEST(UnruledTables, JoinALabelThatStandsAroundItsFigures) {
  EXPECT_EQ(rows_of({line(100, {{50, "5.要求行政机关确认或"}}),
                     line(106, {{200, "1"}, {230, "2"}, {260, "3"}}),
                     line(112, {{50, "重新出具已获取信息"}}),
                     line(130, {{50, "1.属于国家秘密"}, {200, "4"}, {230, "5"}, {260, "6"}})}),
            "5.要求行政机关确认或重新出具已获取信息|1|2|3|\n1.属于国家秘密|4|5|6|\n");
}

TEST(UnruledTables, TakeNoHeadForALabel) {
  EXPECT_EQ(rows_of({line(100, {{50, "规章"}, {220, "1"}, {320, "2"}}),
                     line(114, {{200, "第二十条第(五)项"}}),
                     line(128, {{50, "信息内容"}, {200, "本年处理决定数量"}}),
                     line(142, {{50, "行政许可"}, {220, "3"}})}),
            "规章|1|2|\n第二十条第(五)项|\n信息内容|本年处理决定数量|\n行政许可|3|\n");
}

TEST(UnruledTables, PutBrokenHeadsTogetherOverAllColumns) {
  EXPECT_EQ(
      rows_of(
          {line(100, {{200, "法律服"}, {240, "科研机"}, {280, "社会公"}, {320, "商业企"}}),
           line(112, {{200, "务机构"}, {250, "构"}, {280, "益组织"}, {330, "业"}, {370, "其他"}}),
           line(130, {{50, "(一)予以公开"}, {210, "1"}, {250, "2"}, {290, "3"}, {375, "5"}}),
           line(150,
                {{50, "(七)总计"}, {210, "1"}, {250, "2"}, {290, "3"}, {330, "4"}, {375, "5"}})}),
      "法律服务机构|科研机构|社会公益组织|商业企业|其他|\n"
      "(一)予以公开|1|2|3|5|\n(七)总计|1|2|3|4|5|\n");
}

TEST(UnruledTables, GiveNoFiguresToTwoLabels) {
  EXPECT_EQ(
      rows_of({line(94, {{50, "(一)予以公开"}}), line(100, {{210, "1"}, {250, "2"}, {290, "3"}}),
               line(106, {{50, "(二)部分公开"}}), line(130, {{50, "5.要求行政机关确认或"}}),
               line(136, {{210, "4"}, {250, "5"}, {290, "6"}}),
               line(142, {{50, "重新出具已获取信息"}}),
               line(160, {{50, "(七)总计"}, {210, "7"}, {250, "8"}, {290, "9"}})}),
      "(一)予以公开(二)部分公开|1\uFFFD|2\uFFFD|3\uFFFD|\n"
      "5.要求行政机关确认或重新出具已获取信息|4|5|6|\n(七)总计|7|8|9|\n");
}

TEST(UnruledTables, TakeRaisedMarksForNoFigures) {
  GlyphLine marks = line(127, {{216, "1"}, {256, "2"}});
  marks.size = 5;
  marks.box = {.left = 216, .top = 124, .right = 261, .bottom = 129};
  EXPECT_EQ(rows_of({marks, line(130, {{50, "规章"}, {210, "8"}, {250, "9"}, {290, "7"}})}),
            "规章|8|9|7|\n");
}

TEST(UnruledTables, AreNotMadeOfProseWithFigures) {
  EXPECT_EQ(rows_of({line(100, {{50, "全年收到申请"}, {200, "5"}, {230, "件"}}),
                     line(120, {{50, "2024年1月1日"}})}),
            "");
}

// A whole report, its labels wrapped.
TEST(UnruledTables, OfAReportAreReadWhole) {
  if (!can_read_pdf()) GTEST_SKIP() << "this build does not read PDF";
  const ReportSpec spec{.seed = 3};
  const auto figures = make_figures(spec);
  PlainReader reader;
  const auto parsed = reader.read(Document{.body = std::make_shared<std::string>(print_pdf_report(
                                               spec, figures, {.rules = testing::PdfRules::None}))},
                                  {});
  ASSERT_TRUE(parsed.has_value());
  std::size_t read = 0;
  for (const auto& [key, cell] : parsed->cells) {
    EXPECT_EQ(cell.kind, CellKind::Number) << key.text << " " << cell.why;
    if (cell.kind != CellKind::Number) continue;
    ++read;
    EXPECT_EQ(*cell.value, figures.at(key)) << key.text;
  }
  EXPECT_EQ(read, figures.size());
}

// A ruled table of one row and three columns at the foot of a page.
void draw_row(PdfWriter& pdf, double top, const std::vector<std::string>& texts) {
  const double edges[] = {60, 260, 380, 500};
  for (std::size_t i = 0; i < 3; ++i) {
    pdf.stroke(edges[i], top, edges[i + 1], top);
    pdf.stroke(edges[i], top + 60, edges[i + 1], top + 60);
    pdf.stroke(edges[i], top, edges[i], top + 60);
    pdf.stroke(edges[i + 1], top, edges[i + 1], top + 60);
    pdf.write({.x = edges[i] + 20, .y = top + 30, .text = texts.at(i)});
  }
}

std::vector<std::string> cells_of(const std::string& bytes) {
  std::vector<std::string> cells;
  const auto extracted = extract({.bytes = bytes}, {});
  EXPECT_TRUE(extracted.has_value());
  for (const Block& block : extracted->blocks) {
    for (const TableRow& row : block.table.table.rows) {
      for (const GridCell& cell : row.cells) cells.push_back(cell.text);
    }
  }
  return cells;
}

class Pages : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!can_read_pdf()) GTEST_SKIP() << "this build does not read PDF";
  }
};

TEST_F(Pages, KeepTheirNumberOutOfATableThatReachesDownToIt) {
  PdfWriter pdf;
  pdf.add_page();
  draw_row(pdf, 770, {"行政许可", "5", "7"});
  pdf.write({.x = 290, .y = 820, .text = "- 3 -"});
  EXPECT_EQ(cells_of(pdf.bytes()), (std::vector<std::string>{"行政许可", "5", "7"}));
}

TEST_F(Pages, DropARunningHeadThatPartsATable) {
  PdfWriter pdf;
  for (int page = 0; page < 2; ++page) {
    pdf.add_page();
    pdf.write({.x = 60, .y = 40, .text = "示例镇人民政府2024年政府信息公开工作年度报告"});
    draw_row(pdf, page == 0 ? 740 : 60, {page == 0 ? "行政处罚" : "行政强制", "1", "2"});
  }
  const auto extracted = extract({.bytes = pdf.bytes()}, {});
  ASSERT_TRUE(extracted.has_value());
  ASSERT_EQ(extracted->blocks.size(), 2u) << "the title and one table";
  EXPECT_EQ(extracted->blocks[1].table.table.rows.size(), 2u);
}

TEST_F(Pages, KeepRowsThatComeAgainAtTheTopOfTheNext) {
  PdfWriter pdf;
  for (int page = 0; page < 2; ++page) {
    pdf.add_page();
    draw_row(pdf, 20, {"0", "0", "0"});
    pdf.write({.x = 60, .y = 400, .text = "本年度情况如上表所列。"});
  }
  EXPECT_EQ(cells_of(pdf.bytes()).size(), 6u);
  for (const std::string& cell : cells_of(pdf.bytes())) EXPECT_EQ(cell, "0");
}

}  // namespace
}  // namespace gkwatch::parser
