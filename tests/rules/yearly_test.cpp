#include <gtest/gtest.h>

#include "core/text.h"
#include "rules/likeness.h"
#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

// This year and the year before, each sound in itself, CIN of the later as COUT of the earlier.
class TwoYears : public testing::Test {
 protected:
  std::string told(const char* rule) {
    return Findings{now_.report(), &agency_, {before_.report()}}.told(rule);
  }
  void carry_in(int count) {
    now_.row("CIN", {count, 0, 0, 0, 0, 0, count});
    now_.row("NEW", {14 - count, 3, 0, 0, 1, 0, 18 - count});
    now_.row("R7", {13, 2, 0, 0, 1, 0, 16}).row("R1", {7, 1, 0, 0, 0, 0, 8});
  }
  static ReportBuilder year_before() {
    ReportBuilder builder{Form::F2019, 2019};
    builder.row("COUT", {2, 0, 0, 0, 0, 0, 2}).row("NEW", {13, 2, 0, 0, 1, 0, 16});
    return builder;
  }
  static ReportBuilder this_year() {
    ReportBuilder builder;
    builder.row("CIN", {2, 0, 0, 0, 0, 0, 2}).row("NEW", {11, 3, 0, 0, 1, 0, 15});
    return builder;
  }

  ReportBuilder before_ = year_before();
  ReportBuilder now_ = this_year();
  Agency agency_ = shiling();
};

TEST_F(TwoYears, CarryOverWhatWasLeft) {
  EXPECT_EQ(told("R-Y-CARRY"), "");
  EXPECT_EQ(Findings{now_}.told("R-Y-CARRY"), "") << "no year before";
  carry_in(3);
  EXPECT_EQ(told("R-Y-CARRY"), "warning T3.CIN");
  carry_in(7);
  EXPECT_EQ(told("R-Y-CARRY"), "error T3.CIN");
  agency_.predecessor = AgencyId{"old"};
  EXPECT_EQ(told("R-Y-CARRY"), "warning T3.CIN") << "a reorganisation may explain it";
}

TEST_F(TwoYears, AreNotHeldAgainstEachOtherWhereTheFirstIsWrongItself) {
  before_.row("COUT", {9, 0, 0, 0, 0, 0, 9});
  EXPECT_EQ(told("R-Y-CARRY"), "") << "recomputed from its other cells it is 2";
  carry_in(9);
  before_.row("COUT", {2, 0, 0, 0, 0, 0, 2}).row("R7", {11, 2, 0, 0, 1, 0, 14});
  EXPECT_EQ(told("R-Y-CARRY"), "warning T3.CIN") << "never an error upon an unsound report";
}

TEST_F(TwoYears, TellAShiftBetweenColumnsMildly) {
  before_.row("COUT", {1, 1, 0, 0, 0, 0, 2});
  EXPECT_EQ(told("R-Y-CARRY"), "info T3.CIN");
}

TEST_F(TwoYears, AreUnverifiableWhereACellWasLost) {
  before_.gap("T3.COUT.SUM");
  EXPECT_EQ(told("R-Y-CARRY"), "unverifiable T3.CIN");
}

TEST_F(TwoYears, ContinueTheStockOfMatters) {
  before_.set("T2.LICENSE.PREV", "10").set("T2.LICENSE.DELTA", "+2");
  now_.set("T2.LICENSE.PREV", "12");
  EXPECT_EQ(told("R-Y-19-STOCK"), "");
  now_.set("T2.LICENSE.PREV", "13");
  EXPECT_EQ(told("R-Y-19-STOCK"), "warning T2.LICENSE");
  now_.gap("T2.LICENSE.PREV");
  EXPECT_EQ(told("R-Y-19-STOCK"), "unverifiable T2.LICENSE");
}

TEST_F(TwoYears, DoNotLoseOpenDocuments) {
  before_.set("T2.NORM.STOCK", "5");
  now_.set("T2.NORM.STOCK", "5");
  EXPECT_EQ(told("R-Y-19-OPEN"), "");
  now_.set("T2.NORM.STOCK", "4");
  EXPECT_EQ(told("R-Y-19-OPEN"), "info T2.NORM");
  now_.gap("T2.NORM.STOCK");
  EXPECT_EQ(told("R-Y-19-OPEN"), "unverifiable T2.NORM");
}

TEST_F(TwoYears, ContinueTheStockOfDocumentsInTheNewForm) {
  before_ = ReportBuilder{Form::F2021, 2021};
  now_ = ReportBuilder{Form::F2021, 2022};
  before_.set("T2.NORM.VALID", "20");
  now_.set("T2.NORM.MADE", "3").set("T2.NORM.REPEALED", "1").set("T2.NORM.VALID", "22");
  EXPECT_EQ(told("R-Y-STOCK"), "");
  now_.set("T2.NORM.VALID", "25");
  EXPECT_EQ(told("R-Y-STOCK"), "warning T2.NORM");
  now_.gap("T2.NORM.MADE");
  EXPECT_EQ(told("R-Y-STOCK"), "unverifiable T2.NORM");
  EXPECT_EQ(told("R-Y-VERSION"), "");
}

TEST_F(TwoYears, TellAJumpOfLargeNumbersOnly) {
  EXPECT_EQ(told("R-Y-JUMP"), "");
  now_.set("T3.NEW.SUM", "81");
  EXPECT_EQ(told("R-Y-JUMP"), "info T3.NEW.SUM");
  before_.set("T3.NEW.SUM", "9");
  EXPECT_EQ(told("R-Y-JUMP"), "");
  now_.gap("T3.NEW.SUM");
  EXPECT_EQ(told("R-Y-JUMP"), "unverifiable T3.NEW.SUM");
}

TEST_F(TwoYears, TellATableThatWasCopied) {
  EXPECT_EQ(told("R-Y-SAMETABLE"), "");
  before_ = now_;
  before_.report().year = 2019;
  EXPECT_EQ(told("R-Y-SAMETABLE"), "warning T3");
  now_.gap("T3.R1.NP");
  EXPECT_EQ(told("R-Y-SAMETABLE"), "unverifiable T3");
  for (ReportBuilder* builder : {&now_, &before_}) {
    for (const FormRow& row : form_rows(Form::F2019)) {
      if (row.table == "T3") builder->row(row.key, {0, 0, 0, 0, 0, 0, 0});
    }
  }
  EXPECT_EQ(told("R-Y-SAMETABLE"), "") << "zeros say nothing";
}

TEST_F(TwoYears, RememberPendingCases) {
  before_.set("T4.RV.PEND", "3");
  EXPECT_EQ(told("R-Y-PEND"), "");
  before_.set("T4.RV.PEND", "4");
  EXPECT_EQ(told("R-Y-PEND"), "info T4.RV");
  before_.gap("T4.RV.PEND");
  EXPECT_EQ(told("R-Y-PEND"), "unverifiable T4.RV");
}

TEST_F(TwoYears, OfDifferentFormsAreComparedInPart) {
  now_ = ReportBuilder{Form::F2021, 2020};
  EXPECT_EQ(told("R-Y-VERSION"), "info");
  EXPECT_EQ(told("R-Y-19-STOCK") + told("R-Y-STOCK") + told("R-Y-SAMETABLE"), "");
}

TEST_F(TwoYears, KnowASlipBetweenUnits) {
  before_ = ReportBuilder{Form::F2021, 2021};
  now_ = ReportBuilder{Form::F2021, 2022};
  before_.set("T2.FEE.AMOUNT", "19.5");
  now_.set("T2.FEE.AMOUNT", "21");
  EXPECT_EQ(told("R-T2-FEE-SCALE"), "");
  now_.set("T2.FEE.AMOUNT", "195000");
  EXPECT_EQ(told("R-T2-FEE-SCALE"), "warning T2.FEE");
  EXPECT_EQ(told("R-T2-OUTLIER"), "info T2.FEE.AMOUNT");
  now_.gap("T2.FEE.AMOUNT");
  EXPECT_EQ(told("R-T2-FEE-SCALE") + told("R-T2-OUTLIER"), "unverifiable T2.FEEunverifiable T2");
}

TEST(Outlier, StandsFarFromTheOthersOfItsClass) {
  ReportBuilder builder;
  builder.set("T2.PENALTY.DECISIONS", "4500").set("T2.LICENSE.DECISIONS", "4500");
  const std::map<std::string, ClassFigure> others{
      {"T2.PENALTY.DECISIONS", {.count = 20, .mean = 100, .deviation = 700}},
      {"T2.LICENSE.DECISIONS", {.count = 20, .mean = 100, .deviation = 740}}};
  const auto told = [&](std::map<std::string, ClassFigure> figures) {
    return Findings{RuleInput{.report = builder.report(), .class_figures = std::move(figures)}}
        .told("R-T2-OUTLIER");
  };
  EXPECT_EQ(told(others), "info T2.PENALTY.DECISIONS") << "6.3 and 5.9 deviations";
  auto few = others;
  few["T2.PENALTY.DECISIONS"].count = 19;
  EXPECT_EQ(told(few), "") << "too few to tell";
  EXPECT_EQ(told({{"T2.PENALTY.DECISIONS", {.count = 50}}}), "") << "all alike is no measure";
  builder.set("T2.PENALTY.DECISIONS", "1000");
  EXPECT_EQ(told({{"T2.PENALTY.DECISIONS", {.count = 50, .mean = 1, .deviation = 2}}}), "");
  builder.gap("T2.PENALTY.DECISIONS");
  EXPECT_EQ(told(others), "unverifiable T2");
}

TEST_F(TwoYears, DoNotWonderAtSmallNumbersOrAtAnotherForm) {
  before_.set("T2.NORM.MADE", "1");
  now_.set("T2.NORM.MADE", "1000");
  EXPECT_EQ(told("R-T2-OUTLIER"), "");
  now_.set("T2.NORM.MADE", "1001");
  EXPECT_EQ(told("R-T2-OUTLIER"), "info T2.NORM.MADE");
  before_.set("T2.NORM.MADE", "21");
  EXPECT_EQ(told("R-T2-OUTLIER"), "") << "less than 50 times";
  before_.set("T2.NORM.MADE", "1");
  now_ = ReportBuilder{Form::F2021, 2020};
  now_.set("T2.NORM.MADE", "1001");
  EXPECT_EQ(told("R-T2-OUTLIER"), "");
}

TEST_F(TwoYears, CountLastYearsAnswersBeforeCallingCasesTooMany) {
  now_.set("T4.RV.KEEP", "29").set("T4.RV.TOT", "30");
  EXPECT_EQ(told("R-X-T4-VS-T3"), "") << "15 answers this year and 15 before";
  now_.set("T4.RV.TOT", "31");
  EXPECT_EQ(told("R-X-T4-VS-T3"), "info T4");
}

// 320 different characters in sentences, so that shingles are as many.
std::string long_text(char32_t first) {
  std::u32string text;
  for (char32_t i = 0; i < 320; ++i) {
    text += static_cast<char32_t>(first + i);
    if (i % 40 == 39) text += U'。';
  }
  return to_utf8(text);
}

TEST_F(TwoYears, TellTextThatWasTakenOver) {
  now_.section(5, long_text(U'一'));
  before_.section(5, long_text(U'一'));
  EXPECT_EQ(told("R-D-SELF"), "warning section 5");
  before_.section(5, long_text(U'怀'));
  EXPECT_EQ(told("R-D-SELF"), "");
  now_.section(5, "一是更新不够及时。二是形式单一。");
  before_.section(5, "一是更新不够及时。二是形式单一。");
  EXPECT_EQ(told("R-D-SELF"), "") << "short texts resemble each other";
  before_.without_section(5);
  EXPECT_EQ(told("R-D-SELF"), "");
}

TEST(Likeness, LeavesOutBoilerplateDocumentNamesAndNumbers) {
  EXPECT_EQ(
      own_words("以习近平新时代中国特色社会主义思想为指导。2020年，公开《公开条例》12.5万条。"),
      "公开万条。");
  EXPECT_EQ(likeness("一二三四五六", "一二三四五六七八").per_thousand, 1000);
  EXPECT_EQ(likeness("一二三四", "一二三四").shingles, 0u);
}

TEST_F(TwoYears, DoNotCountNumbersAndNamesOfDocumentsAsOnesOwn) {
  now_.section(5, "《" + long_text(U'一').substr(0, 180) + "》2020年12件");
  before_.section(5, "《" + long_text(U'一').substr(0, 180) + "》2019年11件");
  EXPECT_EQ(told("R-D-SELF"), "");
}

TEST_F(TwoYears, TellAnOverviewWithLastYearsNumbers) {
  const std::string figures = "公开76条，其中5条、19条、47条、2条、3条。" + long_text(U'一');
  now_.section(1, figures);
  before_.section(1, figures);
  EXPECT_EQ(told("R-D-SELF-NUM"), "warning section 1");
  before_.section(1, "公开77条，其中5条、19条、47条、2条、3条。" + long_text(U'一'));
  EXPECT_EQ(told("R-D-SELF-NUM"), "");
  now_.section(1, "收到0件，0件，0件，0件，0件。" + long_text(U'一'));
  before_.section(1, "收到0件，0件，0件，0件，0件。" + long_text(U'一'));
  EXPECT_EQ(told("R-D-SELF-NUM"), "") << "zeros say nothing";
}

}  // namespace
}  // namespace gkwatch::rules
