#include <gtest/gtest.h>

#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

// The base report: NEW 16, CIN 1, R7 15, COUT 2; R1 7, R2 3, R3 1, R4 3, R5 1; RV 3, LA 1.
struct Said {
  const char* rule;
  const char* what;
  const char* value;
  const char* told;
};
class Prose : public testing::TestWithParam<Said> {};

TEST_P(Prose, IsHeldAgainstTheTables) {
  ReportBuilder builder;
  builder.claim(GetParam().what, GetParam().value);
  EXPECT_EQ(Findings{builder}.told(GetParam().rule), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Narrative, Prose,
    testing::Values(
        Said{"R-N-NEW", "new", "16", ""}, Said{"R-N-NEW", "new", "17", "warning new"},
        Said{"R-N-RECV", "received", "16", ""}, Said{"R-N-RECV", "received", "17", ""},
        Said{"R-N-RECV", "received", "15", "warning received"},
        Said{"R-N-HANDLE", "handled", "15", ""}, Said{"R-N-HANDLE", "handled", "17", ""},
        Said{"R-N-HANDLE", "handled", "18", "warning handled"},
        Said{"R-N-DONE", "answered", "15", ""}, Said{"R-N-DONE", "answered", "14", ""},
        Said{"R-N-DONE", "answered", "16", "warning answered"},
        Said{"R-N-CIN", "carried_in", "1", ""},
        Said{"R-N-CIN", "carried_in", "0", "warning carried_in"},
        Said{"R-N-COUT", "carried_out", "2", ""},
        Said{"R-N-COUT", "carried_out", "3", "warning carried_out"},
        Said{"R-N-OUTCOME", "granted", "7", ""}, Said{"R-N-OUTCOME", "granted", "10", ""},
        Said{"R-N-OUTCOME", "granted", "8", "warning granted"},
        Said{"R-N-OUTCOME", "denied", "1", ""}, Said{"R-N-OUTCOME", "unable", "3", ""},
        Said{"R-N-OUTCOME", "unable", "2", "warning unable"}, Said{"R-N-OUTCOME", "other", "0", ""},
        Said{"R-N-OUTCOME", "other", "1", "warning other"},
        Said{"R-N-APPLICANT", "applicant.np", "12", ""},
        Said{"R-N-APPLICANT", "applicant.np", "1", ""},  // of those carried in
        Said{"R-N-APPLICANT", "applicant.co", "7", "warning applicant.co"},
        Said{"R-N-REVIEW", "reconsideration", "3", ""},
        Said{"R-N-REVIEW", "reconsideration", "4", "warning reconsideration"},
        Said{"R-N-REVIEW", "reconsideration.keep", "2", ""},
        Said{"R-N-REVIEW", "reconsideration.keep", "3", "warning reconsideration.keep"},
        Said{"R-N-REVIEW", "reconsideration.pend", "1", ""},  // of all cases together
        Said{"R-N-LITIG", "litigation", "1", ""},
        Said{"R-N-LITIG", "litigation", "2", "warning litigation"},
        Said{"R-N-ZERO", "received", "0", "warning received"},
        Said{"R-N-ZERO", "reconsideration", "0", "warning reconsideration"},
        Said{"R-N-ZERO", "litigation", "0", ""},  // 未经复议直接起诉 is zero
        Said{"R-N-ZERO", "received", "16", ""}, Said{"R-N-RECV", "received", "0", ""},
        Said{"R-N-REVIEW", "reconsideration", "0", ""},
        Said{"R-N-NORMATIVE", "normative.made", "0", ""},
        Said{"R-N-NORMATIVE", "normative.made", "44", "warning normative.made"},  // 洛北街道
        Said{"R-N-DECISION", "penalty", "5", "warning penalty"},
        Said{"R-N-DECISION", "license", "0", ""}),
    [](const auto& one) { return "Case" + std::to_string(one.index); });

// A figure that no reading confirms, and one cell that one of its readings needs.
struct Lost {
  const char* rule;
  Form form;
  const char* what;
  const char* value;
  const char* cell;
};
class ProseBesideAGap : public testing::TestWithParam<Lost> {};

TEST_P(ProseBesideAGap, IsUnverifiableAndNotWrong) {
  const Lost& lost = GetParam();
  ReportBuilder builder{lost.form, lost.form == Form::F2019 ? 2020 : 2022};
  builder.claim(lost.what, lost.value);
  EXPECT_EQ(Findings{builder}.told(lost.rule), std::string{"warning "} + lost.what);
  builder.gap(lost.cell);
  EXPECT_EQ(Findings{builder}.told(lost.rule), std::string{"unverifiable "} + lost.what);
}

constexpr Form kOld = Form::F2019;
constexpr Form kNew = Form::F2021;

INSTANTIATE_TEST_SUITE_P(
    Narrative, ProseBesideAGap,
    testing::Values(Lost{"R-N-NEW", kOld, "new", "17", "T3.NEW.SUM"},
                    Lost{"R-N-HANDLE", kOld, "handled", "18", "T3.R7.SUM"},
                    Lost{"R-N-HANDLE", kOld, "handled", "18", "T3.NEW.SUM"},
                    Lost{"R-N-HANDLE", kOld, "handled", "18", "T3.CIN.SUM"},
                    Lost{"R-N-HANDLE", kOld, "handled", "18", "T3.COUT.SUM"},
                    Lost{"R-N-DONE", kOld, "answered", "16", "T3.R7.SUM"},
                    Lost{"R-N-DONE", kOld, "answered", "16", "T3.CIN.SUM"},
                    Lost{"R-N-DONE", kOld, "answered", "16", "T3.COUT.SUM"},
                    Lost{"R-N-CIN", kOld, "carried_in", "5", "T3.CIN.SUM"},
                    Lost{"R-N-COUT", kOld, "carried_out", "3", "T3.COUT.SUM"},
                    Lost{"R-N-OUTCOME", kOld, "granted", "8", "T3.R1.SUM"},
                    Lost{"R-N-OUTCOME", kOld, "granted", "8", "T3.R2.SUM"},
                    Lost{"R-N-OUTCOME", kOld, "granted_partial", "11", "T3.R2.SUM"},
                    Lost{"R-N-OUTCOME", kOld, "partial", "4", "T3.R2.SUM"},
                    Lost{"R-N-OUTCOME", kOld, "denied", "2", "T3.R3.8.SUM"},
                    Lost{"R-N-OUTCOME", kOld, "unable", "2", "T3.R4.2.SUM"},
                    Lost{"R-N-OUTCOME", kOld, "not_processed", "2", "T3.R5.4.SUM"},
                    Lost{"R-N-OUTCOME", kNew, "other", "1", "T3.R6.3.SUM"},
                    Lost{"R-N-APPLICANT", kOld, "applicant.np", "9", "T3.CIN.NP"},
                    Lost{"R-N-APPLICANT", kOld, "applicant.co", "7", "T3.NEW.CO"},
                    Lost{"R-N-APPLICANT", kOld, "applicant.ls", "7", "T3.R7.LS"},
                    Lost{"R-N-LITIG", kOld, "litigation", "2", "T4.LA.TOT"},
                    Lost{"R-N-LITIG", kOld, "litigation", "2", "T4.LD.TOT"},
                    Lost{"R-N-LITIG", kOld, "litigation.keep", "3", "T4.LD.KEEP"},
                    Lost{"R-N-LITIG", kOld, "litigation.keep", "3", "T4.RV.KEEP"},
                    Lost{"R-N-NORMATIVE", kOld, "normative.made", "44", "T2.NORM.MADE"},
                    Lost{"R-N-NORMATIVE", kOld, "normative.made", "44", "T2.NORM.OPENED"},
                    Lost{"R-N-NORMATIVE", kOld, "normative.made", "44", "T2.NORM.STOCK"},
                    Lost{"R-N-NORMATIVE", kNew, "normative.made", "44", "T2.NORM.MADE"},
                    Lost{"R-N-NORMATIVE", kNew, "normative.repealed", "4", "T2.NORM.REPEALED"},
                    Lost{"R-N-NORMATIVE", kNew, "normative.valid", "4", "T2.NORM.VALID"},
                    Lost{"R-N-DECISION", kOld, "penalty", "5", "T2.PENALTY.DECISIONS"},
                    Lost{"R-N-DECISION", kOld, "license", "5", "T2.LICENSE.DECISIONS"},
                    Lost{"R-N-DECISION", kNew, "coercion", "5", "T2.COERCION.DECISIONS"}),
    [](const auto& one) { return "Case" + std::to_string(one.index); });

TEST(Narrative, IsContentWithAReadingThatAgreesBesideOneThatWasLost) {
  for (const Lost& lost : {Lost{"R-N-HANDLE", kOld, "handled", "15", "T3.NEW.SUM"},
                           Lost{"R-N-DONE", kOld, "answered", "14", "T3.R7.SUM"},
                           Lost{"R-N-OUTCOME", kOld, "granted", "7", "T3.R2.SUM"},
                           Lost{"R-N-APPLICANT", kOld, "applicant.np", "12", "T3.CIN.NP"},
                           Lost{"R-N-LITIG", kOld, "litigation", "1", "T4.LD.TOT"},
                           Lost{"R-N-NORMATIVE", kOld, "normative.made", "0", "T2.NORM.STOCK"}}) {
    ReportBuilder builder;
    builder.claim(lost.what, lost.value).gap(lost.cell);
    EXPECT_EQ(Findings{builder}.told(lost.rule), "") << lost.rule;
  }
}

TEST(Narrative, IsStillOddWhereTheGapIsOfNoneOfItsReadings) {
  for (const Lost& lost : {Lost{"R-N-NEW", kOld, "new", "17", "T3.NEW.NP"},
                           Lost{"R-N-CIN", kOld, "carried_in", "5", "T3.COUT.SUM"},
                           Lost{"R-N-DECISION", kOld, "penalty", "5", "T2.LICENSE.DECISIONS"}}) {
    ReportBuilder builder;
    builder.claim(lost.what, lost.value).gap(lost.cell);
    EXPECT_EQ(Findings{builder}.told(lost.rule), std::string{"warning "} + lost.what);
  }
}

TEST(Narrative, IsUnverifiableWhereTheTableWasLost) {
  ReportBuilder builder;
  builder.gap("T3.NEW.SUM").claim("received", "99").claim("reconsideration", "9");
  builder.gap("T4.RV.TOT");
  EXPECT_EQ(Findings{builder}.told("R-N-RECV"), "unverifiable received");
  EXPECT_EQ(Findings{builder}.told("R-N-REVIEW"), "unverifiable reconsideration");
}

TEST(Narrative, DoesNotComparePhrasesThatAreInexactOrSpeakOfTheRegion) {
  ReportBuilder builder;
  builder.claim("received", "99").claim("handled", "88");
  builder.parsed().claims[0].is_exact = false;
  builder.parsed().claims[1].is_wider = true;
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-N-RECV") + findings.told("R-N-HANDLE"), "");
}

TEST(Narrative, OfAGovernmentIsComparedOnlyWhereItSpeaksOfTheRegion) {
  ReportBuilder builder;
  builder.parsed().agency_name = "广州市花都区人民政府";
  builder.claim("received", "3").claim("handled", "99");
  builder.parsed().claims[1].is_wider = true;
  const Findings findings{builder};
  EXPECT_EQ(findings.told("R-N-RECV"), "") << "of the office alone";
  EXPECT_EQ(findings.told("R-N-HANDLE"), "warning handled");
}

TEST(Narrative, IsContentIfOneOfSeveralFiguresAgrees) {
  ReportBuilder builder;
  builder.claim("received", "16").claim("received", "9");
  EXPECT_EQ(Findings{builder}.told("R-N-RECV"), "");
}

TEST(Narrative, NeverAccuses) {
  ReportBuilder builder;
  for (const char* what : {"new", "answered", "denied", "litigation", "license"}) {
    builder.claim(what, "987");
  }
  EXPECT_TRUE(Findings{builder}.rules_at(Severity::Error).empty());
}

ReportBuilder with_parts(const char* total, const std::vector<const char*>& parts) {
  ReportBuilder builder;
  builder.claim("breakdown.total", total);
  for (const char* part : parts) builder.claim("breakdown.part", part);
  return builder;
}

TEST(Breakdown, AddsUp) {
  EXPECT_EQ(Findings{with_parts("76", {"5", "19", "47", "2", "2", "1"})}.told("R-N-BREAKDOWN"), "");
  // 洛浦街 2019
  EXPECT_EQ(
      Findings{with_parts("407", {"6", "14", "172", "1", "2", "6", "209"})}.told("R-N-BREAKDOWN"),
      "warning breakdown 1");
  EXPECT_EQ(Findings{with_parts("77", {"55", "1", "2", "5"})}.told("R-N-BREAKDOWN"),
            "info breakdown 1")
      << "the list may not be exhaustive";
}

TEST(Breakdown, WithAResidualPartIsExhaustive) {
  ReportBuilder builder = with_parts("991", {"105", "12"});
  builder.parsed().claims.back().text = "其他文件12件";
  EXPECT_EQ(Findings{builder}.told("R-N-BREAKDOWN"), "warning breakdown 1");
}

TEST(Breakdown, ByChannelMayExceedTheWhole) {
  ReportBuilder builder = with_parts("306", {"216", "22", "299"});
  builder.parsed().claims[1].text = "通过政府网站216条";
  EXPECT_EQ(Findings{builder}.told("R-N-BREAKDOWN"), "");
}

TEST(Breakdown, WithAnInexactPartIsLeftAlone) {
  ReportBuilder builder = with_parts("530", {"137", "500"});
  builder.parsed().claims.back().is_exact = false;
  EXPECT_EQ(Findings{builder}.told("R-N-BREAKDOWN"), "");
}

TEST(ProseSums, HoldChannelsAgainstTheReceipts) {
  ReportBuilder builder;
  builder.claim("received", "16").claim("channel.net", "10").claim("channel.mail", "6");
  EXPECT_EQ(Findings{builder}.told("R-N-CHANNEL"), "");
  builder.parsed().claims.back().value = *Decimal::parse("7");
  builder.claim("channel.counter", "3");
  EXPECT_EQ(Findings{builder}.told("R-N-CHANNEL"), "warning channels");
  ReportBuilder some;
  some.claim("received", "16").claim("channel.net", "10").claim("channel.mail", "1");
  EXPECT_EQ(Findings{some}.told("R-N-CHANNEL"), "info channels");
}

// 上海市政府办公厅 2019: 258 + 35 + 265 + 158 + 0 = 716, and 805 were answered.
TEST(ProseSums, HoldTheOutcomesAgainstTheAnswers) {
  ReportBuilder builder;
  builder.claim("answered", "805").claim("granted", "258").claim("denied", "35");
  builder.claim("unable", "265").claim("not_processed", "158").claim("other", "0");
  EXPECT_EQ(Findings{builder}.told("R-N-OUTCOME-SUM"), "warning outcomes");
  builder.parsed().claims.front().value = *Decimal::parse("716");
  EXPECT_EQ(Findings{builder}.told("R-N-OUTCOME-SUM"), "");
}

TEST(ProseSums, KnowTheFlowOfRequests) {
  ReportBuilder builder;
  builder.claim("new", "1408").claim("carried_in", "172").claim("answered", "1519");
  EXPECT_EQ(Findings{builder}.told("R-N-FLOW"), "") << "one of the four is not given";
  builder.claim("carried_out", "61");
  EXPECT_EQ(Findings{builder}.told("R-N-FLOW"), "");
  builder.parsed().claims.back().value = *Decimal::parse("60");
  EXPECT_EQ(Findings{builder}.told("R-N-FLOW"), "warning flow");
}

struct Share {
  const char* text;
  const char* told;
};

TEST(ProseSums, CheckPercentages) {
  for (const Share& share :
       {Share{"共收到1499件，其中网络申请1303件，占86.92%；信函172件，占11.47%。", ""},
        Share{"答复805件，予以公开及部分公开258件，占33.9%。", "warning section 1"},
        Share{"共7件，其他处理3件，占42%。", ""},
        Share{"共7件，其他处理3件，占49%。", "warning section 1"}, Share{"办结率100%。", ""}}) {
    ReportBuilder builder;
    builder.section(1, share.text);
    EXPECT_EQ(Findings{builder}.told("R-N-PERCENT"), share.told) << share.text;
  }
}

// "2 by the office, 14 by the others": all of them together are the table's 16.
TEST(ProseOfSeveralFigures, MayBeOfThePartsOfTheTables) {
  ReportBuilder builder;
  builder.claim("received", "2").claim("received", "14");
  EXPECT_EQ(Findings{builder}.told("R-N-RECV"), "");
  builder.claim("received", "3");
  EXPECT_EQ(Findings{builder}.told("R-N-RECV"), "warning received");
}

}  // namespace
}  // namespace gkwatch::rules
