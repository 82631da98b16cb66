// Heads and labels as offices write them anew: in other places, in other words, with dashes below.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/parser/made_tables.h"
#include "tests/support/report_generator.h"

namespace gkwatch::parser {
namespace {

using testing::Layout;
using testing::ReportSpec;

// Heads in several lines whose cells reach down: only their columns tell the order.
TEST(HeadsOfSeveralLines, AreTakenByTheirColumns) {
  const std::string organisations =
      "<td>商业企业</td><td>科研机构</td><td>社会公益组织</td>"
      "<td>法律服务机构</td><td>其他</td>";
  const auto new_requests = [&](const std::string& top, const std::string& second,
                                const std::string& figures) {
    const auto parsed = read(
        "<h1>示例局2023年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况"
        "</p><table><tr><td colspan=3 rowspan=3>勾稽关系</td>" +
        top + "</tr><tr>" + second + "</tr><tr>" + organisations +
        "</tr><tr><td colspan=3>一、本年新收政府信息公开申请数量</td>" + figures +
        "</tr><tr><td colspan=3>二、上年结转政府信息公开申请数量</td>" + figures + "</tr></table>");
    std::string values;
    for (const char* column : {"NP", "CO", "RI", "SO", "LS", "OT", "SUM"}) {
      values += parsed.cells.at(CellKey{"T3.NEW." + std::string{column}}).raw + " ";
    }
    return values;
  };
  const auto cells = [](std::initializer_list<int> figures) {
    std::string html;
    for (const int figure : figures) html += "<td>" + std::to_string(figure) + "</td>";
    return html;
  };
  const std::string persons = "<td rowspan=2>自然人</td>";
  const std::string total = "<td rowspan=2>总计</td>";
  const std::string five = "<td colspan=5>法人或其他组织</td>";
  const std::string wanted = "20 5 4 3 2 1 35 ";
  EXPECT_EQ(new_requests("<td colspan=7>申请人情况</td>", persons + five + total,
                         cells({20, 5, 4, 3, 2, 1, 35})),
            wanted);
  EXPECT_EQ(new_requests("<td rowspan=3>总计</td><td colspan=6>申请人情况</td>", persons + five,
                         cells({35, 20, 5, 4, 3, 2, 1})),
            wanted);
  EXPECT_EQ(new_requests("<td colspan=6>申请人情况</td><td rowspan=3>自然人</td>",
                         five + "<td rowspan=2>总计</td>", cells({5, 4, 3, 2, 1, 35, 20})),
            wanted);
}

// Sheets have columns of their own below those of the table: each of these spans two.
TEST(HeadsOfSeveralLines, AreTakenByTheirColumnsWhereEachSpansSeveral) {
  const auto doubled = [](std::initializer_list<const char*> texts) {
    std::string html;
    for (const char* text : texts) html += "<td colspan=2>" + std::string{text} + "</td>";
    return html;
  };
  const std::string figures = doubled({"35", "20", "5", "4", "3", "2", "1"});
  const auto parsed = read(
      "<h1>示例局2023年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</"
      "p><table>"
      "<tr><td colspan=3 rowspan=3>勾稽关系</td><td colspan=2 rowspan=3>总计</td>"
      "<td colspan=12>申请人情况</td></tr><tr><td colspan=2 rowspan=2>自然人</td>"
      "<td colspan=10>法人或其他组织</td></tr><tr>" +
      doubled({"商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"}) +
      "</tr><tr><td colspan=3>一、本年新收政府信息公开申请数量</td>" + figures +
      "</tr><tr><td colspan=3>二、上年结转政府信息公开申请数量</td>" + figures + "</tr></table>");
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.NEW.SUM"}).raw, "35");
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.NEW.NP"}).raw, "20");
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.CIN.OT"}).raw, "1");
}

// 外国人 between the form's columns: the total counts them, and is not the form's.
TEST(HeadsOfAnAgencysOwn, LeaveTheTotalInDoubt) {
  const auto total_with = [](const std::string& own) {
    const std::string figures =
        "<td>20</td><td>" + own +
        "</td><td>5</td><td>0</td><td>0</td><td>0</td><td>0</td><td>26</td>";
    return read(
               "<h1>示例局2023年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况"
               "</p><table><tr><td rowspan=3>勾稽关系</td><td colspan=8>申请人情况</td></tr><tr>"
               "<td rowspan=2>自然人</td><td rowspan=2>外国人</td><td colspan=5>法人或其他组织</td>"
               "<td rowspan=2>总计</td></tr><tr><td>商业企业</td><td>科研机构</td><td>社会公益组织"
               "</td><td>法律服务机构</td><td>其他</td></tr><tr>"
               "<td>一、本年新收政府信息公开申请数量</td>" +
               figures + "</tr><tr><td>二、上年结转政府信息公开申请数量</td>" + figures +
               "</tr></table>")
        .cells;
  };
  EXPECT_EQ(total_with("1").at(CellKey{"T3.NEW.SUM"}).kind, CellKind::Gap);
  EXPECT_EQ(total_with("1").at(CellKey{"T3.NEW.CO"}).raw, "5");
  EXPECT_EQ(total_with("0").at(CellKey{"T3.NEW.SUM"}).raw, "26");
}

// The first block of table 2 of 2019 in a report of 2023: what was opened was not repealed.
TEST(HeadsOfTheOtherForm, MakeNoFigureOfThisOne) {
  const ReportSpec spec{.seed = 14};
  const auto figures = make_figures(spec);
  std::string text = print_report(spec, figures, Layout::Html);
  const std::pair<std::string, std::string> heads[] = {{"本年制发件数", "本年新制作数量"},
                                                       {"本年废止件数", "本年新公开数量"},
                                                       {"现行有效件数", "对外公开总数量"}};
  for (const auto& [own, other] : heads) {
    ASSERT_NE(text.find(own), std::string::npos);
    text.replace(text.find(own), own.size(), other);
  }
  const auto parsed = read(text);
  EXPECT_EQ(parsed.form, Form::F2021);
  EXPECT_EQ(parsed.cells.at(CellKey{"T2.NORM.REPEALED"}).kind, CellKind::Gap);
  EXPECT_EQ(parsed.cells.at(CellKey{"T2.NORM.VALID"}).kind, CellKind::Gap);
}

// A head in other words, and a cell below it.
struct OtherHead {
  const char *own, *other, *cell;
};

// The report with one head in other words.
ParsedDocument read_headed(const std::string& own, const std::string& other, Layout layout) {
  const ReportSpec spec{.seed = 14};
  std::string text = print_report(spec, make_figures(spec), layout);
  const std::size_t at = text.find(own);
  EXPECT_NE(at, std::string::npos) << own;
  return read(text.replace(at, own.size(), other));
}

// 总计 with a mark, the rest of a label: the heads above it hold for the rows below it.
TEST(HeadsInAnotherOrder, HoldBelowAPieceOfALabel) {
  const auto parsed = read(
      "示例局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
      "自然人 科研机构 商业企业 社会公益组织 法律服务机构 其他 总计\n"
      "一、本年新收政府信息公开申请数量 3 96 71 15 18 23 226\n（七）\n总计 ①\n"
      "四、结转下年度继续办理 3 96 71 15 18 23 226\n");
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.NEW.CO"}).kind, CellKind::Gap);
  EXPECT_EQ(parsed.cells.at(CellKey{"T3.COUT.CO"}).kind, CellKind::Gap);
}

// A head of another meaning: what stands below it is no figure of the form.
TEST(HeadsOfAnotherMeaning, LeaveTheirFiguresInDoubt) {
  const OtherHead cases[] = {{"本年废止件数", "本年修订件数", "T2.NORM.REPEALED"},
                             {"本年制发件数", "上年制发件数", "T2.NORM.MADE"},
                             {"本年制发件数", "本年公开件数", "T2.RULE.MADE"},
                             {"现行有效件数", "累计制发件数", "T2.RULE.VALID"},
                             {"本年处理决定数量", "本年受理数量", "T2.LICENSE.DECISIONS"},
                             {"本年处理决定数量", "上年处理决定数量", "T2.LICENSE.DECISIONS"},
                             {"本年处理决定数量", "2023年处理决定数量", "T2.LICENSE.DECISIONS"},
                             {"本年处理决定数量", "不予许可决定数量", "T2.LICENSE.DECISIONS"},
                             {"本年废止件数", "本年未废止件数", "T2.NORM.REPEALED"},
                             {"本年收费金额（单位：万元）", "收费项目数量", "T2.FEE.AMOUNT"},
                             {"科研机构", "事业单位", "T3.NEW.RI"},
                             {"商业企业", "国有企业", "T3.R1.CO"},
                             {"尚未审结", "撤回终止", "T4.RV.PEND"},
                             {"结果维持", "驳回申请", "T4.RV.KEEP"},
                             {"未经复议直接起诉", "一审", "T4.LD.TOT"},
                             {"复议后起诉", "二审", "T4.LA.FIX"}};
  for (const Layout layout : testing::kAllLayouts) {
    for (const auto& [own, other, cell] : cases) {
      const auto parsed = read_headed(own, other, layout);
      EXPECT_EQ(parsed.cells.at(CellKey{cell}).kind, CellKind::Gap)
          << other << " in layout " << static_cast<int>(layout);
      EXPECT_EQ(parsed.cells.at(CellKey{"T3.R7.SUM"}).kind, CellKind::Number) << other;
    }
  }
}

// The same in other words, cut short, written wrongly, or lost.
TEST(HeadsOfTheSameMeaning, LeaveNoDoubt) {
  const OtherHead cases[] = {{"本年废止件数", "废止数", "T2.NORM.REPEALED"},
                             {"本年制发件数", "本年制发件数（件）", "T2.NORM.MADE"},
                             {"本年处理决定数量", "2024年处理决定数量", "T2.LICENSE.DECISIONS"},
                             {"本年收费金额（单位：万元）", "本年收费金额", "T2.FEE.AMOUNT"},
                             {"科研机构", "科研机购", "T3.NEW.RI"},
                             {"商业企业", "企业", "T3.R1.CO"},
                             {"社会公益组织", "社会公益组织（含协会）", "T3.R1.SO"},
                             {"本年处理决定数量", "行政许可决定数量", "T2.LICENSE.DECISIONS"},
                             {"本年废止件数", "本年废止、失效件数", "T2.NORM.REPEALED"},
                             {"尚未审结", "未审结", "T4.RV.PEND"},
                             {"未经复议直接起诉", "直接起诉", "T4.LD.TOT"}};
  for (const Layout layout : testing::kAllLayouts) {
    for (const auto& [own, other, cell] : cases) {
      const Cell read = read_headed(own, other, layout).cells.at(CellKey{cell});
      EXPECT_EQ(read.kind, CellKind::Number)
          << other << " in layout " << static_cast<int>(layout) << ": " << read.why;
    }
  }
  const auto lost = read_headed("科研机构", "", Layout::Html);
  EXPECT_EQ(lost.cells.at(CellKey{"T3.NEW.RI"}).kind, CellKind::Number);
}

// A dash below a head is a value, and not the rest of the head.
TEST(RowsOfDashes, BelowHeadsAreRows) {
  const ReportSpec spec{.seed = 13};
  std::string text = print_report(spec, make_figures(spec), Layout::Html);
  const auto dashes_behind = [&](const std::string& label) {
    std::size_t at = text.find(">" + label + "<");
    ASSERT_NE(at, std::string::npos) << label;
    const std::size_t end = text.find("</tr>", at);
    for (at = text.find("<td", at); at < end; at = text.find("<td", at + 1)) {
      const std::size_t value = text.find('>', at) + 1;
      text.replace(value, text.find('<', value) - value, "/");
    }
  };
  dashes_behind("规章");
  dashes_behind("行政处罚");
  const auto parsed = read(text);
  for (const char* key :
       {"T2.RULE.MADE", "T2.RULE.REPEALED", "T2.RULE.VALID", "T2.PENALTY.DECISIONS"}) {
    EXPECT_EQ(parsed.cells.at(CellKey{key}).kind, CellKind::Dash) << key;
  }
}

// The form's labels as offices write them anew.
TEST(Labels, InOtherWordsNameTheirRows) {
  const ReportSpec spec{.seed = 11};
  const auto figures = make_figures(spec);
  const std::string printed = print_report(spec, figures, Layout::Html);
  const std::pair<const char*, const char*> variants[] = {
      {"3.其他<", "3.其他（申请人撤回）<"},
      {"四、结转下年度继续办理", "四、结转2025年度继续办理"},
      {"四、结转下年度继续办理", "四、结转2025年继续办理"},
      {"1.属于国家秘密", "1.属于国家秘密（含工作秘密）"},
      {"（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开（区分处理）"},
      {"二、上年结转政府信息公开申请数量", "二、上年度结转申请数量"},
      {"一、本年新收政府信息公开申请数量", "一、本年度新收申请数量"},
      {"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正"},
      {"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "2.逾期未缴费"},
      {"3.其他<", "（六）其他处理3.其他<"},
      {"1.属于国家秘密", "（三）不予公开1.属于国家秘密"}};
  for (const auto& [official, variant] : variants) {
    std::string text = printed;
    const std::size_t at = text.find(official);
    ASSERT_NE(at, std::string::npos) << official;
    text.replace(at, std::string_view{official}.size(), variant);
    const auto parsed = read(text);
    EXPECT_EQ(count_read(parsed, figures), figures.size()) << variant;
    EXPECT_TRUE(parsed.unknown_rows.empty()) << variant;
  }
}

// 主动公开 is something else than 予以公开, and 9. no item of the form.
TEST(Labels, OfOtherThingsNameNoRow) {
  const ReportSpec spec{.seed = 12};
  const auto figures = make_figures(spec);
  std::string text = print_report(spec, figures, Layout::Html);
  const std::string official = "（一）予以公开";
  text.replace(text.find(official), official.size(), "（一）主动公开");
  EXPECT_EQ(read(text).cells.at(CellKey{"T3.R1.NP"}).kind, CellKind::Gap);
}

}  // namespace
}  // namespace gkwatch::parser
