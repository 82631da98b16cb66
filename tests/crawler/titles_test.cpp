#include "crawler/titles.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace gkwatch::crawler {
namespace {

struct TitleCase {
  const char* title;
  std::optional<int> year;
};

// domain/report-format.md 2.1 and 5.4, gkmlpt-protocol.md 4.2.
const std::vector<TitleCase> kReports{
    {"广州市番禺区人民政府洛浦街道办事处 2020 年政府信息公开工作年度报告", 2020},
    {"广州市花都区狮岭镇政府信息公开工作 年度报告", std::nullopt},
    {"附件3 广州市花都区狮岭镇政府信息公开工作 年度报告", std::nullopt},
    {"广州市花都区狮岭镇政府信息公开工作2020年度报告", 2020},
    {"西工区洛北街道办事处2020年政府信息公开工作年度报告", 2020},
    {"2020年广州市花都区信访局政府信息公开 工作年度报告", 2020},
    {"2020年番禺区人民政府沙湾街道办事处政府信息公开年度报告", 2020},
    {"2022年度螅镇政府信息公开工作年度报告", 2022},
    {"中原西路街道办事处2019年度政府信息公开工作年度报告", 2019},
    {"巩义市紫荆路街道2021政府信息公开年度报告", 2021},
    {"某局2025年政府信息公开工作的年度报告", 2025},
    {"红桥区人民政府办公室2023年政府信息公开工作报告", 2023},
    {"关于2022年度政府信息公开情况的报告", 2022},
    {"国家税务总局鄂州市税务局2023年政府信息公开工作年度报告", 2023},
    {"2023年国家税务总局鄂州市税务局政府信息公开工作年度报告", 2023},
    {"2023年政府信息公开工作年度报告", 2023},
    {"2023年度政府信息公开工作年度报告", 2023},
    {"2024年示例镇人民政府信息公开工作年度报告", 2024},
    {"示例局2023年信息公开年度报告", 2023},
    {"大埔县三河镇人民政府2023年政府信息\n公开工作年度报告", 2023},
    {"示例局<br/>2023年政府<em>信息公开</em>工作年度报告", 2023},
    {"示例局2023年政府信息公开工作年度&nbsp;报告", 2023},
    {"示例局２０２３年政府信息公开工作年度报告", 2023},
    {"示例局二〇二〇年政府信息公开工作年度报告", 2020},
    {"示例局二○一九年度政府信息公开工作年度报告", 2019},
    {"示例局2019年政府信息公开年报", 2019},
    // Words of look-alikes within the name of an agency.
    {"中共示例区委机构编制委员会办公室2020年政府信息公开工作年度报告", 2020},
    {"示例区绩效考核办公室2020年政府信息公开工作年度报告", 2020},
    {"示例市财政预算编审中心2020年政府信息公开工作年度报告", 2020},
    {"示例市农产品质量安全评估中心2021年政府信息公开年度报告", 2021},
    // Several years, or none that is clear.
    {"示例局2018-2019年政府信息公开工作年度报告", std::nullopt},
    {"示例局2021年发布的2020年度政府信息公开工作年度报告", 2020},
};

TEST(ReadTitle, AcceptsEveryFormMetInTheWild) {
  for (const TitleCase& one : kReports) {
    const TitleReading reading = read_title(one.title);
    EXPECT_TRUE(reading.is_report) << one.title << ": " << reading.why_not;
    EXPECT_EQ(reading.year, one.year) << one.title;
  }
}

TEST(ReadTitle, RejectsWhatOnlyLooksLikeIt) {
  for (const char* title : {
           "2023年政府网站工作年度报表",
           "关于延期公布2020年政府信息公开工作年度报告的说明",
           "关于更正2020年政府信息公开工作年度报告的公告",
           "示例区政府网站监管年度报表（2023年度）",
           "示例局2023年法治政府建设年度报告",
           "2023年政务公开工作要点",
           "2022年政府信息公开工作要点落实情况的报告",
           "2023年政务公开工作总结",
           "2023年度部门决算",
           "示例局政府信息公开指南",
           "示例局政府信息公开目录",
           "图解：示例局2023年政府信息公开工作年度报告",
           "【一图读懂】示例局2023年政府信息公开工作年度报告",
           "示例局2023年政府信息公开工作年度报告解读",
           "示例局2023年政府信息公开工作年度报告（图片版）",
           "示例局2023年政府信息公开工作年度报告（英文版）",
           "关于做好2023年政府信息公开工作年度报告编制工作的通知",
           "政府信息公开工作年度报告格式模板",
           "2023年第一季度政府信息公开工作报告",
           "2023年上半年政府信息公开工作情况报告",
           "示例大学2022-2023学年信息公开年度报告",
           "示例集团企业信息公开年度报告2023",
           "2023年政务公开工作年度报告",
           "2023年政府工作报告",
           "示例局政府信息公开申请表",
           "2023年政府信息公开工作年度报告统计表",
           "2023年政务公开第三方评估报告",
           "政府信息公开年报",
           "部门政府信息公开年报",
           "政府信息公开工作年度报告",
           "各镇街政府信息公开年度报告",
           "",
       }) {
    const TitleReading reading = read_title(title);
    EXPECT_FALSE(reading.is_report) << title;
    EXPECT_FALSE(reading.why_not.empty()) << title;
  }
}

TEST(ReadTitle, TakesAShortTitleInAColumnOfAnnualReportsOnly) {
  for (const char* title : {"洛浦街2019年报", "示例局2023年年度报告", "2022年度年报"}) {
    EXPECT_FALSE(read_title(title).is_report) << title;
    const TitleReading reading = read_title(title, TitlePlace::ReportColumn);
    EXPECT_TRUE(reading.is_report) << title;
    EXPECT_TRUE(reading.year) << title;
  }
  for (const char* title : {"2023年法治政府建设年度报告", "2023年部门决算年度报告", "年报"}) {
    EXPECT_FALSE(read_title(title, TitlePlace::ReportColumn).is_report) << title;
  }
}

TEST(ReadTitle, LeavesATitleThatAListCutShortToThePage) {
  const TitleReading reading = read_title("示例区示例镇人民政府2020年政府信息公开工…");
  EXPECT_TRUE(reading.is_report);
  EXPECT_TRUE(reading.is_cut);
  EXPECT_EQ(reading.year, 2020);
  EXPECT_FALSE(read_title("示例区2020年政府信息公开工作要点…").is_report);
  EXPECT_FALSE(read_title("示例区2020年政府工作…").is_report);
  EXPECT_FALSE(read_title("2020年政府信息公开工作年度报告").is_cut);
}

TEST(PlainTitle, IsOneLineWithoutTags) {
  EXPECT_EQ(plain_title("2023年政府信息\n公开"), "2023年政府信息 公开");
  EXPECT_EQ(plain_title("甲<br/>乙<em>丙</em>"), "甲 乙丙");
  EXPECT_EQ(plain_title("a &lt;b&gt; 1 < 2"), "a 1 < 2") << "tags written as entities are tags";
  EXPECT_EQ(plain_title("  "), "");
}

}  // namespace
}  // namespace gkwatch::crawler
