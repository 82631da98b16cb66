// Tables with what the form does not have: subtotals, remarks, marks beside figures. Each once
// moved figures to other columns or rows, or lost them.
#include <gtest/gtest.h>

#include <string>

#include "parser/figures.h"
#include "parser/head_order.h"
#include "tests/parser/made_tables.h"
#include "tests/support/report_generator.h"

namespace gkwatch::parser {
namespace {

using testing::Defects;
using testing::Layout;
using testing::ReportSpec;

TEST(MarkedFigures, AreNeitherWordsNorOrdinals) {
  for (const char* text : {"9①", "12¹", "36 30", "5*", "5件①"}) {
    EXPECT_TRUE(is_marked_figure(text)) << text;
  }
  for (const char* text : {"9", "1.", "(3)", "2、", "1.属于国家秘密", "/", "", "三、", "2024年"}) {
    EXPECT_FALSE(is_marked_figure(text)) << text;
  }
}

TEST(Figures, BesideHalfABracketAreInDoubt) {
  for (const char* text : {"12)", "12(", "12(件", "12件)"}) {
    EXPECT_EQ(read_figure(text, "").kind, CellKind::Gap) << text;
  }
  for (const char* text : {"12(件)", "12件", "12（件）", "12(含上级转办)"}) {
    EXPECT_EQ(read_figure(text, "").kind, CellKind::Number) << text;
  }
  EXPECT_EQ(read_figure("34.649(万元)", "").unit, "万元");
}

TEST(Units, AreNotTakenFromOthersThatEndAlike) {
  EXPECT_EQ(unit_of_head("本年收费金额（单位：万元）"), "万元");
  EXPECT_EQ(unit_of_head("采购总金额（元）"), "元");
  for (const char* head : {"（单位：千元）", "（百万元）", "（十万元）", "（元／万元）", "要素"}) {
    EXPECT_EQ(unit_of_head(head), "") << head;
  }
}

// What stands for "nothing": a figure that is not there, whatever the writer's keyboard gave.
TEST(Figures, MayBeDashesOrWordsForNone) {
  for (const char* text :
       {"/", "／", "—", "╱", "○", "〇", "无", "无。", "暂无", "不涉及", "未发生"}) {
    EXPECT_EQ(read_figure(text, "").kind, CellKind::Dash) << text;
  }
  for (const char* text : {"三", "null", "*", "无法统计"}) {
    EXPECT_EQ(read_figure(text, "").kind, CellKind::Text) << text;
  }
}

TEST(MarkedFigures, ThatCannotBeReadAreNoWordsOfTheAgency) {
  EXPECT_EQ(read_figure("\uFFFD", "").kind, CellKind::Gap);
  EXPECT_EQ(read_figure("若干", "").kind, CellKind::Text);
}

TEST(MarkedFigures, KeepTheirPlaceAmongTheFigures) {
  for (const Geometry geometry : {Geometry::Exact, Geometry::Lost}) {
    const PrintedTable one = table({{"予以公开", "9①", "2", "3", "4①", "5", "6", "7"}}, geometry);
    const auto rows = read_rows({&one, 1});
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(values_of(rows[0]), "9① 2 3 4① 5 6 7 ");
  }
}

// Cells one in a line: the number of a row stands behind the figures of the row before.
// With the number of the next row behind it, such a row would look whole.
TEST(DamagedLabels, UnderHeadsFartherLeftAreNoValues) {
  const PrintedTable one = table({{"", "自然人", "商业企业", "总计", ""},
                                  {"（四）无法提供", "1.本机关不掌握相政府信息", "1", "2", "3"}},
                                 Geometry::Exact);
  EXPECT_EQ(values_of(read_rows({&one, 1}).back()), "1 2 3 ");
}

TEST(Subtotals, AreNotTheTotalOfAllResults) {
  for (const Layout layout : testing::kAllLayouts) {
    const ReportSpec spec{.seed = 5};
    const auto figures = make_figures(spec);
    const auto parsed = read(print_report(spec, figures, layout, {.extra_row = "小计"}));
    EXPECT_EQ(count_read(parsed, figures), figures.size()) << static_cast<int>(layout);
    ASSERT_EQ(parsed.unknown_rows.size(), 1u) << static_cast<int>(layout);
    EXPECT_EQ(parsed.unknown_rows[0].label, "小计");
  }
}

TEST(Subtotals, DoNotStandInForATotalThatIsLost) {
  const ReportSpec spec{.seed = 6};
  const Defects defects{
      .lost_rows = {"T3.R7", "T3.R4.1", "T3.R4.2", "T3.R4.3", "T3.R5.1", "T3.R5.2", "T3.R5.3",
                    "T3.R5.4", "T3.R5.5", "T3.R6.1", "T3.R6.2", "T3.R6.3"},
      .extra_row = "小计"};
  const auto parsed = read(print_report(spec, make_figures(spec), Layout::Html, defects));
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.R7.SUM"}).kind, CellKind::Gap);
}

TEST(RunsOfFigures, OfSevenAmongRowsOfEightAreNotTheForms) {
  std::string text = "三、收到和处理政府信息公开申请情况\n";
  for (const char* label : {"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量",
                            "（一）予以公开", "四、结转下年度继续办理"}) {
    text += std::string{label} + " 1 2 3 4 5 6 20 21\n";
  }
  text.replace(text.find("予以公开 1"), 14, "予以公开");
  const auto parsed = read(text);
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.R1.OT"}).kind, CellKind::Gap);
}

TEST(RunsOfFigures, AreCutAtTheBlankOfALostLabel) {
  const ReportSpec spec{.seed = 7};
  const auto figures = make_figures(spec);
  const auto parsed =
      read(print_report(spec, figures, Layout::BarBetween, {.lost_labels = {"T3.R3.5"}}));
  EXPECT_EQ(count_read(parsed, figures), figures.size());
}

// Table 3 with a subtotal of the organisations: the heads, then one row of these cells.
std::string with_subtotals(const std::string& cells) {
  return "<title>示例镇2024年政府信息公开工作年度报告</"
         "title><p>三、收到和处理政府信息公开申请情况</p>"
         "<table><tr><td colspan=3 rowspan=3>勾稽关系</td><td colspan=8>申请人情况</td></tr>"
         "<tr><td rowspan=2>自然人</td><td colspan=6>法人或其他组织</td><td "
         "rowspan=2>总计</td></tr>"
         "<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td>"
         "<td>其他</td><td>小计</td></tr><tr><td colspan=3>一、本年新收政府信息公开申请数量</td>" +
         cells + "</tr></table>";
}

TEST(SubtotalColumns, AreLeftOutByTheHeads) {
  const auto parsed = read(with_subtotals(
      "<td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>20</td><td>21</td>"));
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.NEW.OT"}).raw, "6");
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.NEW.SUM"}).raw, "21");
}

TEST(SubtotalColumns, DoNotFillUpForALostCell) {
  const auto short_row = read(
      with_subtotals("<td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>20</td><td>21</td>"));
  EXPECT_EQ(short_row.cells.at(CellKey{"T3.NEW.OT"}).kind, CellKind::Gap);
  const auto filled = read(with_subtotals(
      "<td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>20</td><td>21</td><td></td>"));
  EXPECT_EQ(filled.cells.at(CellKey{"T3.NEW.OT"}).kind, CellKind::Gap);
}

TEST(BlankTotals, BesideAFigureInDoubtTellNothingOfTheRow) {
  const auto parsed = read(
      "<title>示例镇2024年政府信息公开工作年度报告</title><p>三、收到和处理政府信息公开申请情况</p>"
      "<table><tr><td>一、本年新收政府信息公开申请数量</td><td>1</td><td>1</td><td>1</td><td>1</td>"
      "<td>1</td><td>1</td><td>6</td></tr><tr><td>（一）予以公开</td><td>1</td><td>2①</td><td>3</"
      "td><td>4</td><td>5</td>"
      "<td>15</td><td></td></tr></table>");
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.R1.NP"}).kind, CellKind::Gap);
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.R1.OT"}).kind, CellKind::Gap);
}

// Table 3 with four rows whose totals are `total`, and (二) of these cells.
ParsedDocument with_part_two(const std::string& cells, const std::string& total) {
  const auto row = [&](const char* label) {
    return std::string{"<tr><td>"} + label +
           "</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>" + total +
           "</td></tr>";
  };
  return read(
      "<title>示例镇2024年政府信息公开工作年度报告</title><p>三、收到和处理政府信息公开申请情况</"
      "p><table>" +
      row("一、本年新收政府信息公开申请数量") + row("二、上年结转政府信息公开申请数量") +
      row("（一）予以公开") + "<tr><td>（二）部分公开</td>" + cells + "</tr>" +
      row("四、结转下年度继续办理") + "</table>");
}

TEST(Remarks, InThePlaceOfATotalMeanThatACellIsLost) {
  const std::string moved =
      "<td>1</td><td>0</td><td>7</td><td>3</td><td>2</td><td>13</td><td>含上级转办</td>";
  EXPECT_EQ(with_part_two(moved, "21").cells.at(CellKey{"T3.R2.NP"}).kind, CellKind::Gap);
}

TEST(BlankTotals, AmongPrintedOnesMeanThatACellIsLost) {
  const CellKey part{"T3.R2.NP"};
  const std::string moved =
      "<td>9</td><td>8</td><td>7</td><td>9</td><td>9</td><td>40</td><td></td>";
  const std::string forgotten =
      "<td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td></td>";
  EXPECT_EQ(with_part_two(moved, "21").cells.at(part).kind, CellKind::Gap);
  EXPECT_EQ(with_part_two(forgotten, "21").cells.at(part).kind, CellKind::Number);
  EXPECT_EQ(with_part_two(moved, "").cells.at(part).kind, CellKind::Number) << "none has a total";
}

TEST(HeadsOfTableFour, CutByAPageEndAreNoFigures) {
  const auto heads = [](const char* a, const char* b, const char* c, const char* d) {
    std::string row = "<tr>";
    for (int group = 0; group < 3; ++group) {
      row += std::string{"<td>"} + a + "</td><td>" + b + "</td><td>" + c + "</td><td>" + d +
             "</td><td>总计</td>";
    }
    return row + "</tr>";
  };
  std::string figures = "<tr>";
  for (int i = 0; i < 15; ++i) figures += i % 5 == 4 ? "<td>4</td>" : "<td>1</td>";
  const auto parsed = read(
      "<title>示例镇2024年政府信息公开工作年度报告</"
      "title><p>四、政府信息公开行政复议、行政诉讼情况</p>"
      "<table><tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>" +
      heads("结果维", "结果纠", "其他结", "尚未审") + heads("持", "正", "果", "结") + figures +
      "</tr></table>");
  EXPECT_EQ(parsed.cells.at(CellKey{"T4.RV.KEEP"}).raw, "1");
}

// Narrow columns break their heads in two lines: 维持 and 审结 still say which column they end.
TEST(HeadsOfTableFour, BrokenInTwoLinesSayInWhichOrderTheyStand) {
  const auto total_of = [](const std::string& upper, const std::string& lower) {
    const std::string three = upper + " " + upper + " " + upper + "\n" + lower + " " + lower + " " +
                              lower + "\n4 1 1 1 1 1 1 0 0 0 1 0 0 0 1\n";
    const auto parsed = read(
        "示例局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
        "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n" +
        three + "五、存在的主要问题及改进情况\n无\n");
    return parsed.cells.at(CellKey{"T4.RV.KEEP"}).kind;
  };
  EXPECT_EQ(total_of("结果 结果 其他 尚未", "维持 纠正 结果 审结 总计"), CellKind::Number);
  EXPECT_EQ(total_of("结果 结果 其他 尚未", "总计 维持 纠正 结果 审结"), CellKind::Gap);
}

TEST(TextsThatEndInTheMiddle, LeaveTheirLastFigureInDoubt) {
  const std::string heads =
      "示例镇2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（五）项\n"
      "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n";
  const CellKey last{"T2.LICENSE.DECISIONS"};
  EXPECT_EQ(read(heads + "行政许可\t3\t0\t286\n").cells.at(last).raw, "286");
  EXPECT_EQ(read(heads + "行政许可\t3\t0\t28").cells.at(last).kind, CellKind::Gap);
}

TEST(HeadsAmongTheText, InAnotherOrderAreHeard) {
  EXPECT_TRUE(is_table3_in_another_order("自然人 商业企 法律服 社会公 科研机 总计", Form::F2021))
      << "cut by the end of their line";
  EXPECT_FALSE(is_table3_in_another_order("自然人 商业企 科研机 社会公 法律服 总计", Form::F2021));
  EXPECT_TRUE(is_table3_in_another_order(
      "自然人 商业企业 法人或其他组织社会公益组织 科研机构5,217 其他 总计", Form::F2021))
      << "in one cell with other words, and with a figure";
  EXPECT_FALSE(is_table3_in_another_order(
      "自然人 商业企业 科研机构5,217 法人或其他组织社会公益组织 其他 总计", Form::F2021));
  EXPECT_FALSE(is_table3_in_another_order("总计 自然人", Form::F2021)) << "may be a sentence";
  EXPECT_FALSE(is_table3_in_another_order("自然人 商业企业 法律 科研", Form::Unknown));
}

// 20（含上年结转2）: which of the two is meant, nobody can tell; but it is no part of the label.
TEST(MarkedFigures, MayHaveARemarkWithAFigure) {
  EXPECT_TRUE(is_marked_figure("20（含上年结转2）"));
  EXPECT_TRUE(is_marked_figure("20件(其中2件撤回)"));
  EXPECT_FALSE(is_marked_figure("2（部分公开）"));
  EXPECT_FALSE(is_marked_figure("2.部分公开（第2类）"));
}

TEST(RowsCutInTwo, AreNotBlank) {
  const std::string blanks = "<td></td><td></td><td></td><td></td><td></td><td></td><td></td>";
  const auto parsed = with_part_two(
      blanks +
          "</tr><tr><td>一情形,不计其他</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td>"
          "<td>0</td><td>1</td>",
      "21");
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.R2.NP"}).kind, CellKind::Gap);
  EXPECT_EQ(with_part_two(blanks, "21").cells.at(CellKey{"T3.R2.NP"}).kind, CellKind::Blank);
}

// Table 4 as a page prints it without rules, with these lines below its heads.
ParsedDocument with_case_lines(const std::string& lines) {
  const std::string heads = " 结果维持 结果纠正 其他结果 尚未审结 总计";
  return read(
      "示例镇2020年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
      "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n" +
      heads + heads + heads + "\n" + lines + "五、存在的主要问题及改进情况\n无。\n");
}

TEST(RowsOfTableFour, OfTwoYearsAreNotTakenForEachOther) {
  const std::string own = "1 0 0 0 1 2 0 0 0 2 3 0 0 0 3\n";
  const std::string other = "7 1 7 8 23 2 2 6 1 11 7 3 4 6 20\n";
  const CellKey upheld{"T4.RV.KEEP"};
  EXPECT_EQ(with_case_lines(own).cells.at(upheld).raw, "1");
  EXPECT_EQ(with_case_lines(own + own).cells.at(upheld).raw, "1") << "printed twice alike";
  EXPECT_EQ(with_case_lines(other + own).cells.at(upheld).kind, CellKind::Gap);
  EXPECT_EQ(with_case_lines("年 4 4 3 11 4 5 1 10 9 2 7 9 27\n年 " + other).cells.at(upheld).kind,
            CellKind::Gap)
      << "blank cells in one, and both labels torn off";
  EXPECT_EQ(with_case_lines("2019\n" + other + "年\n").cells.at(upheld).kind, CellKind::Gap)
      << "a label torn off its row";
}

TEST(RowsOfTableFour, OnTwoLinesAreOneWhereTheyAddUp) {
  const CellKey upheld{"T4.RV.KEEP"};
  EXPECT_EQ(with_case_lines("8 1 5 9 23 1 1 1 8 11\n5 1 4 9 19\n").cells.at(upheld).raw, "8");
  EXPECT_EQ(with_case_lines("8 1 5 9 2 1 1 1 8 1 5 1\n3 1 9\n").cells.at(upheld).kind,
            CellKind::Gap)
      << "the ends of figures";
}

TEST(RowsOfTableFour, KeepTheirPlacesBehindAMarkedFigure) {
  const auto cells = with_case_lines("70① 9 4 1 84 9 2 9 2 22 5 0 1 7 13\n").cells;
  EXPECT_EQ(cells.at(CellKey{"T4.RV.KEEP"}).kind, CellKind::Gap);
  EXPECT_EQ(cells.at(CellKey{"T4.RV.FIX"}).raw, "9");
}

}  // namespace
}  // namespace gkwatch::parser
