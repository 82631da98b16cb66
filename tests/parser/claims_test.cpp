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

// Some months, some offices, some of the requests: no figure of a part is one of the tables'.
TEST(Claims, AreNotReadFromWhatCountsAPart) {
  EXPECT_EQ(said_in("2023年上半年收到政府信息公开申请14件，下半年收到11件，全年新收25件。"),
            (Said{{"new", "25"}}));
  EXPECT_EQ(said_in("收到政府信息公开申请25件。第一季度收到申请8件，12月份收到申请6件。"),
            (Said{{"received", "25"}}));
  EXPECT_EQ(said_in("2022年结转的3件申请均已办结，其中予以公开2件、部分公开1件。"), Said{});
  EXPECT_EQ(said_in("指导下属单位办理政府信息公开申请9件，协助区政府办公室办理申请7件。"), Said{});
  EXPECT_EQ(said_in("新收政府信息公开申请26件（其中1件撤回，未计入表三）。"), Said{});
  for (const Claim& claim :
       claims_in("我局机关新收政府信息公开申请18件，局属婚姻登记中心新收7件，合计25件。")) {
    EXPECT_TRUE(claim.is_wider) << claim.text;
  }
}

TEST(Claims, AreNotReadFromWhatCountsSeveralYears) {
  EXPECT_EQ(said_in("近三年来，我镇共收到政府信息公开申请31件，答复30件。"), Said{});
  EXPECT_EQ(said_in("2021年以来累计收到政府信息公开申请31件。"), Said{});
}

// A second attack: each of these was held against the tables.
TEST(Claims, AreNotReadFromOtherThingsThatAreCounted) {
  for (const char* sentence :
       {"2021年至2023年，我局累计收到政府信息公开申请91件，办结88件。",
        "我局2022年年度报告中本年新收政府信息公开申请误填为21件，应为26件。",
        "我局作为行政复议机关办理涉政府信息公开行政复议案件7件，其中维持5件。",
        "共有1件行政复议被纠正。", "处理申请人来电反映问题8件，涉及信息公开申请。",
        "制作行政处罚决定书31份。"}) {
    EXPECT_EQ(said_in(sentence), Said{}) << sentence;
  }
  EXPECT_EQ(said_in("办结政府信息公开申请25件，涉及行政诉讼案件材料的3件。"),
            (Said{{"answered", "25"}}));
  EXPECT_EQ(said_in("新收政府信息公开申请25件，其中通过依申请公开系统办理的有22件。"),
            (Said{{"new", "25"}}));
  EXPECT_EQ(said_in("收到政府信息公开申请25件，其中社会组织登记类5件。"),
            (Said{{"received", "25"}}));
  EXPECT_EQ(said_in("收到通过栏目提交的政府信息公开申请20件、邮寄申请5件。"),
            (Said{{"channel.mail", "5"}}));
  EXPECT_EQ(said_in("答复政府信息公开申请9件；公文主动公开41件、依申请公开9件、不予公开8件。"),
            (Said{{"answered", "9"}}));
}

// "信访件45件,办结45件": what was counted last is what is meant.
TEST(Claims, BelongToTheThingThatWasCountedBefore) {
  EXPECT_EQ(said_in("受理政府信息公开申请3件，受理信访件45件，办结45件。"),
            (Said{{"received", "3"}}));
  EXPECT_EQ(said_in("收到政府信息公开申请25件，办理网民留言45条，答复45条。"),
            (Said{{"received", "25"}}));
  EXPECT_EQ(said_in("办理政府信息公开申请25件、建议提案10件，共办结35件。"), Said{});
  EXPECT_EQ(said_in("收到政府信息公开申请25件。指导基层办理依申请公开9件，其中予以公开5件。"),
            (Said{{"received", "25"}}));
  EXPECT_EQ(said_in("收到政府信息公开申请25件，同比增长20%，办结25件。"),
            (Said{{"received", "25"}, {"answered", "25"}}));
}

TEST(Claims, AreNotReadFromPartsOfTheWork) {
  for (const char* sentence :
       {"收到政府信息公开申请，转送其他机关办理4件。", "涉及其他机关会商办理申请公开6件。",
        "电子邮件答复政府信息公开申请15件。", "收到涉及规范性文件的申请5件。",
        "就申请征求第三方意见5份，收到同意公开回函4份。",
        "自2008年以来，我局累计受理依申请公开412件。", "作出申请公开行政许可决定5件。",
        "区局作出行政处罚6件。", "涉及征地补偿的申请11件、涉及行政复议的3件。"}) {
    EXPECT_EQ(said_in(sentence), Said{}) << sentence;
  }
}

// Made, not shown or changed.
TEST(Claims, CountTheNormativeDocumentsThatWereMade) {
  for (const char* sentence :
       {"公开规范性文件5件。", "修改规范性文件1件。", "参与起草规范性文件2件。"}) {
    EXPECT_EQ(said_in(sentence), Said{}) << sentence;
  }
  EXPECT_EQ(said_in("制定并公开规范性文件3件。"), (Said{{"normative.made", "3"}}));
}

TEST(Claims, KnowOtherOrganisationsFromAllOrganisations) {
  EXPECT_EQ(said_in("收到政府信息公开申请13件，其中自然人10件，法人或其他组织3件。"),
            (Said{{"received", "13"}, {"applicant.np", "10"}}));
}

// What was public before is an answer of the same row.
TEST(Claims, LeaveOutGrantedBesideAlreadyPublic) {
  EXPECT_EQ(
      said_in("答复政府信息公开申请12件，其中属于主动公开范围2件，予以公开6件，部分公开1件。"),
      (Said{{"answered", "12"}, {"partial", "1"}}));
}

TEST(Claims, LeaveOutOneFigureForSeveralOutcomes) {
  EXPECT_EQ(said_in("答复政府信息公开申请25件，不予公开、无法提供、不予处理及其他处理共9件。"),
            (Said{{"answered", "25"}}));
  EXPECT_EQ(said_in("答复政府信息公开申请25件，不予处理和其他处理2件，部分公开与不予公开3件。"),
            (Said{{"answered", "25"}}));
  EXPECT_EQ(said_in("答复政府信息公开申请25件，予以公开2件、部分公开1件和不予公开3件。"),
            (Said{{"answered", "25"}, {"granted", "2"}, {"partial", "1"}, {"denied", "3"}}));
}

TEST(Claims, LeaveOutCasesThatArePartlyOfOtherKinds) {
  EXPECT_EQ(said_in("全年共收到行政复议申请57件（其中涉政府信息公开4件）。"), Said{});
  EXPECT_EQ(said_in("行政应诉31件，行政诉讼21件，其中因政府信息公开2件。"), Said{});
  EXPECT_EQ(said_in("上述4件行政复议中有2件为2022年申请。"), Said{});
  EXPECT_EQ(said_in("行政复议案件12件，其中政府信息公开类1件。"), Said{});
}

// "None by mail" is not "none".
TEST(Claims, TakeNoNothingOfOneKindForNothingAtAll) {
  for (const char* sentence :
       {"我局未收到通过邮寄方式提出的申请。", "2023年没有收到新的涉及殡葬领域的政府信息公开申请。",
        "未收到法律服务机构提出的申请。", "未收到自然人提出的政府信息公开申请。",
        "未收到不属于本机关职责的政府信息公开申请。", "没有发生因未按期答复引起的行政诉讼。",
        "没有发生行政复议被纠正的情况以外的问题。",
        "未发生因政府信息公开申请答复超期被行政复议的情况。", "未收到重复申请。"}) {
    EXPECT_EQ(said_in(sentence), Said{}) << sentence;
  }
  for (const char* sentence :
       {"2023年，我局未收到政府信息公开申请。",
        "没有收到公民、法人和其他组织提出的政府信息公开申请。",
        "本机关未收到任何形式的政府信息公开申请。", "我街未收到依申请公开事项。",
        "未收到申请公开政府信息的申请。", "未接到群众要求公开政府信息的申请。"}) {
    EXPECT_EQ(said_in(sentence), (Said{{"received", "0"}})) << sentence;
  }
  for (const char* sentence :
       {"未发生因政府信息公开引起的行政复议。", "没有因政府信息公开工作被申请行政复议的情况。",
        "我局未发生行政复议案件。"}) {
    EXPECT_EQ(said_in(sentence), (Said{{"reconsideration", "0"}})) << sentence;
  }
  EXPECT_EQ(said_in("未发生因政府信息公开引起的行政复议、行政诉讼。"),
            (Said{{"reconsideration", "0"}, {"litigation", "0"}}));
}

TEST(Claims, LeaveOutOtherYearsAndPartsOfOne) {
  EXPECT_EQ(said_in("自2019年至2022年，未发生行政诉讼案件。"), Said{});
  EXPECT_EQ(said_in("2023年1月至3月未收到政府信息公开申请。"), Said{});
  EXPECT_EQ(said_in("2023年1月1日至12月31日，新收政府信息公开申请7件。"), (Said{{"new", "7"}}));
}

TEST(Claims, LeaveOutCasesOfOneOutcomeAndOfOtherMatters) {
  EXPECT_EQ(said_in("行政复议纠正1件系因程序瑕疵被确认违法。"),
            (Said{{"reconsideration.fix", "1"}}));
  EXPECT_EQ(said_in("因其他行政行为引发的行政复议26件、行政诉讼15件。"), Said{});
}

TEST(Claims, EndTheirPartsWhereSomethingElseIsPublished) {
  const Said total_and_part{{"breakdown.total", "12"}, {"breakdown.part", "3"}};
  EXPECT_EQ(said_in("全年公开信息文件12件，其中通知3件；主动公开文件41件。"), total_and_part);
  EXPECT_EQ(said_in("公开信息9条，其中通知8条、动态7条（部分信息同时归入多个栏目）。"), Said{});
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
