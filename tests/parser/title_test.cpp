// Which line of a page is the title of its report, and which year and agency it names.
#include "parser/title.h"

#include <gtest/gtest.h>

#include "parser/sections.h"
#include "tests/parser/made_tables.h"

namespace gkwatch::parser {
namespace {

constexpr const char* kOwn = "示例区民政局2023年政府信息公开工作年度报告";

Title title_of(const std::string& line) {
  return find_title({.blocks = {{.kind = BlockKind::Text, .text = line}}});
}

void expect_own(const Title& title, const std::string& what) {
  EXPECT_EQ(title.year, 2023) << what;
  EXPECT_EQ(title.agency, "示例区民政局") << what;
}

// A number of a document and a date name the year in which the report was made.
TEST(Titles, TakeNoYearFromNumbersOfDocumentsAndDates) {
  for (const char* before :
       {"示民〔2024〕3号 ", "示民[2024]3号", "示民（2024）3号", "2024年1月15日",
        "（2024年1月15日）", "2024年1月发布：", "【2024】", "2024-01-15 ", "（2024年1月）"}) {
    expect_own(title_of(std::string{before} + kOwn), before);
  }
  expect_own(title_of("示例区民政局政府信息公开工作年度报告（2023年）"), "behind");
  expect_own(title_of("示例区民政局2023年度（2024年公布）政府信息公开工作年度报告"), "between");
  expect_own(title_of("示例区民政局（2023）年度政府信息公开工作报告"), "in brackets");
  expect_own(title_of("【2023】示例区民政局政府信息公开工作年度报告"), "only there");
}

TEST(Titles, OfSeveralYearsNameTheLast) {
  for (const char* years : {"2021—2023年", "2021-2023年", "2021至2023年", "2021年至2023年"}) {
    expect_own(title_of("示例区民政局" + std::string{years} + "政府信息公开工作年度报告"), years);
  }
}

Block line_of(BlockKind kind, const char* text) { return {.kind = kind, .text = text}; }

// A page may list the reports of other years, and of other agencies, before its own.
TEST(Titles, AreNotTakenFromAListOfOtherReports) {
  const Block before[] = {line_of(BlockKind::Text, "示例区民政局2022年政府信息公开工作年度报告"),
                          line_of(BlockKind::Text, "示例区教育局2021年政府信息公开工作年度报告")};
  Extract page{.blocks = {before[0], before[1], line_of(BlockKind::Heading, kOwn)}};
  expect_own(find_title(page), "a heading");
  page.blocks[2].kind = BlockKind::Text;
  page.title = std::string{kOwn} + "_示例区人民政府";
  expect_own(find_title(page), "what the page calls itself");
  page.title = "年度报告-示例区人民政府";
  page.blocks.push_back(
      line_of(BlockKind::Text, "所列数据的统计期限自2023年1月1日起至2023年12月31日止。"));
  expect_own(find_title(page), "the year that its text speaks of");
}

TEST(Titles, OfAWrongYearStandWhatTheTextSays) {
  Extract page{
      .blocks = {line_of(BlockKind::Heading, "示例区民政局2022年政府信息公开工作年度报告"),
                 line_of(BlockKind::Text, "统计期限自2023年1月1日起至2023年12月31日止。")}};
  EXPECT_EQ(find_title(page).year, 2022);
}

TEST(Titles, MayNameTheYearInChineseDigits) {
  for (const char* year : {"二〇二三年", "二○二三年", "二零二三年度", "二Ｏ二三年"}) {
    expect_own(title_of("示例区民政局" + std::string{year} + "政府信息公开工作年度报告"), year);
  }
}

TEST(Titles, MayBeFollowedByTheDateOfTheirPage) {
  expect_own(title_of(std::string{kOwn} + " 2024-01-15"), "date");
  expect_own(title_of(std::string{kOwn} + " （2024年1月15日）"), "in brackets");
  expect_own(title_of(std::string{kOwn} + " 2024-01-15 10:22"), "with the time");
}

TEST(Titles, MaySayItShorter) {
  expect_own(title_of("示例区民政局2023年度信息公开年报"), "年报");
  expect_own(title_of("示例区民政局2023年政府信息公开年报"), "年报");
  EXPECT_EQ(title_of("关于2023年政府信息公开工作年度报告的公示").year, 2023);
}

TEST(Titles, MaySayWhatTheAgencyDoesWithIt) {
  for (const char* verb : {"公布", "发布", "更正", "印发", "编制", "关于报送", "关于示例区"}) {
    expect_own(title_of(std::string{"示例区民政局"} + verb + "2023年政府信息公开工作年度报告"),
               verb);
  }
  expect_own(title_of("（更正）示例区民政局2023年政府信息公开工作年度报告"), "before it");
  expect_own(title_of("转发示例区民政局2023年政府信息公开工作年度报告"), "passed on");
}

TEST(Titles, MayStandInALetter) {
  expect_own(title_of("关于报送2023年政府信息公开工作年度报告的报告（示例区民政局）"), "letter");
}

// The form's headings in the usual other words.
TEST(Headings, InOtherWordsBeginTheirSections) {
  const std::pair<const char*, int> headings[] = {{"一、2023年政府信息公开工作总体情况", 1},
                                                  {"一、基本情况", 1},
                                                  {"一、总体工作情况", 1},
                                                  {"五、存在的问题及下一步工作打算", 5},
                                                  {"五、存在的不足及改进措施", 5},
                                                  {"五、主要问题及改进情况", 5},
                                                  {"六、其他需要说明的事项", 6},
                                                  {"六、其他事项", 6},
                                                  {"五、工作中存在的主要问题及下一步改进措施", 5},
                                                  {"五、政府信息公开工作存在的问题及整改情况", 5},
                                                  {"六、需要报告的其他事项", 6},
                                                  {"六、其他需要报告的情况", 6},
                                                  {"六、其他有关情况", 6}};
  for (const auto& [line, number] : headings) EXPECT_EQ(section_number(line), number) << line;
  for (const char* line : {"其他", "其他情况", "其他对外管理服务事项", "不足", "存在的问题"}) {
    EXPECT_EQ(section_number(line), std::nullopt) << line;
  }
}

TEST(Titles, MayEndInARemark) {
  expect_own(title_of(std::string{kOwn} + "（适用2019年修订《条例》）"), "remark");
}

}  // namespace
}  // namespace gkwatch::parser
