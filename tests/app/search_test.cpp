// `search`: where a text stands.

#include "core/text.h"
#include "tests/app/asked_house.h"

namespace gkwatch::testing {
namespace {

using SearchCommand = AskedHouse;

TEST_F(SearchCommand, ShowsThePlaceAndHowTheReportIsCalled) {
  const Told told = run({"search", "新收", "申请"});
  EXPECT_EQ(told.exit, 0) << told.err;
  EXPECT_TRUE(contains(told.out, "某镇人民政府 2020")) << told.out;
  EXPECT_TRUE(contains(told.out, "town:2020"));
  EXPECT_TRUE(contains(told.out, "本年新收政府信息公开申请3件"));
}

TEST_F(SearchCommand, MarksTheWordsOnATerminal) {
  is_terminal_ = true;
  EXPECT_TRUE(contains(run({"search", "新收"}).out, "本年\x1b[1m新收\x1b[0m政府"));
  EXPECT_TRUE(contains(run({"search", "３件"}).out, "申请\x1b[1m3件\x1b[0m"));
}

TEST_F(SearchCommand, ObeysItsFiltersAndRefusesOthers) {
  const auto hits = [&](const std::vector<std::string>& filters) {
    std::vector<std::string> words{"search", "新收", "--format", "json"};
    words.insert(words.end(), filters.begin(), filters.end());
    return run(words).json().items().size();
  };
  EXPECT_EQ(hits({}), 1u);
  EXPECT_EQ(hits({"--agency", "bureau"}), 0u);
  EXPECT_EQ(hits({"--region", "4401", "--class", "Z", "--year", "2020"}), 1u);
  EXPECT_EQ(hits({"--since", "2021-01-20", "--until", "2021-01-20"}), 1u);
  EXPECT_EQ(hits({"--since", "2021-01-21"}), 0u);
  EXPECT_EQ(hits({"--until", "2021-01-19"}), 0u);
  EXPECT_EQ(run({"search", "新收", "--rule", "R-T3-BALANCE"}).exit, 2);
  EXPECT_EQ(run({"search", "新收", "--state", "late"}).exit, 2);
  EXPECT_EQ(run({"search"}).exit, 2);
}

TEST_F(SearchCommand, SaysThatNothingWasFound) {
  const Told told = run({"search", "没有这样的文字"});
  EXPECT_EQ(told.exit, 0);
  EXPECT_TRUE(contains(told.out, "没有符合条件的记录"));
  EXPECT_EQ(run({"search", "没有这样的文字", "--format", "json"}).out, "[]\n");
}

}  // namespace
}  // namespace gkwatch::testing
