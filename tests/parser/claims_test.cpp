#include "parser/claims.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace gkwatch::parser {
namespace {

using Said = std::vector<std::pair<std::string, std::string>>;

std::vector<Claim> claims_in(const std::string& prose, std::optional<int> year = 2023) {
  const std::vector<Section> sections{{.number = 1, .heading = "一、总体情况", .text = prose}};
  return read_claims(sections, year);
}

Said said_in(const std::string& prose, std::optional<int> year = 2023) {
  Said said;
  for (const Claim& claim : claims_in(prose, year)) {
    said.emplace_back(claim.what, to_text(claim.value));
  }
  return said;
}

TEST(Claims, ReadTheFlowOfRequests) {
  EXPECT_EQ(
      said_in("全年收到依申请公开47条，结转2022年1件，办结46件，结转下年办理2件。"),
      (Said{{"received", "47"}, {"carried_in", "1"}, {"answered", "46"}, {"carried_out", "2"}}));
  EXPECT_EQ(
      said_in("共新收政府信息公开申请1408件，结转上年度172件，办结1519件，结转下年度61件。"),
      (Said{{"new", "1408"}, {"carried_in", "172"}, {"answered", "1519"}, {"carried_out", "61"}}));
}

TEST(Claims, TellCarriedInFromCarriedOutByTheYear) {
  EXPECT_EQ(said_in("收到政府信息公开申请9件，结转2024年度7件。", 2023),
            (Said{{"received", "9"}, {"carried_out", "7"}}));
  EXPECT_EQ(said_in("收到政府信息公开申请9件，结转2024年度7件。", 2025),
            (Said{{"received", "9"}, {"carried_in", "7"}}));
  EXPECT_EQ(said_in("收到政府信息公开申请9件，结转2024年度7件。", std::nullopt),
            (Said{{"received", "9"}}));
}

TEST(Claims, ReadOutcomesAlsoInTheNextSentence) {
  EXPECT_EQ(said_in("共受理信息公开申请6件。予以公开2件，占29%；部分公开1件；不予公开0件；"
                    "无法提供2件；不予处理1件；其他处理0件。"),
            (Said{{"received", "6"},
                  {"granted", "2"},
                  {"partial", "1"},
                  {"denied", "0"},
                  {"unable", "2"},
                  {"not_processed", "1"},
                  {"other", "0"}}));
  EXPECT_EQ(said_in("受理信息公开申请9件。予以公开及部分公开8件。"),
            (Said{{"received", "9"}, {"granted_partial", "8"}}));
}

TEST(Claims, ReadNothingReceivedAsZero) {
  EXPECT_EQ(said_in("2023年，我乡未收到政府信息公开申请。未发生行政复议、行政诉讼情况。"),
            (Said{{"received", "0"}, {"reconsideration", "0"}, {"litigation", "0"}}));
}

TEST(Claims, DoNotTakeNoCorrectionForNoCase) {
  EXPECT_EQ(said_in("全年没有被行政复议或行政诉讼纠错的情况。"), Said{});
}

TEST(Claims, ReadCasesAndTheirSplit) {
  EXPECT_EQ(said_in("被行政复议5宗，其中2宗维持，1宗结果纠正，1宗其他结果，1宗尚未审结。"),
            (Said{{"reconsideration", "5"},
                  {"reconsideration.keep", "2"},
                  {"reconsideration.fix", "1"},
                  {"reconsideration.oth", "1"},
                  {"reconsideration.pend", "1"}}));
}

TEST(Claims, ReadThousandsButNotTwoClausesAsOneNumber) {
  EXPECT_EQ(said_in("收到政府信息公开申请1,234件。"), (Said{{"received", "1234"}}));
  EXPECT_EQ(said_in("收到政府信息公开申请5，120人参加培训。"), (Said{{"received", "5"}}));
}

// Which of the two it is cannot be told.
TEST(Claims, LeaveOutAFigurePartedByAFullWidthComma) {
  const Said said{{"answered", "7"}};
  EXPECT_EQ(said_in("收到政府信息公开申请1，225件，办结7件。"), said);
  EXPECT_EQ(said_in("收到政府信息公开申请１，２２５件，办结7件。"), said);
  EXPECT_EQ(said_in("收到政府信息公开申请1，002，225件，办结7件。"), said);
  EXPECT_EQ(said_in("主动公开政府信息1，225条，其中通知3条，公告4条。"), Said{});
}

TEST(Claims, LeaveOutWhatSpeaksOfSomethingElse) {
  EXPECT_EQ(said_in("办理依申请公开意见征询件9件。"), Said{});
  EXPECT_EQ(said_in("受理行政许可申请500件。"), Said{});
  EXPECT_EQ(said_in("收到政府信息公开申请的咨询30件。"), Said{});
  EXPECT_EQ(said_in("政府信息公开申请数量比上年增加12件。"), Said{});
}

TEST(Claims, AreInexactWithWordsOfApproximation) {
  const auto claims = claims_in("共收到政府信息公开申请约20件。");
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_FALSE(claims[0].is_exact);
  const auto in_ten_thousands = claims_in("制发规范性文件1.2万件。");
  ASSERT_EQ(in_ten_thousands.size(), 1u);
  EXPECT_EQ(to_text(in_ten_thousands[0].value), "12000");
  EXPECT_FALSE(in_ten_thousands[0].is_exact);
}

TEST(Claims, AreWiderWhenTheSentenceSpeaksOfARegion) {
  const auto claims = claims_in("全区共收到政府信息公开申请20件。我局收到政府信息公开申请3件。");
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_TRUE(claims[0].is_wider);
  EXPECT_FALSE(claims[1].is_wider);
  for (const char* sentence : {"全镇共受理政府信息公开申请45件，其中镇本级13件。",
                               "共收到政府信息公开申请45件，其中下属单位32件。"}) {
    const auto wider = claims_in(sentence);
    ASSERT_FALSE(wider.empty());
    EXPECT_TRUE(wider[0].is_wider) << sentence;
  }
}

TEST(Claims, ReadAnArticleTotalAndItsParts) {
  EXPECT_EQ(said_in("主动公开政府信息37条，其中：1.组织机构类信息2条；2.部门文件类信息3条；"
                    "3.动态类信息32条。"),
            (Said{{"breakdown.total", "37"},
                  {"breakdown.part", "2"},
                  {"breakdown.part", "3"},
                  {"breakdown.part", "32"}}));
}

TEST(Claims, CountPartsInBracketsOnce) {
  EXPECT_EQ(said_in("主动公开政府信息150条，其中组织机构5条；文件145条（通知2条、其他143条）。"),
            (Said{{"breakdown.total", "150"}, {"breakdown.part", "5"}, {"breakdown.part", "145"}}));
}

TEST(Claims, AreReadAcrossALineThatAPageEndHasBroken) {
  EXPECT_EQ(said_in("本局 2023 年共受理信息公开申请 0 件，其中当面申请\n0 宗；网上申请 0 宗。"),
            (Said{{"received", "0"}, {"channel.counter", "0"}, {"channel.web", "0"}}));
}

TEST(Claims, CarryClauseAndSection) {
  const auto claims = claims_in("按规定办理，2023年我镇收到1宗政府信息公开申请，已办结。");
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0].text, "2023年我镇收到1宗政府信息公开申请");
  EXPECT_EQ(claims[0].section, 1);
}

TEST(Claims, AreNotReadFromTheSectionAboutPlans) {
  const std::vector<Section> plans{{.number = 5, .text = "收到政府信息公开申请3件。"}};
  EXPECT_TRUE(read_claims(plans, 2023).empty());
}

}  // namespace
}  // namespace gkwatch::parser
