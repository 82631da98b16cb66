// Whose year a table's figures are of: told by the caption above it.
#include "parser/table_years.h"

#include <gtest/gtest.h>

#include <string>

namespace gkwatch::parser {
namespace {

Block text(const std::string& line) { return {.kind = BlockKind::Text, .text = line}; }

TableRow row(const std::vector<std::string>& texts) {
  TableRow made;
  for (const std::string& cell : texts) made.cells.push_back({.text = cell});
  return made;
}

Block table(const std::vector<TableRow>& rows) {
  Block block{.kind = BlockKind::Table};
  block.table.table.rows = rows;
  return block;
}

// The first figure of each table that is the year's own.
std::string own_figures(const std::vector<Block>& blocks, std::optional<int> year = 2024) {
  std::string figures;
  for (const PrintedTable& own : tables_of_year({.blocks = blocks}, year).tables) {
    figures += own.table.rows.back().cells.back().text + " ";
  }
  return figures;
}

TEST(TableYears, LeaveOutWhatIsHeadedAsTheYearBefore) {
  for (const char* caption : {"附：2023年度情况", "（一）上年度数据", "上一年度情况如下表：",
                              "2023年", "去年同期", "２０２３年情况", "2023年与2024年对比",
                              "注：1.数据由各科室报送。上一年度情况如下表，供对比：",
                              "单位为件。附：2023年度情况", "单位为件。2023年"}) {
    EXPECT_EQ(own_figures({text(caption), table({row({"行政许可", "1"})}), text("2024年数据"),
                           table({row({"行政许可", "2"})})}),
              "2 ")
        << caption;
  }
}

TEST(TableYears, TakeNoOtherLineForACaption) {
  for (const char* line :
       {"二、上年结转政府信息公开申请数量", "2024年情况", "与2023年相比，申请量下降一成。",
        "政府信息公开工作2023年度报告", "单位：件", "文号20231号", "〔1998〕12号",
        "上年已说明。本年度情况如下：", "申请量下降一成。与2023年相比"}) {
    EXPECT_EQ(own_figures({text(line), table({row({"行政许可", "1"})})}), "1 ") << line;
  }
}

TEST(TableYears, AreNotEndedByHeadsThatSayThisYear) {
  EXPECT_EQ(own_figures({text("（一）上年度数据"), text("第二十条第（一）项"),
                         text("信息内容 本年新制作数量 本年新公开数量 对外公开总数量"),
                         table({row({"规范性文件", "1"})}), text("本年度情况如下："),
                         table({row({"规范性文件", "2"})})}),
            "2 ");
}

TEST(TableYears, AreToldByARowWithinTheTableToo) {
  const auto rows = {row({"2023年数据", ""}), row({"行政许可", "1"}), row({"本年度数据", ""}),
                     row({"行政许可", "2"})};
  EXPECT_EQ(own_figures({table(rows)}), "2 ");
}

TEST(TableYears, AreToldByTheLabelOfARowOfFigures) {
  EXPECT_EQ(own_figures({table({row({"年度", "结果维持", "结果纠正"}), row({"2024年", "3", "4"}),
                                row({"2023年", "1", "2"})})}),
            "4 ");
  EXPECT_EQ(own_figures({table({row({"上年结转政府信息公开申请数量", "5"})})}), "5 ");
}

TEST(TableYears, HoldOverThePiecesOfATableUntilTheNextSection) {
  const auto one = table({row({"行政许可", "1"})});
  const auto own = table({row({"行政许可", "2"})});
  EXPECT_EQ(
      own_figures({text("上年情况"), one, text("示例镇人民政府2024年政府信息公开工作年度报告"), one,
                   text("四、政府信息公开行政复议、行政诉讼情况"), own}),
      "2 ");
}

TEST(TableYears, AreNotToldByANumberWhereTheYearIsUnknown) {
  const auto one = table({row({"行政许可", "1"})});
  EXPECT_EQ(own_figures({text("2023年情况"), one}, std::nullopt), "1 ");
  EXPECT_EQ(own_figures({text("上年情况"), one}, std::nullopt), "");
}

}  // namespace
}  // namespace gkwatch::parser
