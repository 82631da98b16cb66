// Rows that narrow cells and page ends have torn where no grid holds them.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/parser/made_tables.h"

namespace gkwatch::parser {
namespace {

const std::string kBeginning =
    "示例局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n";
const std::string kNew = "一、本年新收政府信息公开申请数量 3 1 1 0 0 0 5\n";

// Of a report whose table 3 has these rows.
std::map<CellKey, Cell> cells_of(const std::string& rows) { return read(kBeginning + rows).cells; }

TEST(TornRows, OfFiguresWithoutALabelLeaveTheRowsBesideThemInDoubt) {
  const auto with_rows = [](const std::string& rows) {
    return cells_of(
               kNew +
               "（一）予以公开 3 1 1 0 0 0 5\n"
               "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 0 0 0 0 "
               "0 0 0\n"
               "3.其他 0 0 0 0 0 0 0\n" +
               rows)
        .at(CellKey{"T3.R7.NP"});
  };
  const std::string total = "（七）总计 5 5 5 5 5 5 30\n";
  EXPECT_EQ(with_rows(total).raw, "5");
  EXPECT_EQ(with_rows("（七） 3 1 1 0 0 0 5\n" + total).kind, CellKind::Gap);
}

// All that is left of a label: （七） is no row of （六）, though that is the next one in order.
TEST(TornRows, AreNotTakenForARowOfAnotherOrdinal) {
  const auto cells = cells_of(kNew +
                              "5.要求行政机关确认或重新出具已获取信息 0 0 0 0 0 0 0\n"
                              "（七） 3 1 1 0 0 0 5\n四、结转下年度继续办理 0 0 0 0 0 0 0\n");
  EXPECT_EQ(cells.at(CellKey{"T3.R6.1.NP"}).kind, CellKind::Gap);
  EXPECT_EQ(cells.at(CellKey{"T3.R7.NP"}).raw, "3");
}

// The rest of 总计 beside the next row's label: whose are the figures?
TEST(TornRows, WithTwoLabelsLeaveBothInDoubt) {
  const auto cells = cells_of(kNew +
                              "四、结转下年度 总计 53 22 1 1 1 1 79\n"
                              "四、结转下年度继续办理 5 5 5 5 5 5 30\n");
  EXPECT_EQ(cells.at(CellKey{"T3.COUT.NP"}).kind, CellKind::Gap);
}

// The same row again, one of the two labels damaged: nothing says which is the report's.
TEST(RowsPrintedTwice, AreInDoubtAlsoBesideADamagedLabel) {
  const auto with_rows = [](const std::string& rows) {
    return cells_of(
               "一、本年新收政府信息公开申请数量 3 96 71 15 18 23 226\n"
               "二、上年结转政府信息公开申请数量 3 96 71 15 18 23 226\n" +
               rows)
        .at(CellKey{"T3.COUT.NP"});
  };
  const std::string official = "四、结转下年度继续办理 5 5 5 5 5 5 30\n";
  EXPECT_EQ(with_rows(official).raw, "5");
  EXPECT_EQ(with_rows("四、结度继续办理 34 83 15 14 42 9 197\n" + official).kind, CellKind::Gap);
}

// Where cells keep their places the label says it, whatever the order.
TEST(RowsInAnotherOrder, AreReadByTheirLabels) {
  const testing::ReportSpec spec{.seed = 23};
  const auto figures = make_figures(spec);
  std::string text = print_report(spec, figures, testing::Layout::Html);
  const auto begin_of = [&](const char* label) {
    return text.rfind("<tr>", text.find(std::string{">"} + label + "<"));
  };
  const std::size_t second = begin_of("2.没有现成信息需要另行制作");
  const std::size_t third = begin_of("3.补正后申请内容仍不明确");
  const std::size_t end = text.find("</tr>", third) + 5;
  ASSERT_LT(second, third);
  text = text.substr(0, second) + text.substr(third, end - third) +
         text.substr(second, third - second) + text.substr(end);
  const auto parsed = read(text);
  EXPECT_EQ(count_read(parsed, figures), figures.size());
  EXPECT_NE(parsed.rows.at("T3.R4.2"), RowMatch::Absent);
}

// Cells left blank are not printed: with 小计 before 总计 seven figures are not the seven columns.
TEST(TornRows, WithASubtotalAndABlankCellAreNotWhole) {
  const auto cells = cells_of(
      "一、本年新收政府信息公开申请数量 10 1 2 3 6 16\n"
      "二、上年结转政府信息公开申请数量 7 4 5 6 15 22\n"
      "（一）予以公开 37 111 37 37 111 296 333\n");
  EXPECT_EQ(cells.at(CellKey{"T3.R1.OT"}).kind, CellKind::Gap);
  EXPECT_EQ(cells.at(CellKey{"T3.R1.SUM"}).kind, CellKind::Gap);
}

}  // namespace
}  // namespace gkwatch::parser
