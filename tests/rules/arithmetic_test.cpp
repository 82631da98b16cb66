#include <gtest/gtest.h>

#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

using Names = std::vector<std::string>;

TEST(Arithmetic, SaysNothingAboutAReportThatAddsUp) {
  for (const Form form : {Form::F2019, Form::F2021}) {
    const Findings findings{ReportBuilder{form, form == Form::F2019 ? 2020 : 2022}};
    EXPECT_EQ(findings.rules_at(Severity::Error), Names{});
    EXPECT_EQ(findings.rules_at(Severity::Warning), Names{});
  }
}

// 狮岭镇 2020: the total of results is 2 with one request received and one answered; the row
// itself adds up, so the mistake was made once and copied.
ReportBuilder shiling_2020() {
  ReportBuilder builder;
  builder.every("T3", CellKind::Blank);
  for (const FormRow& row : form_rows(Form::F2019)) {
    if (row.table == "T3") builder.row(row.key, {0, 0, 0, 0, 0, 0, 0});
  }
  builder.row("NEW", {1, 0, 0, 0, 0, 0, 1}).row("R1", {1, 0, 0, 0, 0, 0, 1});
  builder.row("R7", {2, 0, 0, 0, 0, 0, 2});
  return builder;
}

TEST(Arithmetic, TellsOneCauseOnceAndSaysWhichCellShouldBeWhat) {
  const Findings findings{shiling_2020()};
  EXPECT_EQ(findings.told("R-T3-BALANCE"), "error T3.NP");
  EXPECT_EQ(findings.told("R-T3-RESULTSUM"), "");
  EXPECT_EQ(findings.told("R-T3-ROWSUM"), "");
  const Finding finding = findings.of("R-T3-BALANCE").at(0);
  EXPECT_EQ(finding.candidates, std::vector<CellKey>{CellKey{"T3.R7.NP"}});
  EXPECT_EQ(finding.cells.at(0), (CellQuote{CellKey{"T3.R7.NP"}, "2"}));
  EXPECT_EQ(finding.expected, "1");
  EXPECT_EQ(finding.actual, "2");
  EXPECT_EQ(finding.delta, Decimal::parse("1"));
  EXPECT_EQ(finding.message.zh,
            "表三“（七）总计”自然人一栏填 2，但各项办理结果相加为 1，且本年新收 1 + 上年结转 0 = "
            "办理总计 + 结转下年 0，应为 1。“总计”一栏同样相差 1，系同一处差错。");
}

TEST(Arithmetic, KeepsItsKeyWhenTheNumbersChange) {
  ReportBuilder other = shiling_2020();
  other.row("R7", {5, 0, 0, 0, 0, 0, 5});
  EXPECT_EQ(Findings{shiling_2020()}.of("R-T3-BALANCE").at(0).key,
            Findings{other}.of("R-T3-BALANCE").at(0).key);
}

TEST(Arithmetic, NamesTheInflowAndTheRestWhereOnlyTheNoteIsBroken) {
  ReportBuilder builder;
  builder.row("NEW", {13, 3, 0, 0, 1, 0, 17});
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-T3-BALANCE"), "error T3.NP");
  const Finding finding = findings.of("R-T3-BALANCE").at(0);
  EXPECT_TRUE(has_candidate(finding, "T3.NEW.NP"));
  EXPECT_TRUE(has_candidate(finding, "T3.CIN.NP"));
  EXPECT_FALSE(has_candidate(finding, "T3.R7.NP")) << "it agrees with the results";
}

TEST(Arithmetic, NamesAResultWhereTheNoteHoldsAndTheResultsDoNotAddUp) {
  ReportBuilder builder;
  builder.row("R4.1", {3, 1, 0, 0, 0, 0, 4});
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-T3-RESULTSUM"), "error T3.NP");
  EXPECT_FALSE(has_candidate(findings.of("R-T3-RESULTSUM").at(0), "T3.R7.NP"));
}

TEST(Arithmetic, TellsTheTotalColumnApartWhereTwoColumnsFail) {
  ReportBuilder builder;
  builder.row("NEW", {13, 5, 0, 0, 1, 0, 19});
  EXPECT_EQ(Findings{builder}.told("R-T3-BALANCE"), "error T3.CO; error T3.NP; error T3.SUM");
}

TEST(Arithmetic, FindsTheRowThatDoesNotAddUp) {
  ReportBuilder builder;
  builder.set("T3.R5.2.SUM", "1");
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-T3-ROWSUM"), "error T3.R5.2");
  EXPECT_EQ(findings.of("R-T3-ROWSUM").at(0).candidates,
            std::vector<CellKey>{CellKey{"T3.R5.2.SUM"}});
  EXPECT_EQ(findings.told("R-T3-RESULTSUM"), "error T3.SUM");
}

TEST(Arithmetic, FindsTheGroupOfCasesThatDoesNotAddUp) {
  ReportBuilder builder;
  builder.set("T4.RV.TOT", "4");
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-T4-SUM"), "error T4.RV");
  EXPECT_EQ(findings.of("R-T4-SUM").at(0).candidates.size(), 5u);
}

TEST(Arithmetic, IsUnverifiableWhereACellWasLost) {
  ReportBuilder builder;
  builder.gap("T3.CIN.NP").set("T3.R7.NP", "99").gap("T4.RV.TOT");
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-T3-BALANCE"), "unverifiable T3");
  EXPECT_EQ(findings.told("R-T4-SUM"), "unverifiable T4");
  EXPECT_EQ(findings.of("R-T3-BALANCE").at(0).cells.at(0).cell.text, "T3.CIN.NP");
  EXPECT_EQ(findings.of("R-T3-BALANCE").at(0).severity, Severity::Info);
}

TEST(Arithmetic, StillJudgesTheColumnsThatWereRead) {
  ReportBuilder builder;
  builder.gap("T3.CIN.NP").row("R7", {12, 9, 0, 0, 1, 0, 22});
  EXPECT_EQ(Findings{builder}.told("R-T3-BALANCE"), "unverifiable T3; error T3.CO");
}

TEST(Arithmetic, AccusesNobodyOnTheStrengthOfABlank) {
  ReportBuilder builder;
  builder.blank("T3.R5.1.NP");
  const Findings findings{builder};
  EXPECT_EQ(findings.rules_at(Severity::Error), Names{});
  EXPECT_EQ(findings.told("R-T3-RESULTSUM"), "warning T3.NP");
  EXPECT_EQ(findings.told("R-T3-ROWSUM"), "warning T3.R5.1");
}

TEST(Arithmetic, IsContentWithZerosLeftBlank) {
  ReportBuilder builder;
  builder.every("T3.R3.1", CellKind::Blank).blank("T3.R1.RI").dash("T3.CIN.LS");
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-T3-RESULTSUM") + findings.told("R-T3-ROWSUM"), "");
  EXPECT_EQ(findings.told("R-T3-BALANCE"), "");
}

// 上海市政府办公厅 2019 leaves the totals of its result rows blank, and the sums still work.
TEST(Arithmetic, CountsABlankTotalAsTheSumOfItsParts) {
  ReportBuilder builder;
  for (const char* row : {"R1", "R2", "R3.4", "R4.1", "R5.1"}) {
    builder.blank("T3." + std::string{row} + ".SUM");
  }
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-T3-ROWSUM") + findings.told("R-T3-RESULTSUM"), "");
  EXPECT_EQ(findings.told("R-T3-BLANK-TOTAL"), "warning T3");
  EXPECT_EQ(findings.of("R-T3-BLANK-TOTAL").at(0).cells.size(), 5u);
}

TEST(Arithmetic, TellsADashedTotalBesideParts) {
  ReportBuilder builder;
  builder.dash("T3.R1.SUM");
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-T3-DASH-NONZERO"), "warning T3");
  EXPECT_EQ(findings.told("R-T3-BLANK-TOTAL"), "");
}

// Zeros that were left blank or dashed: a row throughout, a total of parts that are zero.
TEST(Arithmetic, IsContentWithBlankOrDashedTotalsOfNothing) {
  for (const auto& [rule, kind] : {std::pair{"R-T3-BLANK-TOTAL", CellKind::Blank},
                                   std::pair{"R-T3-DASH-NONZERO", CellKind::Dash}}) {
    ReportBuilder builder;
    builder.every("T3.R3.1", kind).every("T3.R6", kind).put("T3.R4.2.SUM", {kind});
    builder.put("T3.R7.RI", {kind});
    EXPECT_EQ(Findings{builder}.told(rule), "") << rule;
    builder.put("T3.R1.SUM", {kind});
    const Findings findings{builder};
    EXPECT_EQ(findings.told(rule), "warning T3") << rule;
    EXPECT_EQ(findings.of(rule).at(0).cells.size(), 1u) << rule;
  }
}

TEST(Arithmetic, DoesNotBlameTableThreeForATotalOfTableFour) {
  for (const auto& [rule, kind] : {std::pair{"R-T3-BLANK-TOTAL", CellKind::Blank},
                                   std::pair{"R-T3-DASH-NONZERO", CellKind::Dash}}) {
    ReportBuilder builder;
    builder.put("T4.RV.TOT", {kind});
    const Findings findings{builder};
    EXPECT_EQ(findings.told(rule), "") << rule;
    EXPECT_EQ(findings.told("R-T4-BLANK"), "info T4") << "which tells of it";
  }
}

// A total that was lost is not one that was left blank.
TEST(Arithmetic, DoesNotCallALostTotalBlankOrDashed) {
  ReportBuilder builder;
  builder.every("T3.R1", CellKind::Gap).gap("T3.R2.SUM").gap("T3.R7.SUM");
  const Findings findings{builder};
  for (const char* rule : {"R-T3-BLANK-TOTAL", "R-T3-DASH-NONZERO"}) {
    for (const Finding& finding : findings.of(rule)) {
      EXPECT_EQ(finding.outcome, Outcome::Unverifiable) << rule;
    }
  }
  EXPECT_EQ(findings.told("R-T3-ROWSUM"), "unverifiable T3");
}

TEST(Arithmetic, CallsARowThatStandsOneCellOffAmbiguousAndNotWrong) {
  ReportBuilder builder;
  builder.row("R1", {0, 6, 1, 0, 0, 0, 0}).blank("T3.R1.NP");
  const Findings findings{builder};
  EXPECT_EQ(findings.rules_at(Severity::Error), Names{});
  EXPECT_EQ(findings.told("R-FMT-LABEL"), "info T3.R1");
  EXPECT_EQ(findings.told("R-T3-RESULTSUM"), "unverifiable T3");
}

TEST(Arithmetic, TakesTwoSlipsOfOneSizeForTwo) {
  ReportBuilder builder;
  builder.set("T3.R3.8.CO", "9").set("T3.R3.5.SUM", "9");
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-T3-RESULTSUM"), "error T3.CO; error T3.SUM")
      << "a total that repeats the slip would stand in a row that adds up";
  EXPECT_TRUE(has_candidate(findings.of("R-T3-RESULTSUM").at(1), "T3.R3.5.SUM"));
}

TEST(Arithmetic, CarriesARowThatTheFormDoesNotHave) {
  ReportBuilder builder;
  builder.row("R5.1", {0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(Findings{builder}.told("R-T3-RESULTSUM"), "error T3.NP");
  builder.parsed().unknown_rows = {{"T3", "属于工作秘密", {"1", "0", "0", "0", "0", "0", "1"}}};
  EXPECT_EQ(Findings{builder}.told("R-T3-RESULTSUM"), "");
  builder.parsed().unknown_rows = {{"T3", "属于工作秘密", {"1"}}};
  EXPECT_EQ(Findings{builder}.told("R-T3-RESULTSUM"), "unverifiable T3");
  builder.parsed().unknown_rows = {{"T3", "小计", {"4", "0", "0", "0", "0", "0", "4"}}};
  EXPECT_EQ(Findings{builder}.told("R-T3-RESULTSUM"), "error T3.NP");
}

// （八）撤回申请, counted neither in 总计 nor anywhere: what it holds, the balance lacks.
TEST(Arithmetic, LetsARowOfTheAgencysOwnMakeUpTheBalance) {
  ReportBuilder builder;
  builder.row("COUT", {0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(Findings{builder}.told("R-T3-BALANCE"), "error T3.CO; error T3.NP; error T3.SUM");
  builder.parsed().unknown_rows = {{"T3", "（八）撤回申请", {"1", "1", "0", "0", "0", "0", "2"}}};
  EXPECT_EQ(Findings{builder}.told("R-T3-BALANCE"), "");
}

TEST(Arithmetic, IsUnverifiableWithoutAForm) {
  ReportBuilder builder{Form::Unknown};
  builder.parsed().status = ReadStatus::NoTables;
  const Findings findings{builder};
  for (const char* rule : {"R-T3-BALANCE", "R-T3-RESULTSUM", "R-T3-ROWSUM", "R-T4-SUM"}) {
    EXPECT_EQ(findings.of(rule).at(0).outcome, Outcome::Unverifiable) << rule;
  }
}

TEST(Arithmetic, HintsHowItMayHaveComeAbout) {
  ReportBuilder carried;
  carried.row("R7", {11, 2, 0, 0, 1, 0, 14}).row("R1", {5, 1, 0, 0, 0, 0, 6});
  EXPECT_NE(Findings{carried}.of("R-T3-BALANCE").at(0).message.zh.find("上年结转的申请可能漏计"),
            std::string::npos);
  ReportBuilder turned;
  turned.set("T4.RV.TOT", "21").set("T4.RV.KEEP", "12").set("T4.RV.FIX", "0");
  EXPECT_EQ(Findings{turned}.of("R-T4-SUM").at(0).message.zh.find("颠倒"), std::string::npos)
      << "five cells may be wrong: no guess";
}

}  // namespace
}  // namespace gkwatch::rules
