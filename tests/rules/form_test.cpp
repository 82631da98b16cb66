#include <gtest/gtest.h>

#include "core/text.h"
#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

struct VersionCase {
  int year;
  Form form;
  int marks;
  const char* told;
};
class Version : public testing::TestWithParam<VersionCase> {};

TEST_P(Version, IsJudgedByTheYear) {
  ReportBuilder builder{GetParam().form, GetParam().year};
  builder.parsed().form_marks = GetParam().marks;
  EXPECT_EQ(Findings{builder}.told("R-FMT-VERSION"), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    FormVersion, Version,
    testing::Values(
        VersionCase{2022, Form::F2019, 3, "error"},  // 佳县螅镇 2022
        VersionCase{2021, Form::F2019, 2, "error"},
        VersionCase{2021, Form::F2019, 1, "unverifiable"}, VersionCase{2021, Form::F2021, 1, ""},
        VersionCase{2026, Form::F2021, 3, ""}, VersionCase{2020, Form::F2019, 3, ""},
        VersionCase{2020, Form::F2021, 3, "warning"}, VersionCase{2020, Form::F0, 0, "warning"},
        VersionCase{2019, Form::F0, 0, "info"}, VersionCase{2019, Form::F2019, 3, ""},
        VersionCase{2018, Form::F0, 0, ""}, VersionCase{2022, Form::Unknown, 0, "unverifiable"}),
    [](const auto& one) { return "Case" + std::to_string(one.index); });

TEST(FormVersion, AccusesNobodyOfAYearThatTheTitleDoesNotName) {
  ReportBuilder builder{Form::F2019, 2022};
  builder.parsed().is_year_from_title = false;
  EXPECT_EQ(Findings{builder}.told("R-FMT-VERSION"), "warning");
}

TEST(FormRows, MissesARowOnlyWhereTheFormatKeepsItsTables) {
  ReportBuilder builder;
  builder.parsed().rows["T3.R3.8"] = RowMatch::Absent;
  builder.every("T3.R3.8", CellKind::Gap);
  EXPECT_EQ(Findings{builder}.told("R-FMT-MISSING-ROW"), "warning T3");
  builder.parsed().media_type = "application/pdf";
  EXPECT_EQ(Findings{builder}.told("R-FMT-MISSING-ROW"), "unverifiable T3");
  builder.parsed().media_type = "text/html";
  builder.gap("T3.R1.NP");
  EXPECT_EQ(Findings{builder}.told("R-FMT-MISSING-ROW"), "unverifiable T3")
      << "a table that lost other cells proves nothing";
}

TEST(FormRows, TellsARowOutsideTheFormButNotASubtotal) {
  ReportBuilder builder;
  builder.parsed().unknown_rows = {{"T3", "小计", {"1"}}};
  EXPECT_EQ(Findings{builder}.told("R-FMT-UNKNOWN-ROW"), "");
  builder.parsed().unknown_rows.push_back({"T3", "属于工作秘密", {"0"}});
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-FMT-UNKNOWN-ROW"), "warning T3");
  EXPECT_NE(findings.of("R-FMT-UNKNOWN-ROW").at(0).message.zh.find("属于工作秘密"),
            std::string::npos);
}

TEST(FormCells, AreWholeNumbersFromZeroUp) {
  for (const char* odd : {"-1", "1.5"}) {
    ReportBuilder builder;
    builder.set("T3.R1.NP", odd);
    const Findings findings{builder};
    EXPECT_EQ(findings.told("R-FMT-CELL"), "error T3.R1.NP") << odd;
    EXPECT_EQ(findings.told("R-T3-RESULTSUM"), "unverifiable T3") << "one cause, one accusation";
  }
  ReportBuilder builder;
  builder.text("T4.RV.KEEP", "若干").dash("T3.R1.RI").blank("T3.R1.SO").set("T3.CIN.RI", "0.0");
  EXPECT_EQ(Findings{builder}.told("R-FMT-CELL"), "error T4.RV.KEEP");
}

TEST(FormCells, InWordsAreOddButWholeNumbers) {
  ReportBuilder builder;
  builder.text("T3.R1.NP", "三").text("T4.RV.KEEP", "若干");
  EXPECT_EQ(Findings{builder}.told("R-FMT-CELL"), "warning T3.R1.NP; error T4.RV.KEEP");
}

TEST(FormCells, BlameTheReadingWhereManyAreOdd) {
  ReportBuilder builder;
  builder.every("T4", CellKind::Text);
  EXPECT_EQ(Findings{builder}.told("R-FMT-CELL"), "unverifiable T4");
}

TEST(FormCounts, MayBeSignedOrHaveDecimalsOnlyWhereTheFormSaysSo) {
  ReportBuilder good;
  good.set("T2.LICENSE.DELTA", "-10").set("T2.PROCURE.AMOUNT", "346490.25");
  EXPECT_EQ(Findings{good}.told("R-FMT-INT2"), "");
  ReportBuilder bad;
  bad.set("T2.LICENSE.PREV", "1.5").text("T2.RULE.MADE", "详见附件");
  EXPECT_EQ(Findings{bad}.told("R-FMT-INT2"), "warning T2.LICENSE.PREV; warning T2.RULE.MADE");
  ReportBuilder fee{Form::F2021, 2022};
  fee.set("T2.FEE.AMOUNT", "190.457379");
  EXPECT_EQ(Findings{fee}.told("R-FMT-INT2"), "");
}

TEST(FormCounts, AreUnverifiableWhereTheyWereLost) {
  ReportBuilder builder;
  builder.gap("T2.LICENSE.PREV");
  EXPECT_EQ(Findings{builder}.told("R-FMT-INT2"), "unverifiable T2");
  builder.set("T2.NORM.MADE", "1.5");
  EXPECT_EQ(Findings{builder}.told("R-FMT-INT2"), "unverifiable T2; warning T2.NORM.MADE");
  ReportBuilder odd;
  odd.every("T2", CellKind::Text);
  EXPECT_EQ(Findings{odd}.told("R-FMT-INT2"), "unverifiable T2") << "so many blame the reading";
}

TEST(FormBlanks, AreNotWhatWeCouldNotRead) {
  ReportBuilder builder;
  builder.gap("T3.R1.NP").every("T3.R5.2", CellKind::Gap);
  EXPECT_EQ(Findings{builder}.told("R-T3-BLANK"), "unverifiable T3");
  builder.every("T3", CellKind::Gap);
  EXPECT_EQ(Findings{builder}.told("R-T3-BLANK"), "") << "a lost table is R-DOC-TABLES' to tell";
  builder.every("T3", CellKind::Blank).gap("T3.R1.NP");
  EXPECT_EQ(Findings{builder}.told("R-T3-BLANK"), "info T3") << "not known to be blank throughout";
}

TEST(FormBlanks, AreAHintAndAWarningWhereAllIsBlank) {
  ReportBuilder some;
  some.blank("T3.R3.1.NP").dash("T2.RULE.MADE");
  EXPECT_EQ(Findings{some}.told("R-T3-BLANK"), "info T3");
  EXPECT_EQ(Findings{some}.told("R-T2-BLANK"), "") << "a dash for rules is sensible";
  EXPECT_EQ(Findings{some}.told("R-T4-BLANK"), "");
  ReportBuilder all;
  all.every("T4", CellKind::Blank);
  EXPECT_EQ(Findings{all}.told("R-T4-BLANK"), "warning T4");
  ReportBuilder lost;
  lost.every("T4", CellKind::Gap);
  EXPECT_EQ(Findings{lost}.told("R-T4-BLANK"), "");
}

TEST(FormBlanks, ATableOfZerosIsAHintUnlessACellWasLost) {
  ReportBuilder builder;
  for (const FormRow& row : form_rows(Form::F2019)) {
    if (row.table == "T3") builder.row(row.key, {0, 0, 0, 0, 0, 0, 0});
  }
  EXPECT_EQ(Findings{builder}.told("R-T3-ALLZERO"), "info T3");
  builder.gap("T3.NEW.NP");
  EXPECT_EQ(Findings{builder}.told("R-T3-ALLZERO"), "unverifiable T3");
  EXPECT_EQ(Findings{ReportBuilder{}}.told("R-T3-ALLZERO"), "");
}

TEST(Sections, AreMissedByTheirWeight) {
  for (const int number : {1, 5, 6}) {
    ReportBuilder builder;
    builder.without_section(number);
    EXPECT_EQ(Findings{builder}.told("R-DOC-SECTIONS"),
              "warning section " + std::to_string(number));
  }
  ReportBuilder table_there;
  table_there.without_section(3);
  EXPECT_EQ(Findings{table_there}.told("R-DOC-SECTIONS"), "info section 3")
      << "花都区信访局 2020: the heading was lost, the table is there";
  ReportBuilder gone;
  gone.without_section(3).every("T3", CellKind::Gap);
  EXPECT_EQ(Findings{gone}.told("R-DOC-SECTIONS"), "error section 3");
  gone.parsed().images = {"t3.png"};
  EXPECT_EQ(Findings{gone}.told("R-DOC-SECTIONS"), "unverifiable section 3");
}

TEST(Sections, AreUnverifiableWhereNoneWasFound) {
  ReportBuilder builder;
  builder.parsed().sections.clear();
  EXPECT_EQ(Findings{builder}.told("R-DOC-SECTIONS"), "unverifiable");
  EXPECT_EQ(Findings{ReportBuilder{}}.told("R-DOC-SECTIONS"), "");
}

TEST(Tables, AreMissingOnlyWhereNothingElseExplainsIt) {
  ReportBuilder builder;
  builder.every("T3", CellKind::Gap);
  EXPECT_EQ(Findings{builder}.told("R-DOC-TABLES"), "error T3");
  builder.parsed().images = {"t3.png"};
  EXPECT_EQ(Findings{builder}.told("R-DOC-TABLES"), "unverifiable T3");
  EXPECT_EQ(Findings{builder}.told("R-DOC-IMAGE-TABLE"), "warning");
  builder.parsed().images.clear();
  builder.parsed().attachments = {"t3.xls"};
  EXPECT_EQ(Findings{builder}.told("R-DOC-TABLES"), "unverifiable T3");
  EXPECT_EQ(Findings{builder}.told("R-DOC-IMAGE-TABLE"), "warning");
  builder.parsed().attachments.clear();
  builder.parsed().media_type = "application/pdf";
  EXPECT_EQ(Findings{builder}.told("R-DOC-TABLES"), "unverifiable T3");
  EXPECT_EQ(Findings{builder}.told("R-DOC-IMAGE-TABLE"), "");
}

TEST(Tables, WhoseWordsAreThereAreNotMissing) {
  ReportBuilder builder;
  builder.every("T4", CellKind::Gap);
  EXPECT_EQ(Findings{builder}.told("R-DOC-TABLES"), "error T4");
  builder.parsed().text = "行政复议\n结果 维持\t结果纠正";
  EXPECT_EQ(Findings{builder}.told("R-DOC-TABLES"), "unverifiable T4");
}

TEST(Tables, ThatAreAllLostAccuseNobody) {
  ReportBuilder builder;
  for (const char* table : {"T2", "T3", "T4"}) builder.every(table, CellKind::Gap);
  EXPECT_EQ(Findings{builder}.told("R-DOC-TABLES"),
            "unverifiable T2; unverifiable T3; unverifiable T4");
}

TEST(Documents, ThatCouldNotBeReadAreToldWithTheReasonAndAccuseNobody) {
  ReportBuilder builder{Form::Unknown};
  EXPECT_EQ(Findings{builder}.told("R-DOC-UNREADABLE"), "");
  builder.parsed() = {.error = "its reader crashed: Aborted"};
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-DOC-UNREADABLE"), "warning");
  EXPECT_TRUE(contains(findings.of("R-DOC-UNREADABLE").front().message.zh, "Aborted"));
  EXPECT_EQ(findings.rules_at(Severity::Warning), (std::vector<std::string>{"R-DOC-UNREADABLE"}));
  EXPECT_TRUE(findings.rules_at(Severity::Error).empty());
}

TEST(Tables, InPicturesAreOnlyTheOnesThatWereNotRead) {
  ReportBuilder builder;
  builder.parsed().images = {"logo.png"};
  EXPECT_EQ(Findings{builder}.told("R-DOC-IMAGE-TABLE"), "");
}

}  // namespace
}  // namespace gkwatch::rules
