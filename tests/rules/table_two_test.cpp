#include <gtest/gtest.h>

#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

using Change = void (*)(ReportBuilder&);
struct Row {
  const char* rule;
  Form form;
  Change change;
  const char* told;
};
class TableTwo : public testing::TestWithParam<Row> {};

TEST_P(TableTwo, IsJudged) {
  ReportBuilder builder{GetParam().form, GetParam().form == Form::F2019 ? 2020 : 2022};
  GetParam().change(builder);
  EXPECT_EQ(Findings{builder}.told(GetParam().rule), GetParam().told);
}

constexpr Form kOld = Form::F2019;
constexpr Form kNew = Form::F2021;

INSTANTIATE_TEST_SUITE_P(
    Rules, TableTwo,
    testing::Values(
        Row{"R-T2-NONNEG", kOld, [](auto& b) { b.set("T2.NORM.MADE", "-1"); },
            "error T2.NORM.MADE"},
        Row{"R-T2-NONNEG", kOld,
            [](auto& b) { b.set("T2.LICENSE.DELTA", "-10").gap("T2.NORM.MADE"); },
            "unverifiable T2"},
        Row{"R-T2-NONNEG", kOld, [](auto& b) { b.set("T2.LICENSE.DELTA", "-10"); }, ""},
        Row{"R-T2-VALID-LB", kNew,
            [](auto& b) {
              b.set("T2.NORM.MADE", "61").set("T2.NORM.REPEALED", "59").set("T2.NORM.VALID", "422");
            },
            ""},
        Row{"R-T2-VALID-LB", kNew,
            [](auto& b) { b.set("T2.NORM.MADE", "5").set("T2.NORM.VALID", "4"); },
            "warning T2.NORM"},
        Row{"R-T2-VALID-LB", kNew, [](auto& b) { b.gap("T2.NORM.VALID"); }, "unverifiable T2.NORM"},
        Row{"R-T2-VALID-LB", kNew,
            [](auto& b) { b.set("T2.NORM.MADE", "5").blank("T2.NORM.VALID"); }, ""},
        Row{"R-T2-RULEMAKER", kOld, [](auto& b) { b.set("T2.RULE.STOCK", "6"); },
            "warning T2.RULE"},
        Row{"R-T2-RULEMAKER", kOld, [](auto& b) { b.gap("T2.RULE.STOCK"); },
            "unverifiable T2.RULE"},
        Row{"R-T2-RULEMAKER", kOld,
            [](auto& b) {
              b.set("T2.RULE.STOCK", "524").parsed().agency_name = "上海市人民政府办公厅";
            },
            ""},
        Row{"R-T2-19-OPENLE", kOld,
            [](auto& b) { b.set("T2.NORM.OPENED", "13").set("T2.NORM.STOCK", "524"); }, ""},
        Row{"R-T2-19-OPENLE", kOld,
            [](auto& b) { b.set("T2.NORM.OPENED", "13").set("T2.NORM.STOCK", "12"); },
            "warning T2.NORM"},
        Row{"R-T2-19-OPENLE", kOld, [](auto& b) { b.gap("T2.RULE.STOCK"); },
            "unverifiable T2.RULE"},
        Row{"R-T2-19-STOCK", kOld,
            [](auto& b) { b.set("T2.PENALTY.PREV", "10").set("T2.PENALTY.DELTA", "-10"); }, ""},
        Row{"R-T2-19-STOCK", kOld,
            [](auto& b) { b.set("T2.PENALTY.PREV", "10").set("T2.PENALTY.DELTA", "-11"); },
            "error T2.PENALTY"},
        Row{"R-T2-19-STOCK", kOld,
            [](auto& b) { b.blank("T2.PENALTY.PREV").set("T2.PENALTY.DELTA", "-11"); }, ""},
        Row{"R-T2-19-STOCK", kOld,
            [](auto& b) { b.gap("T2.PENALTY.PREV").set("T2.PENALTY.DELTA", "-11"); },
            "unverifiable T2.PENALTY"},
        Row{"R-T2-19-MISFILL", kOld, [](auto& b) { b.set("T2.LICENSE.DELTA", "+54"); },
            "info T2.LICENSE"},  // 洛浦街道 2020
        Row{"R-T2-19-MISFILL", kOld,
            [](auto& b) {
              b.set("T2.LICENSE.PREV", "21")
                  .set("T2.LICENSE.DELTA", "19")
                  .set("T2.LICENSE.DECISIONS", "40");
            },
            "info T2.LICENSE"},  // 南源街
        Row{"R-T2-19-MISFILL", kOld,
            [](auto& b) {
              b.set("T2.LICENSE.PREV", "1")
                  .set("T2.LICENSE.DELTA", "2")
                  .set("T2.LICENSE.DECISIONS", "3");
            },
            ""},
        Row{"R-T2-19-MISFILL", kOld, [](auto& b) { b.gap("T2.LICENSE.DECISIONS"); },
            "unverifiable T2.LICENSE"},
        Row{"R-T2-FEE-UNIT", kNew,
            [](auto& b) {
              b.put("T2.FEE.AMOUNT", {CellKind::Number, Decimal{400, 0}, "400", "", "元"});
            },
            "warning T2.FEE"},
        Row{"R-T2-FEE-UNIT", kNew, [](auto& b) { b.set("T2.FEE.AMOUNT", "190.457379"); }, ""},
        Row{"R-T2-FEE-UNIT", kNew,
            [](auto& b) {
              b.set("T2.FEE.AMOUNT", "0");
              b.parsed().cells[CellKey{"T2.FEE.AMOUNT"}].unit = "元";
            },
            ""},
        Row{"R-T2-FEE-UNIT", kNew, [](auto& b) { b.gap("T2.FEE.AMOUNT"); }, "unverifiable T2.FEE"},
        Row{"R-T2-19-PROC-UNIT", kOld,
            [](auto& b) {
              b.put("T2.PROCURE.AMOUNT",
                    {CellKind::Number, *Decimal::parse("346490.00"), "346490.00元", "", "元"});
            },
            "info T2.PROCURE"},  // 狮岭镇 2020
        Row{"R-T2-19-PROC-UNIT", kOld, [](auto& b) { b.set("T2.PROCURE.AMOUNT", "12.5"); },
            "info T2.PROCURE"},
        Row{"R-T2-19-PROC-UNIT", kOld,
            [](auto& b) {
              b.put("T2.PROCURE.AMOUNT",
                    {CellKind::Number, Decimal{240, 0}, "240万元", "", "万元"});
            },
            ""},
        Row{"R-T2-19-PROC-UNIT", kOld, [](auto& b) { b.set("T2.PROCURE.AMOUNT", "0"); }, ""},
        Row{"R-T2-19-PROC-UNIT", kOld, [](auto& b) { b.gap("T2.PROCURE.AMOUNT"); },
            "unverifiable T2.PROCURE"},
        Row{"R-X-T4-VS-T3", kOld, [](auto& b) { b.set("T4.RV.KEEP", "14").set("T4.RV.TOT", "15"); },
            ""},
        Row{"R-X-T4-VS-T3", kOld,
            [](auto& b) {
              b.set("T4.RV.KEEP", "14")
                  .set("T4.RV.TOT", "15")
                  .set("T4.LD.PEND", "1")
                  .set("T4.LD.TOT", "1");
            },
            "info T4"},
        Row{"R-X-T4-VS-T3", kOld, [](auto& b) { b.gap("T4.RV.TOT"); }, "unverifiable T4"},
        Row{"R-X-UNPAID", kNew, [](auto& b) { b.set("T3.R6.2.SUM", "2"); }, "info T3.R6.2"},
        Row{"R-X-UNPAID", kNew,
            [](auto& b) { b.set("T3.R6.2.SUM", "2").section(6, "收取信息处理费400元。"); }, ""},
        Row{"R-X-UNPAID", kNew, [](auto& b) { b.gap("T3.R6.2.SUM"); }, "unverifiable T3.R6.2"},
        Row{"R-X-FEE-SEC6", kNew, [](auto& b) { b.section(6, "收取信息处理费2400元。"); },
            "warning T2.FEE"},
        Row{"R-X-FEE-SEC6", kNew, [](auto& b) { b.section(6, "收取信息处理费 400 元。"); },
            "info T2.FEE"},  // rounds to 0 in 万元
        Row{"R-X-FEE-SEC6", kNew,
            [](auto& b) {
              b.set("T2.FEE.AMOUNT", "0.04").section(6, "实际收取信息处理费共计400元");
            },
            ""},
        Row{"R-X-FEE-SEC6", kNew,
            [](auto& b) { b.gap("T2.FEE.AMOUNT").section(6, "收取信息处理费400元。"); },
            "unverifiable T2.FEE"},
        Row{"R-X-FEE-SEC6", kNew, [](auto& b) { b.section(6, "未收取信息处理费。"); }, ""},
        Row{"R-X-FEE-TARIFF", kNew, [](auto& b) { b.section(6, "收取信息处理费385元。"); },
            "info section 6"},
        Row{"R-X-FEE-TARIFF", kNew, [](auto& b) { b.section(6, "收取信息处理费380元。"); }, ""},
        Row{"R-T3-SUBTOTAL", kOld,
            [](auto& b) {
              b.parsed().unknown_rows = {
                  {"T3", "不予公开小计", {"1", "0", "0", "0", "0", "0", "1"}}};
            },
            ""},
        Row{"R-T3-SUBTOTAL", kOld,
            [](auto& b) {
              b.parsed().unknown_rows = {
                  {"T3", "不予公开小计", {"2", "0", "0", "0", "0", "0", "2"}}};
            },
            "warning T3.R3"},
        Row{"R-T3-SUBTOTAL", kOld,
            [](auto& b) {
              b.gap("T3.R3.1.NP").gap("T3.R3.1.SUM").parsed().unknown_rows = {
                  {"T3", "不予公开小计", {"2", "0", "0", "0", "0", "0", "2"}}};
            },
            "unverifiable T3.R3"}),
    [](const auto& one) { return "Case" + std::to_string(one.index); });

TEST(RuleBook, TellsOneFindingForEachKeyAndPrefersWhatFailed) {
  ReportBuilder builder;
  builder.gap("T3.R3.1.RI").parsed().unknown_rows = {
      {"T3", "不予公开小计", {"9", "0", "0", "0", "0", "0", "9"}}};
  EXPECT_EQ(Findings{builder}.told("R-T3-SUBTOTAL"), "warning T3.R3");
}

TEST(CaseTable, WithTotalsFirstInEveryGroupIsAmbiguousAndNotWrong) {
  ReportBuilder builder;
  for (const char* group : {"RV", "LD", "LA"}) {
    const std::string row = std::string{"T4."} + group;
    builder.set(row + ".KEEP", "3").set(row + ".FIX", "1").set(row + ".OTH", "2");
    builder.set(row + ".PEND", "0").set(row + ".TOT", "0");
  }
  EXPECT_EQ(Findings{builder}.told("R-T4-ORDER"), "info T4");
  EXPECT_EQ(Findings{builder}.told("R-T4-SUM"), "unverifiable T4");
  ReportBuilder one;
  one.set("T4.RV.KEEP", "3").set("T4.RV.FIX", "1").set("T4.RV.OTH", "2").set("T4.RV.TOT", "0");
  EXPECT_EQ(Findings{one}.told("R-T4-SUM"), "error T4.RV") << "one group proves no order";
  EXPECT_EQ(Findings{one}.told("R-T4-ORDER"), "");
  one.set("T4.LA.PEND", "0").set("T4.LA.TOT", "0");
  EXPECT_EQ(Findings{one}.told("R-T4-ORDER"), "") << "nor beside groups of zeros";
  EXPECT_EQ(Findings{ReportBuilder{}}.told("R-T4-ORDER"), "");
}

}  // namespace
}  // namespace gkwatch::rules
