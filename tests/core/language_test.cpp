#include "core/language.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/files.h"
#include "core/pattern.h"

namespace gkwatch {
namespace {

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == mark) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::vector<std::vector<std::string>> catalogue() {
  const auto text = read_file(GKWATCH_SOURCE_DIR "/data/messages.tsv");
  EXPECT_TRUE(text.has_value());
  std::vector<std::vector<std::string>> rows;
  for (const auto& line : split(*text, '\n')) {
    if (!line.empty() && line[0] != '#') rows.push_back(split(line, '\t'));
  }
  return rows;
}

std::multiset<std::string> slots_of(const std::string& text) {
  std::multiset<std::string> slots;
  for (const auto& match : Pattern{"\\{[a-z_]+\\}"}.all(text)) slots.insert(match.group(0));
  return slots;
}

TEST(FillIn, ReplacesNamesOnceFromLeftToRight) {
  EXPECT_EQ(fill_in("{a}+{b}={a}", {{"a", "1"}, {"b", "{a}"}}), "1+{a}=1");
}

TEST(FillIn, LeavesWhatIsNotGiven) {
  EXPECT_EQ(fill_in("{x} {a", {{"a", "1"}}), "{x} {a");
  EXPECT_EQ(fill_in("{{a}}", {{"a", "1"}}), "{1}");
  EXPECT_EQ(fill_in("{}", {{"a", "1"}}), "{}");
  EXPECT_EQ(fill_in("", {}), "");
}

TEST(Say, SpeaksBothLanguages) {
  EXPECT_EQ(say(Language::Chinese, "severity.error"), "错误");
  EXPECT_EQ(say(Language::English, "severity.error"), "error");
}

TEST(Say, FindsEveryKeyOfTheCatalogue) {
  for (const auto& row : catalogue()) {
    EXPECT_FALSE(say(Language::English, row[0]).empty()) << row[0];
  }
}

TEST(SayDeathTest, EndsTheProcessOverAKeyThatIsNotThere) {
  EXPECT_DEATH((void)say(Language::English, "no.such.key"), "");
}

TEST(Catalogue, HasBothLanguagesInEveryRowWithTheSameSlots) {
  std::set<std::string> keys;
  for (const auto& row : catalogue()) {
    ASSERT_EQ(row.size(), 3u) << row[0];
    EXPECT_TRUE(keys.insert(row[0]).second) << row[0] << " stands twice";
    EXPECT_FALSE(row[1].empty()) << row[0];
    EXPECT_FALSE(row[2].empty()) << row[0];
    EXPECT_EQ(slots_of(row[1]), slots_of(row[2])) << row[0];
  }
}

}  // namespace
}  // namespace gkwatch
