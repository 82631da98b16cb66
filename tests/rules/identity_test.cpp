#include "rules/identity.h"

#include <gtest/gtest.h>

#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

struct NameCase {
  const char* printed;
  const char* own;
  SameAgency same;
};
class Names : public testing::TestWithParam<NameCase> {};

TEST_P(Names, AreCompared) {
  Agency agency = shiling();
  agency.name = GetParam().own;
  EXPECT_EQ(names_agency(GetParam().printed, agency), GetParam().same)
      << GetParam().printed << " / " << GetParam().own;
}

constexpr auto kYes = SameAgency::Yes;
constexpr auto kUnsure = SameAgency::Unsure;
constexpr auto kNo = SameAgency::No;
const char* const kLuopu = "广州市番禺区人民政府洛浦街道办事处";
const char* const kShiling = "广州市花都区狮岭镇人民政府";
const char* const kLetters = "广州市花都区信访局";
const char* const kLuobei = "洛阳市西工区洛北街道办事处";

INSTANTIATE_TEST_SUITE_P(
    Identity, Names,
    testing::Values(
        NameCase{"广州市番禺区人民政府洛浦街道办事处", kLuopu, kYes},
        NameCase{"番禺区洛浦街道办事处", kLuopu, kYes}, NameCase{"番禺区洛浦街", kLuopu, kYes},
        NameCase{"广州市番禺区 人民政府洛浦街道", kLuopu, kYes},
        NameCase{"洛浦街道办事处", kLuopu, kUnsure},  // 洛阳 has one too
        NameCase{"洛浦镇", kLuopu, kUnsure}, NameCase{"和田地区洛浦县洛浦镇", kLuopu, kNo},
        NameCase{"沙湾街道", "广州市番禺区沙湾街道办事处", kUnsure},
        NameCase{"湛江市赤坎区沙湾街道", "广州市番禺区沙湾街道办事处", kNo},
        NameCase{"沙湾镇", "广州市番禺区沙湾街道办事处", kUnsure},
        NameCase{"沙湾乡人民政府", "广州市番禺区沙湾街道办事处", kUnsure},
        NameCase{"洛阳市老城区洛浦街道办事处", kLuopu, kNo},
        NameCase{"番禺区沙湾街道办事处", kLuopu, kNo},
        NameCase{"广州市番禺区人民政府", kLuopu, kNo},
        NameCase{"广州市花都区狮岭镇", kShiling, kYes},
        NameCase{"广州市花都区狮岭镇政府", kShiling, kYes}, NameCase{"狮岭镇政府", kShiling, kYes},
        NameCase{"广州市狮岭镇", kShiling, kYes}, NameCase{"狮岭镇", kShiling, kYes},
        NameCase{"广州市花都区花山镇", kShiling, kNo},
        NameCase{"花都区狮岭街道", kShiling, kUnsure}, NameCase{"花都区信访局", kLetters, kYes},
        NameCase{"广州市信访局", kLetters, kNo}, NameCase{"广州市番禺区信访局", kLetters, kNo},
        NameCase{"信访局", kLetters, kUnsure}, NameCase{"广州市花都区财政局", kLetters, kNo},
        NameCase{"西工区洛北街道办事处", kLuobei, kYes}, NameCase{"洛北街道", kLuobei, kYes},
        NameCase{"上海市科委", "上海市科学技术委员会", kUnsure},
        NameCase{"上海市科委", "上海市科委", kYes},
        NameCase{"上海市发展改革委", "上海市科学技术委员会", kNo},
        NameCase{"淮安市人民政府", "淮安市人民政府", kYes},
        NameCase{"淮安市人民政府办公室", "淮安市人民政府", kNo},
        NameCase{"市人民政府办公室", "淮安市人民政府办公室", kUnsure},
        NameCase{"广州市番禺区政务服务数据管理局", "广州市番禺区政务服务和数据管理局", kUnsure},
        NameCase{"广州市黄埔区人民政府 广州开发区管委会", "广州市黄埔区人民政府", kYes},
        NameCase{"贵阳市白云区棠景街道", "广州市白云区棠景街道办事处", kNo},
        NameCase{"广州市市场监督管理局", "广州市市场监督管理局", kYes},
        NameCase{"巩义市紫荆路街道", "郑州市巩义市紫荆路街道办事处", kYes},
        NameCase{"深圳市坪山区人民政府", "深圳市坪山区", kYes},
        NameCase{"广东省教育厅", "广州市教育局", kNo},
        NameCase{"梅州市梅县区南口镇", "梅州市梅县区南口镇人民政府", kYes},
        NameCase{"武汉市公安局青山区分局", "青山区公安分局", kUnsure},
        NameCase{"武汉市公安局青山分局", "武汉市青山区公安分局", kUnsure},
        NameCase{"青山区生态环境分局", "武汉市生态环境局青山区分局", kUnsure},
        NameCase{"青山区自然资源和规划局", "武汉市自然资源和规划局青山分局", kUnsure},
        NameCase{"武汉市公安局洪山区分局", "青山区公安分局", kNo},
        NameCase{"青山区税务分局", "武汉市公安局青山区分局", kNo},
        NameCase{"中共青山区委机构编制委员会办公室", "青山区委编办", kUnsure},
        NameCase{"中共青山区委统战部", "青山区委编办", kUnsure},
        NameCase{"首页>政务公开>信访局2020", kLetters, kUnsure},
        NameCase{"关于", kLetters, kUnsure}),
    [](const auto& one) { return "Case" + std::to_string(one.index); });

TEST(Identity, KnowsAnAliasAsAName) {
  Agency agency = shiling();
  agency.name = "上海市科学技术委员会";
  agency.aliases = {"上海市科委"};
  EXPECT_EQ(names_agency("上海市科委", agency), kYes);
}

TEST(Identity, KnowsAnAliasInTheReportYearsInWhichItHolds) {
  Agency agency = shiling();
  agency.name = "广州市番禺区政务服务和数据管理局";
  agency.aliases = {"广州市番禺区信息化局@2019-2021", "广州市番禺区政务局@-2022"};
  EXPECT_EQ(names_agency("番禺区信息化局", agency, 2019), kYes);
  EXPECT_EQ(names_agency("番禺区信息化局", agency, 2021), kYes);
  EXPECT_EQ(names_agency("番禺区信息化局", agency, 2022), kUnsure) << "an old name may lag behind";
  EXPECT_EQ(names_agency("番禺区信息化局", agency, 2018), kUnsure);
  EXPECT_EQ(names_agency("番禺区信息化局", agency), kYes);
  EXPECT_EQ(names_agency("番禺区财政局", agency, 2022), kNo);
  ReportBuilder builder;
  builder.parsed().agency_name = "番禺区信息化局";
  Report report = builder.report();
  report.year = 2020;
  EXPECT_EQ((Findings{report, &agency}.told("R-ID-AGENCY-TITLE")), "");
  report.year = 2023;
  EXPECT_EQ((Findings{report, &agency}.told("R-ID-AGENCY-TITLE")), "warning");
}

TEST(Identity, TellsTheWrongAgencyOfATitle) {
  const Agency agency = shiling();
  ReportBuilder builder;
  EXPECT_EQ((Findings{builder.report(), &agency}.told("R-ID-AGENCY-TITLE")), "");
  builder.parsed().agency_name = "广州市花都区花山镇人民政府";
  EXPECT_EQ((Findings{builder.report(), &agency}.told("R-ID-AGENCY-TITLE")), "error");
  builder.parsed().text = "附：" + agency.name + "2020年政府信息公开工作年度报告";
  EXPECT_EQ((Findings{builder.report(), &agency}.told("R-ID-AGENCY-TITLE")), "unverifiable")
      << "a second report in the same file";
  builder.parsed().agency_name = "首页 狮岭";
  EXPECT_EQ((Findings{builder.report(), &agency}.told("R-ID-AGENCY-TITLE")), "warning");
  builder.parsed().agency_name = "";
  EXPECT_EQ((Findings{builder.report(), &agency}.told("R-ID-AGENCY-TITLE")), "warning");
  EXPECT_EQ(Findings{builder}.told("R-ID-AGENCY-TITLE"), "") << "parse knows no agency";
}

TEST(Identity, TellsTheWrongYearOfATitle) {
  ReportBuilder builder;
  builder.parsed().year = 2019;
  EXPECT_EQ(Findings{builder}.told("R-ID-YEAR-TITLE"), "error");
  builder.parsed().is_year_from_title = false;
  EXPECT_EQ(Findings{builder}.told("R-ID-YEAR-TITLE"), "warning") << "狮岭镇 2020";
  builder.parsed().status = ReadStatus::Unreadable;
  EXPECT_EQ(Findings{builder}.told("R-ID-YEAR-TITLE"), "unverifiable");
  EXPECT_EQ(Findings{ReportBuilder{}}.told("R-ID-YEAR-TITLE"), "");
}

}  // namespace
}  // namespace gkwatch::rules
