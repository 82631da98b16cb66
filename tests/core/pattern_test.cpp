#include "core/pattern.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace gkwatch {
namespace {

TEST(Pattern, GivesByteOffsetsIntoTheUtf8) {
  const Pattern pattern{"收到(\\d+)宗"};
  const auto match = pattern.search("我镇收到12宗申请");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->begin, 6u);
  EXPECT_EQ(match->end, 17u);
  EXPECT_EQ(match->group(0), "收到12宗");
  EXPECT_EQ(match->group(1), "12");
}

TEST(Pattern, LeavesGroupsThatTookNoPartEmpty) {
  const auto match = Pattern{"a(b)?(c)"}.search("ac");
  ASSERT_TRUE(match);
  EXPECT_FALSE(match->groups[1]);
  EXPECT_EQ(match->group(1), "");
  EXPECT_EQ(match->group(2), "c");
  EXPECT_EQ(match->group(9), "");
}

TEST(Pattern, SearchesFromWhereItIsTold) {
  const Pattern pattern{"\\d+"};
  EXPECT_EQ(pattern.search("1件2件", 1)->group(0), "2");
  EXPECT_FALSE(pattern.search("1件", 1));
  EXPECT_FALSE(pattern.search("1", 99));
}

TEST(Pattern, LooksBehindTheStart) {
  EXPECT_FALSE(Pattern{"(?<!新)收"}.search("新收", 3));
  EXPECT_FALSE(Pattern{"^b"}.search("ab", 1));
}

TEST(Pattern, FindsAllWithoutOverlap) {
  const auto matches = Pattern{"\\d\\d"}.all("12345 67");
  ASSERT_EQ(matches.size(), 3u);
  EXPECT_EQ(matches[2].begin, 6u);
}

TEST(Pattern, StepsOnPastEmptyMatches) { EXPECT_EQ(Pattern{"x*"}.all("axb").size(), 4u); }

TEST(Pattern, StopsAtTenThousandMatches) {
  EXPECT_EQ(Pattern{"a"}.all(std::string(10'001, 'a')).size(), 10'000u);
}

TEST(Pattern, FoldsCaseOnlyIfAsked) {
  EXPECT_TRUE(Pattern{"(?i)GBK"}.is_found_in("gbk"));
  EXPECT_FALSE(Pattern{"GBK"}.is_found_in("gbk"));
}

TEST(Pattern, FindsWhatStandsAtTheEndOfALongReport) {
  std::string text;
  for (int i = 0; i < 2'200; ++i)
    text += "二〇二〇年我镇共受理政府信息公开申请的事项以及其他有关的工作内容没有数字，";
  EXPECT_TRUE(Pattern{"[^，。]{0,30}(\\d+)件"}.is_found_in(text + "收到12件"));
}

TEST(Pattern, GivesUpOnExplodingBacktracking) {
  const std::string text(60, 'a');
  EXPECT_FALSE(Pattern{"^(a+)+$"}.is_found_in(text + "!"));
  EXPECT_TRUE(Pattern{"^(a+)+$"}.is_found_in(text));
}

TEST(Pattern, GivesUpBeforeTheStackGrowsWithoutEnd) {
  EXPECT_FALSE(Pattern{"^(?:a|b)*c"}.is_found_in(std::string(8'000'000, 'a') + "c"));
}

TEST(Pattern, SurvivesBrokenUtf8) {
  EXPECT_TRUE(
      Pattern{"b"}.is_found_in("\xFF\xE4\xBF"
                               "b"));
}

TEST(Pattern, IsSearchedByManyThreadsAtOnce) {
  const Pattern pattern{"(\\d+)件"};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&pattern, i] {
      const std::string text = "共" + std::to_string(i) + "件";
      for (int round = 0; round < 200; ++round) {
        EXPECT_EQ(pattern.search(text)->group(1), std::to_string(i));
      }
    });
  }
}

TEST(PatternDeathTest, EndsTheProcessOverAWrongExpressionOfOurOwn) {
  EXPECT_DEATH(Pattern{"(open"}, "");
}

}  // namespace
}  // namespace gkwatch
