// ID: where a report was found, whom its text speaks of; and the length a local notice sets.
#include <gtest/gtest.h>

#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

class Found : public testing::Test {
 protected:
  std::string told(const char* rule) {
    return Findings{RuleInput{.report = builder_.report(), .agency = &agency_, .origin = &origin_}}
        .told(rule);
  }
  std::string told_without_origin(const char* rule) {
    return Findings{builder_.report(), &agency_}.told(rule);
  }
  Origin origin_{"http://www.huadu.gov.cn/xxgknb/gzj/content/post_7043962.html", ""};
  ReportBuilder builder_;
  Agency agency_ = shiling();
};

TEST_F(Found, AddressWithAnotherYearIsAHintAtMost) {
  EXPECT_EQ(told("R-ID-YEAR-URL"), "");
  for (const char* url : {"http://x.gov.cn/zfxxgknb/zj/2020n/content/post_1.html",
                          "http://x.gov.cn/nb2020/post_1.html", "http://x.gov.cn/2021/post_1.html",
                          "http://x.gov.cn/xxgknb/2019/2021/post_1.html"}) {
    origin_.url = url;
    EXPECT_EQ(told("R-ID-YEAR-URL"), "") << url;
  }
  origin_.url = "http://x.gov.cn/xxgknb/2018n/content/post_1.html";
  EXPECT_EQ(told("R-ID-YEAR-URL"), "info");
  EXPECT_EQ(told_without_origin("R-ID-YEAR-URL"), "");
}

TEST_F(Found, PublisherIsTheAgencyOrAnOfficeThatPublishesForAll) {
  for (const char* publisher : {"", "花都区狮岭镇", "本网", "广州市花都区人民政府办公室",
                                "花都区政务服务数据管理局", "广州市花都区融媒体中心"}) {
    origin_.publisher = publisher;
    EXPECT_EQ(told("R-ID-PUBLISHER"), "") << publisher;
  }
  origin_.publisher = "花都区花山镇";
  EXPECT_EQ(told("R-ID-PUBLISHER"), "info");
}

class Namesake : public Found {
 protected:
  Namesake() {
    agency_.name = "广州市番禺区人民政府洛浦街道办事处";
    agency_.kind = AgencyClass::S;
    agency_.region = "440113";
    builder_.parsed().agency_name = "洛浦街道办事处";
  }
};

TEST_F(Namesake, IsToldWhereTheTextSpeaksOfTheOtherDivision) {
  builder_.parsed().text = "洛阳市老城区洛浦街道办事处位于老城区。";
  EXPECT_EQ(told("R-ID-HOMONYM"), "error");
  builder_.parsed().text += "番禺区来访交流。";
  EXPECT_EQ(told("R-ID-HOMONYM"), "") << "the own division is named as well";
  builder_.parsed().text = "广州市番禺区洛浦街道。";
  EXPECT_EQ(told("R-ID-HOMONYM"), "");
}

TEST_F(Namesake, IsNotTakenFromAPlaceThatIsNamedByItself) {
  builder_.parsed().text = "洛浦街道推进老城区改造，公开相关信息。";
  EXPECT_EQ(told("R-ID-HOMONYM"), "") << "any town has an old town";
}

TEST_F(Namesake, IsSettledByTheSiteAndUnverifiableWithoutOne) {
  EXPECT_EQ(told("R-ID-HOMONYM"), "");
  EXPECT_EQ(told_without_origin("R-ID-HOMONYM"), "unverifiable");
  builder_.parsed().agency_name = "番禺区洛浦街道办事处";
  EXPECT_EQ(told_without_origin("R-ID-HOMONYM"), "") << "its division is printed";
}

TEST_F(Namesake, IsNotLookedForInANameThatOnlyOneDivisionHas) {
  agency_ = shiling();
  builder_.parsed().agency_name = "狮岭镇";
  EXPECT_EQ(told_without_origin("R-ID-HOMONYM"), "");
}

TEST_F(Found, AuthorInTheTextIsTheAgency) {
  for (const char* text : {"本报告由广州市花都区狮岭镇人民政府编制。", "本报告由狮岭镇党政办公室编制。",
                           "如有疑问，请与广州市花都区人民政府办公室联系。",
                           "本报告由国务院办公厅统一格式编制。"}) {
    builder_.section(6, text);
    EXPECT_EQ(told("R-ID-AGENCY-BODY"), "") << text;
  }
  builder_.section(6, "本报告由广州市花都区花山镇人民政府编制。");
  EXPECT_EQ(told("R-ID-AGENCY-BODY"), "warning");
}

TEST_F(Found, SubjectOfTheOverviewIsNotTheWholeDistrict) {
  builder_.section(1, "2020年光明区共受理4申请公开政府信息。");
  EXPECT_EQ(told("R-ID-AGENCY-BODY"), "warning");
  for (const char* text : {"2020年，全区共受理4件政府信息公开申请。", "我区共受理4件申请。"}) {
    builder_.section(1, text);
    EXPECT_EQ(told("R-ID-AGENCY-BODY"), "") << text;
  }
  agency_.kind = AgencyClass::G;
  builder_.section(1, "2020年光明区共受理4件政府信息公开申请。");
  EXPECT_EQ(told("R-ID-AGENCY-BODY"), "");
}

TEST_F(Found, OverviewIsLimitedOnlyWhereALocalNoticeSaysSo) {
  std::string text;
  for (int i = 0; i < 1001; ++i) text += "长";
  builder_ = ReportBuilder{Form::F2021, 2025};
  builder_.section(1, text);
  EXPECT_EQ(told("R-DOC-LENGTH"), "");
  agency_.region = "620602";
  EXPECT_EQ(told("R-DOC-LENGTH"), "info section 1") << "武威";
  builder_.section(1, text.substr(3));
  EXPECT_EQ(told("R-DOC-LENGTH"), "");
  builder_ = ReportBuilder{Form::F2021, 2024};
  builder_.section(1, text);
  EXPECT_EQ(told("R-DOC-LENGTH"), "") << "the notice is of 2025";
}

}  // namespace
}  // namespace gkwatch::rules
