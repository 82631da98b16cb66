// N-SELF, N-FEE, N-YOY: what the prose says twice, charges, and compares with the year before.
#include <gtest/gtest.h>

#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

Claim said(const char* what, const char* value, const char* text, int section = 1) {
  return {what, *Decimal::parse(value), text, section};
}

TEST(SaidTwice, IsToldWhereTheFiguresDiffer) {
  ReportBuilder builder;
  builder.parsed().claims = {said("new", "16", "新收申请16件"), said("new", "16", "新收16件", 3)};
  EXPECT_EQ(Findings{builder}.told("R-N-SELF"), "");
  builder.parsed().claims[1] = said("new", "17", "新收17件", 3);
  EXPECT_EQ(Findings{builder}.told("R-N-SELF"), "warning new");
  const auto found = Findings{builder}.of("R-N-SELF");
  EXPECT_EQ(found.at(0).expected, "16");
  EXPECT_EQ(found.at(0).actual, "17");
}

TEST(SaidTwice, IsNotToldOfPartsOfInexactFiguresNorOfAWiderRegion) {
  ReportBuilder builder;
  builder.parsed().claims = {said("new", "16", "新收申请16件"), said("new", "9", "其中网上新收9件"),
                             said("carried_in", "1", "上年结转1件")};
  EXPECT_EQ(Findings{builder}.told("R-N-SELF"), "") << "a part of it";
  builder.parsed().claims[1] = said("new", "100", "新收约100件");
  builder.parsed().claims[1].is_exact = false;
  EXPECT_EQ(Findings{builder}.told("R-N-SELF"), "");
  builder.parsed().claims[1] = said("new", "1600", "全区新收1600件");
  builder.parsed().claims[1].is_wider = true;
  EXPECT_EQ(Findings{builder}.told("R-N-SELF"), "");
  builder.parsed().claims = {said("received", "16", "收到16件"),
                             said("received", "17", "收到17件")};
  EXPECT_EQ(Findings{builder}.told("R-N-SELF"), "") << "with and without what was carried in";
}

TEST(FeeOfTheProse, FitsIntoTheFeesOfTheTable) {
  ReportBuilder builder{Form::F2021, 2023};
  builder.set("T2.FEE.AMOUNT", "0.1");
  builder.claim("fee", "900");
  EXPECT_EQ(Findings{builder}.told("R-N-FEE"), "");
  builder.claim("fee", "1100");
  EXPECT_EQ(Findings{builder}.told("R-N-FEE"), "warning T2.FEE");
  builder.gap("T2.FEE.AMOUNT");
  EXPECT_EQ(Findings{builder}.told("R-N-FEE"), "unverifiable T2.FEE");
}

TEST(FeeOfTheProse, IsNotToldWhereItRoundsToNothingStandsInSectionSixOrTheFormHasNone) {
  ReportBuilder small{Form::F2021, 2023};
  small.claim("fee", "400");
  EXPECT_EQ(Findings{small}.told("R-N-FEE"), "info T2.FEE");
  ReportBuilder sixth{Form::F2021, 2023};
  sixth.claim("fee", "4000", 6);
  EXPECT_EQ(Findings{sixth}.told("R-N-FEE"), "") << "R-X-FEE-SEC6 judges it";
  ReportBuilder zero{Form::F2021, 2023};
  zero.claim("fee", "0");
  EXPECT_EQ(Findings{zero}.told("R-N-FEE"), "");
  ReportBuilder old;
  old.claim("fee", "4000");
  EXPECT_EQ(Findings{old}.told("R-N-FEE"), "");
}

class Growth : public testing::Test {
 protected:
  std::string told(const std::string& text) {
    now_.section(1, text);
    return Findings{now_.report(), &agency_, {before_.report()}}.told("R-N-YOY");
  }
  ReportBuilder before_{Form::F2021, 2023};
  ReportBuilder now_{Form::F2021, 2024};
  Agency agency_ = shiling();
};

TEST_F(Growth, IsMeasuredAgainstAnyFigureOfTheYearBefore) {
  before_.set("T3.NEW.SUM", "75").set("T3.CIN.SUM", "1").set("T3.R7.SUM", "74");
  EXPECT_EQ(told("2024年共办理政府信息公开申请80件,同比增长5.26%。"), "") << "80 / 76";
  EXPECT_EQ(told("共收到政府信息公开申请36件，同比下降52%。"), "") << "36 / 75, a whole percentage";
  EXPECT_EQ(told("共办理政府信息公开申请80件，同比增长7.26%。"), "warning section 1");
  EXPECT_EQ(told("共办理政府信息公开申请80件，同比下降5.26%。"), "warning section 1");
  EXPECT_EQ(told("主动公开信息80条，同比增长9%。"), "") << "in no table";
}

TEST_F(Growth, OfCasesAndDecisionsIsMeasuredWhereTheTableHasTheFigure) {
  before_.set("T4.RV.KEEP", "1").set("T4.RV.TOT", "2").set("T2.PENALTY.DECISIONS", "100");
  now_.set("T2.PENALTY.DECISIONS", "120");
  EXPECT_EQ(told("行政复议案件3件，同比增长50%。行政处罚120件，同比增长20%。"), "");
  EXPECT_EQ(told("行政复议案件3件，同比增长80%。"), "warning section 1 reconsideration");
  EXPECT_EQ(told("行政处罚120件，同比下降20%。"), "warning section 1 penalty");
  EXPECT_EQ(told("办理行政复议案件41件，同比增长80%。"), "") << "all reviews of the office";
  EXPECT_EQ(told("行政诉讼1件，同比下降75%。"), "warning section 1 litigation") << "1 before";
  before_.gap("T4.LA.TOT");
  EXPECT_EQ(told("行政诉讼1件，同比下降75%。"), "unverifiable section 1 litigation");
}

TEST_F(Growth, IsUnverifiableWhereTheYearBeforeLostItsFigures) {
  before_.gap("T3.NEW.SUM");
  EXPECT_EQ(told("共办理政府信息公开申请80件，同比增长7.26%。"), "unverifiable section 1");
  before_ = ReportBuilder{Form::F2021, 2020};
  EXPECT_EQ(told("共办理政府信息公开申请80件，同比增长7.26%。"), "") << "no year before";
}

}  // namespace
}  // namespace gkwatch::rules
