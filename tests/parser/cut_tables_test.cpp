// Tables whose rows are counted, and tables and rows that a page end has cut. Each once moved
// figures to other columns or rows, or lost them.
#include <gtest/gtest.h>

#include "tests/parser/made_tables.h"

namespace gkwatch::parser {
namespace {

TEST(CountedRows, LeaveTheirNumbersOut) {
  const PrintedTable one =
      table({{"序号", "信息内容", "本年制发件数", "本年废止件数"}, {"1", "规章", "4", "5"}},
            Geometry::Exact);
  const auto rows = read_rows({&one, 1});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(joined_words(rows[1]), "规章");
  EXPECT_EQ(values_of(rows[1]), "4 5 ");
}

TEST(CountedRows, LeaveTheirNumbersOutWhereAPageEndPartsThatHeadFromTheOthers) {
  const PrintedTable one = table({{"序号", "", "申请人情况", "", "备注"},
                                  {"", "", "自然人", "总计", ""},
                                  {"1", "（一）予以公开", "4", "5", ""}},
                                 Geometry::Exact);
  const auto rows = read_rows({&one, 1});
  EXPECT_EQ(joined_words(rows.back()), "（一）予以公开");
  EXPECT_EQ(values_of(rows.back()), "4 5  ");
  EXPECT_FALSE(rows.back().has_figure_before);
}

TEST(CountedRows, LeaveTheirNumbersOutThoughOneRowLostItsLabelAndOneIsNotCounted) {
  std::vector<std::vector<std::string>> lines;
  const auto add = [&](const std::string& text) { lines.push_back({text}); };
  for (int row = 1; row <= 9; ++row) {
    if (row != 1 && row != 7) add(std::to_string(row));
    if (row == 7) add("小计");
    if (row != 3 && row != 7) add("第" + std::to_string(row) + "项办理结果");
    for (const char* figure : {"4", "0", "4"}) add(figure);
  }
  const PrintedTable one = table(lines, Geometry::Lost);
  const auto rows = read_rows({&one, 1});
  ASSERT_EQ(rows.size(), 8u);
  EXPECT_EQ(values_of(rows[0]), "4 0 4 ") << "behind it stood 2";
  EXPECT_EQ(rows[1].figures, 8u) << "two rows in one: nobody may read it";
  EXPECT_EQ(values_of(rows[2]), "4 0 4 ");
  EXPECT_EQ(values_of(rows[7]), "4 0 4 ");
}

TEST(CountedRows, LeaveTheirNumbersOutBehindARowThatLostACell) {
  for (const int lost : {1, 4}) {
    std::vector<std::vector<std::string>> lines;
    for (int row = 1; row <= 9; ++row) {
      if (row > 1) lines.push_back({std::to_string(row)});
      lines.push_back({"第" + std::to_string(row) + "项办理结果"});
      for (const char* figure : {"4", "0", "4"}) lines.push_back({figure});
      if (row == lost) lines.pop_back();
    }
    const PrintedTable one = table(lines, Geometry::Lost);
    const auto rows = read_rows({&one, 1});
    ASSERT_EQ(rows.size(), 9u);
    for (int row = 1; row <= 9; ++row) {
      EXPECT_EQ(values_of(rows[static_cast<std::size_t>(row - 1)]),
                row == lost ? "4 0 " : "4 0 4 ");
    }
  }
}

TEST(TablesCutInTwo, GoOnBelowTheHeadsOfTheFirstPiece) {
  const PrintedTable pieces[] = {
      table({{"信息内容", "本年制发件数", "本年废止件数"}, {"规章", "4", "5"}}, Geometry::Exact),
      table({{"行政规范性文件", "6", "7"}}, Geometry::Exact),
      table({{"行政许可", "8"}}, Geometry::Exact)};
  const auto rows = read_rows(pieces);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[2].heads, rows[1].heads);
  EXPECT_EQ(rows[3].heads, nullptr) << "of another width";
}

TEST(TablesCutInTwo, GoOnBelowTheHeadsThoughTheirLabelsTakeMoreColumns) {
  const PrintedTable pieces[] = {
      table({{"", "自然人", "总计", "备注"}, {"（一）予以公开", "4", "5", ""}}, Geometry::Exact),
      table({{"（三）不予公开", "1.属于国家秘密", "6", "7", "含转办"}}, Geometry::Exact),
      table({{"行政复议", "6", "7"}}, Geometry::Exact)};
  const auto rows = read_rows(pieces);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[2].heads, rows[1].heads);
  EXPECT_EQ(rows[3].heads, nullptr) << "fewer values than heads";
}

TEST(HeadsCutByAPageEnd, AreJoinedWhereNoneIsWhole) {
  const PrintedTable one = table({{"", "自然", "法人或其他组织", "", "总计"},
                                  {"", "人", "商业", "科研", ""},
                                  {"", "", "企业", "机构", ""},
                                  {"（一）予以公开", "1", "2", "3", "6"}},
                                 Geometry::Exact);
  const auto rows = read_rows({&one, 1});
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_TRUE(rows[2].is_head);
  ASSERT_NE(rows.back().heads, nullptr);
  EXPECT_EQ(rows.back().heads->names.back().text, "科研机构");
}

TEST(HeadsCutByAPageEnd, AreJoined) {
  const PrintedTable one = table({{"", "自然", "法人或其他组织", "总计"},
                                  {"", "人", "商业企业", ""},
                                  {"（一）予以公开", "1", "2", "3"}},
                                 Geometry::Exact);
  const auto rows = read_rows({&one, 1});
  ASSERT_NE(rows.back().heads, nullptr);
  EXPECT_EQ(rows.back().heads->boundary, 1u);
  EXPECT_EQ(rows.back().heads->names.at(2).text, "自然人");
}

TEST(RowsCutByAPageEnd, AreInDoubtThoughTheNextPageRepeatsTheHeads) {
  const auto line = [](const std::string& label, const char* figure) {
    std::string row = "<tr><td colspan=2>" + label + "</td>";
    for (int i = 0; i < 7; ++i) row += std::string{"<td>"} + figure + "</td>";
    return row + "</tr>";
  };
  const std::string heads =
      "<tr><td colspan=2 "
      "rowspan=2>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
      "</td><td colspan=7>申请人情况</td></tr><tr><td>自然人</td><td>商业企业</td><td>科研机构</td>"
      "<td>社会公益组织</td><td>法律服务机构</td><td>其他</td><td>总计</td></tr>";
  const auto parsed =
      read("<p>三、收到和处理政府信息公开申请情况</p><table>" + heads +
           line("一、本年新收政府信息公开申请数量", "3") +
           line("二、上年结转政府信息公开申请数量", "") + line("（一）予以公开", "2") +
           line("（二）部分公开（区分处理的，只计这一情形，不计", "") + "</table><table>" + heads +
           line("其他情形）", "1") + line("四、结转下年度继续办理", "") + "</table>");
  EXPECT_EQ(parsed.cells.at({"T3.R1.NP"}).kind, CellKind::Number);
  EXPECT_EQ(parsed.cells.at({"T3.R2.NP"}).kind, CellKind::Gap);
  EXPECT_EQ(parsed.cells.at({"T3.COUT.NP"}).kind, CellKind::Blank);
}

TEST(RowsCutByAPageEnd, AreInDoubtThoughSomeOfTheirCellsStandAbove) {
  const auto cells = [](const char* figures) {
    std::string row;
    for (const char* c = figures; *c != 0; ++c) {
      row += "<td>" + (*c == ' ' ? std::string{} : *c == '-' ? "—" : std::string{*c}) + "</td>";
    }
    return row + "</tr>";
  };
  const auto parsed = read(
      "<p>三、收到和处理政府信息公开申请情况</p><table><tr><td></td><td>自然人</td><td>商业企业</"
      "td>"
      "<td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td><td>总计</td></tr>"
      "<tr><td>一、本年新收政府信息公开申请数量</td>" +
      cells("1200003") + "<tr><td>（一）予以公开</td>" + cells("1200003") +
      "<tr><td>（二）部分公开（区分处理的，只计这一情形，不计</td>" + cells("    -- ") +
      "<tr><td>其他情形）</td>" + cells("123  -6") + "</table>");
  EXPECT_EQ(parsed.cells.at({"T3.R1.NP"}).kind, CellKind::Number);
  EXPECT_EQ(parsed.cells.at({"T3.R2.NP"}).kind, CellKind::Gap);
}

}  // namespace
}  // namespace gkwatch::parser
