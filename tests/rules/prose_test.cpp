#include <gtest/gtest.h>

#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

std::string repeated(const char* text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

struct Written {
  const char* rule;
  int section;  // 0: the whole text
  std::string text;
  const char* told;
  int year = 2020;
};
class Sections : public testing::TestWithParam<Written> {};

TEST_P(Sections, AreRead) {
  const Written& written = GetParam();
  ReportBuilder builder{written.year < 2021 ? Form::F2019 : Form::F2021, written.year};
  if (written.section == 0) builder.parsed().text = written.text;
  builder.section(written.section, written.text);
  EXPECT_EQ(Findings{builder}.told(written.rule), written.told) << written.text;
}

INSTANTIATE_TEST_SUITE_P(
    ProseRules, Sections,
    testing::Values(
        Written{"R-DOC-EMPTY-SEC1", 1, "我局认真落实。", "warning section 1"},
        Written{"R-DOC-EMPTY-SEC1", 1, repeated("认真落实公开工作", 11), ""},
        Written{"R-DOC-EMPTY-SEC5", 5, "无", "warning section 5"},
        Written{"R-DOC-EMPTY-SEC5", 5, repeated("改进公开工作", 6), ""},
        Written{"R-DOC-SEC1-TOPICS", 1, "主动公开、依申请公开、信息管理、监督情况。",
                "info section 1"},
        Written{"R-DOC-SEC1-TOPICS", 1, "主动公开、公开申请、信息资源、政务公开平台、监督情况。",
                ""},
        Written{"R-DOC-PERIOD", 1, "统计期限为2019年1月1日至2019年12月31日。", "warning"},
        Written{"R-DOC-PERIOD", 1, "统计期限自2020年1月1日起至12月31日止。", ""},
        Written{"R-DOC-PERIOD", 1, "统计期限为 2020  1  1  日至 2020  12  31  日。", ""},
        Written{"R-DOC-PERIOD", 1, "统计期限为2020年01月01日至2020年12月31日。", ""},
        Written{"R-DOC-PERIOD", 1, "统计期限为2020年12月28日至12月31日。", "info"},
        Written{"R-DOC-PERIOD", 1, "统计期限自2020年1月1日至2020年11月30日。", "warning"},
        Written{"R-DOC-PERIOD", 1, "统计期限自2020年3月15日起至2020年12月31日止。", "info"},
        Written{"R-DOC-PERIOD", 1, "统计期限自2019年12月1日至2020年11月30日。", "warning"},
        Written{"R-DOC-PERIOD", 1, "认真落实。", "info"},
        Written{"R-DOC-PREAMBLE-COUNT", 0,
                "本报告由总体情况、主动公开、依申请公开、复议诉讼、主要问题及改进等六部分组成。",
                "info"},
        Written{
            "R-DOC-PREAMBLE-COUNT", 0,
            "本报告由总体情况、主动公开、依申请公开、复议诉讼、主要问题、其他事项等六部分组成。",
            ""},
        Written{"R-DOC-STALE-CITATION", 0, "根据国办公开办函〔2019〕60号编制", "info", 2024},
        Written{"R-DOC-STALE-CITATION", 0, "根据国办公开办函〔2021〕30号编制", "", 2024},
        Written{"R-DOC-STALE-CITATION", 0, "根据国办公开办函〔2019〕60号编制", ""},
        Written{"R-DOC-RESIDUE", 0, "附件3\n\n广州市花都区狮岭镇政府信息公开工作年度报告",
                "warning"},
        Written{"R-DOC-RESIDUE", 0, "按照《中华人民共和国信息公开条例》有关要求", "warning"},
        Written{"R-DOC-RESIDUE", 0, "×××局2020年年度报告", "warning"},
        Written{"R-DOC-RESIDUE", 0, "按照《中华人民共和国政府信息公开条例》和附件3的要求", ""},
        Written{"R-DOC-FUTURE-YEAR", 5, "2020年将从以下方面进行改进。", "warning section 5"},
        Written{"R-DOC-FUTURE-YEAR", 5, "2020年我局将新媒体纳入统一管理，已整改到位。", ""},
        Written{"R-DOC-FUTURE-YEAR", 5, "2021年将从以下方面进行改进。", ""},
        Written{"R-DOC-FUTURE-YEAR", 5, "2020年以来存在不足，下一步将改进。", ""},
        Written{"R-DOC-GENERIC", 1, "部分地区重视不够，各级政府部门应当加强。", "info section 1"},
        Written{"R-DOC-GENERIC", 1, "各级政府部门应当加强，我局公开76条。", ""},
        Written{"R-ID-YEAR-BODY", 1, "2019年公开76条。2019年收到1件。", "warning section 1"},
        Written{"R-ID-YEAR-BODY", 1, "2020年公开76条，2019年30条，2019年以前12条。", ""},
        Written{"R-ID-YEAR-BODY", 1, "根据《2019年工作要点》《2019年通知》公开76条。", ""},
        Written{"R-D-LEFTOVER", 1, "2019年，我镇认真落实。", "warning section 1"},
        Written{"R-D-LEFTOVER", 1, "2020年，我镇认真落实，与2019年我镇工作相比有进步。", ""},
        Written{"R-D-LEFTOVER", 1, "与2019年相比增加。", ""}),
    [](const auto& one) { return "Case" + std::to_string(one.index); });

TEST(TitleForm, HasTheWordsOfTheForm) {
  ReportBuilder builder;
  EXPECT_EQ(Findings{builder}.told("R-ID-TITLE-FORM"), "");
  builder.parsed().title = "红桥区人民政府办公室2023年政府信息公开工作报告";
  EXPECT_EQ(Findings{builder}.told("R-ID-TITLE-FORM"), "info");
  builder.parsed().title = "";
  EXPECT_EQ(Findings{builder}.told("R-ID-TITLE-FORM"), "");
}

TEST(GovernmentEvaluation, IsAskedOfGovernmentsAlone) {
  Agency agency = shiling();
  ReportBuilder builder;
  EXPECT_EQ((Findings{builder.report(), &agency}.told("R-DOC-GOV-EVAL")), "");
  builder.section(1, "认真落实公开工作。");
  EXPECT_EQ((Findings{builder.report(), &agency}.told("R-DOC-GOV-EVAL")), "info section 1");
  agency.kind = AgencyClass::G;
  EXPECT_EQ((Findings{builder.report(), &agency}.told("R-DOC-GOV-EVAL")), "warning section 1");
  agency.kind = AgencyClass::S;
  EXPECT_EQ((Findings{builder.report(), &agency}.told("R-DOC-GOV-EVAL")), "");
}

TEST(ProseRules, SayNothingOfASectionThatWasNotFound) {
  ReportBuilder builder;
  builder.without_section(1).without_section(5);
  const Findings findings{builder};
  for (const char* rule : {"R-DOC-EMPTY-SEC1", "R-DOC-EMPTY-SEC5", "R-DOC-SEC1-TOPICS",
                           "R-DOC-FUTURE-YEAR", "R-DOC-GENERIC", "R-D-LEFTOVER"}) {
    EXPECT_EQ(findings.told(rule), "") << rule;
  }
}

}  // namespace
}  // namespace gkwatch::rules
