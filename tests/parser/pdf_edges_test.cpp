// Where a page ends, to the side and below, and what is drawn over figures.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/parser/pdf_pages.h"

namespace gkwatch::parser {
namespace {

// A table wider than its page: what the edge cuts is no value, and what lies beyond is no blank.
TEST_F(PdfFront, ReadsNoNumberThatThePagesEdgeCuts) {
  PdfWriter pdf = row_of(6);  // the last cell from 550 to 650, the page ends at 595
  pdf.write({.x = 460, .y = 120, .text = "36"});
  pdf.write({.x = 580, .y = 120, .text = "1225"});
  EXPECT_EQ(only_row(pdf)[4].text, "36");
  EXPECT_FALSE(is_number(only_row(pdf)[5].text));
  PdfWriter beyond = row_of(6);
  beyond.write({.x = 460, .y = 120, .text = "36"});
  beyond.write({.x = 610, .y = 120, .text = "1225"});
  EXPECT_EQ(read_figure(only_row(beyond)[5].text, "").kind, CellKind::Gap);
}

TEST_F(PdfFront, ReadsNoBlankFromWhatThePagesEdgeLeavesOfACell) {
  PdfWriter pdf = row_of(5);
  pdf.write({.x = 460, .y = 120, .text = "36"});
  for (const double y : {100.0, 140.0}) pdf.stroke(550, y, 594, y);
  pdf.stroke(590, 100, 590, 140);
  pdf.stroke(594, 100, 594, 140);
  const auto row = only_row(pdf);
  ASSERT_EQ(row.size(), 7u);
  EXPECT_EQ(read_figure(row[5].text, "").kind, CellKind::Blank);
  EXPECT_EQ(read_figure(row[6].text, "").kind, CellKind::Gap);
}

TEST_F(PdfFront, DoesNotJoinAHeadingWithWhatStandsBelow) {
  PdfWriter pdf;
  pdf.add_page();
  pdf.write({.x = 60, .y = 100, .text = "四、政府信息公开行政复议、行政诉讼情况"});
  pdf.write({.x = 60, .y = 120, .text = "本年度无"});
  EXPECT_EQ(lines_of_text(pdf.bytes()),
            (std::vector<std::string>{"四、政府信息公开行政复议、行政诉讼情况", "本年度无"}));
}

// The figures of a row may stand above the page's end, and the rest of its label below.
TEST_F(PdfFront, JoinsALabelThatAPageEndCuts) {
  const auto rows_of = [](const char* above, const char* below) {
    PdfWriter pdf = row_of(3);
    pdf.write({.x = 55, .y = 120, .text = above});
    pdf.write({.x = 160, .y = 120, .text = "36"});
    pdf.write({.x = 260, .y = 120, .text = "0"});
    pdf.add_page();
    draw_row(pdf, 3);
    pdf.write({.x = 55, .y = 120, .text = below});
    const auto tables = tables_of(pdf.bytes());
    EXPECT_EQ(tables.size(), 1u);
    return tables.at(0).rows;
  };
  const auto joined = rows_of("7.属于行", "政执法案卷");
  ASSERT_EQ(joined.size(), 1u);
  EXPECT_EQ(joined[0].cells[0].text, "7.属于行政执法案卷");
  EXPECT_EQ(joined[0].cells[1].text, "36");
  const auto doubtful = rows_of("x", "政执法案卷");
  ASSERT_EQ(doubtful.size(), 2u);
  EXPECT_EQ(read_figure(doubtful[1].cells[1].text, "").kind, CellKind::Gap);
  const auto whole = rows_of("7.属于行政执法案卷", "8.属于行政查询事项");
  ASSERT_EQ(whole.size(), 2u);
  EXPECT_EQ(whole[1].cells[1].text, "");
}

TEST_F(PdfFront, JoinsATableThatAPageEndCuts) {
  PdfWriter pdf{300};
  pdf.add_page();
  double y = 60;
  std::vector<PlainRow> rows;
  for (int i = 0; i < 20; ++i) rows.push_back({{"行政许可"}, {std::to_string(i)}});
  print_table(pdf, rows, {100, 80}, {.page_height = 300}, y);
  const auto tables = tables_of(pdf.bytes());
  ASSERT_EQ(tables.size(), 1u);
  ASSERT_EQ(tables[0].rows.size(), 20u);
  EXPECT_EQ(tables[0].rows[19].cells[1].text, "19");
  EXPECT_EQ(tables[0].rows[19].where, "page 3, row 2");
}

TEST_F(PdfFront, ReadsNoNumberThatAPageEndCuts) {
  PdfWriter pdf = row_of(3);
  pdf.write({.x = 55, .y = 120, .text = "没有现成信息"});
  pdf.write({.x = 160, .y = 120, .text = "36"});
  pdf.write({.x = 260, .y = 120, .text = "0"});
  pdf.add_page();
  draw_row(pdf, 3);
  pdf.write({.x = 55, .y = 120, .text = "需要另行制作"});
  pdf.write({.x = 160, .y = 120, .text = "30"});
  const auto tables = tables_of(pdf.bytes());
  ASSERT_EQ(tables.size(), 1u);
  ASSERT_EQ(tables[0].rows.size(), 2u);
  EXPECT_FALSE(is_number(tables[0].rows[0].cells[1].text));
  EXPECT_FALSE(is_number(tables[0].rows[1].cells[1].text));
  EXPECT_EQ(tables[0].rows[0].cells[2].text, "0");
}

// A line through a figure, and one below it.
TEST_F(PdfFront, ReadsNoFigureThatIsStruck) {
  const auto row_with = [](double from, double to, double y) {
    PdfWriter pdf = row_of(2);
    pdf.write({.x = 60, .y = 120, .text = "2120"});
    pdf.stroke(from, y, to, y);
    return only_row(pdf)[0].text;
  };
  EXPECT_FALSE(is_number(row_with(60, 70, 116.7))) << "21 struck, 20 not";
  EXPECT_TRUE(is_number(row_with(60, 80, 121.5))) << "underlined";
  EXPECT_TRUE(is_number(row_with(110, 130, 116.7))) << "in the next cell";
}

}  // namespace
}  // namespace gkwatch::parser
