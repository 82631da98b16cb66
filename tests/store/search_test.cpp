#include "store/search.h"

#include <gtest/gtest.h>

#include "sample.h"
#include "store/queries.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;

TEST(SearchWords, MakeEveryChineseCharacterAWord) {
  EXPECT_EQ(words_of("2020年，新收（Ａ）PDF\n件"), "2020 年 新 收 a pdf 件");
}

TEST(SearchWords, MakeAPhraseOfEachPartBetweenBlanks) {
  EXPECT_EQ(match_of(" 花都  2020年 "), R"("花 都" "2020 年")");
  EXPECT_EQ(match_of(R"(" * - )"), "");
  EXPECT_EQ(match_of(R"(a" OR "b)"), R"("a" "or" "b")");
}

TEST(SearchWords, AreShownWithWhatStandsAround) {
  EXPECT_EQ(excerpt_of("短文", "没有"), "短文");
  const std::string long_text = std::string(90, 'a') + "花都" + std::string(90, 'b');
  EXPECT_EQ(excerpt_of(long_text, "花都"),
            "…" + std::string(20, 'a') + "花都" + std::string(38, 'b') + "…");
  EXPECT_EQ(excerpt_of(long_text, "没有 花都"), excerpt_of(long_text, "花都"));
  EXPECT_EQ(excerpt_of(std::string(30, 'x') + "PDF", "pdf"), "…" + std::string(20, 'x') + "PDF");
}

class SearchTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(database.sync_agencies(std::vector{town(), bureau()}, kMorning));
    CheckRecord check = check_at(kMorning);
    check.versions = {version("v1", kMorning)};
    check.versions.front().report.parsed.text = "狮岭镇在２０２０年新收\n政府信息公开申请三件";
    ASSERT_TRUE(database.record(check));
  }
  std::size_t hits(const std::string& text, const Filter& filter = {}) {
    const auto rows = queries.search(text, filter);
    EXPECT_TRUE(rows) << rows.error().message;
    return rows ? rows->values.size() : 99;
  }

  TemporaryFolder folder;
  Database database = *Database::open(folder / "gkwatch.db", Database::Role::Keeper);
  Queries queries = *Queries::open(folder / "gkwatch.db");
};

using Search = SearchTest;

TEST_F(Search, FindsAnyTwoCharactersThatStandTogether) {
  EXPECT_EQ(hits("狮岭"), 1u);
  EXPECT_EQ(hits("岭镇"), 1u);
  EXPECT_EQ(hits("件"), 1u);
  EXPECT_EQ(hits("狮镇"), 0u);
  EXPECT_EQ(hits("2020年"), 1u);
  EXPECT_EQ(hits("新收政府"), 1u);
  EXPECT_EQ(hits("申请 狮岭"), 1u);
  EXPECT_EQ(hits("申请 花都"), 0u);
  EXPECT_EQ(hits(""), 0u);
}

TEST_F(Search, TakesAnyTextForText) {
  for (const char* text : {"\"", "a\" OR \"b", "NEAR(a b)", "words:x", "-x", "*", "(", "\xff"}) {
    EXPECT_EQ(hits(text), 0u) << text;
  }
}

TEST_F(Search, ObeysTheFilter) {
  EXPECT_EQ(hits("狮岭", {.agencies = {"bureau"}}), 0u);
  EXPECT_EQ(hits("狮岭", {.region_prefix = "4401"}), 1u);
  EXPECT_EQ(hits("狮岭", {.agency_class = "B"}), 0u);
  EXPECT_EQ(hits("狮岭", {.year = 2019}), 0u);
  EXPECT_EQ(hits("狮岭", {.since = at("2021-01-20 15:24:00")}), 1u);
  EXPECT_EQ(hits("狮岭", {.since = at("2021-01-20 15:25:00")}), 0u);
  EXPECT_EQ(hits("狮岭", {.until = at("2021-01-20 15:23:00")}), 0u);
}

TEST_F(Search, NamesTheReportAndTheVersion) {
  const auto rows = queries.search("新收", {});
  ASSERT_TRUE(rows && rows->values.size() == 1);
  EXPECT_EQ(rows->columns, (std::vector<std::string>{"report", "agency", "name", "year", "version",
                                                     "title", "url", "sha256", "excerpt"}));
  EXPECT_EQ(rows->values[0][4], Json{1});
  EXPECT_EQ(rows->values[0][8], Json{"狮岭镇在2020年新收 政府信息公开申请三件"});
}

TEST_F(Search, ForgetsAnEarlierReading) {
  Report report = version("v1", kMorning).report;
  report.parsed.text = "别的";
  report.parsed.cells[{"T4.RV.TOT"}] = {
      .kind = CellKind::Number, .value = Decimal::parse("5"), .raw = "5"};
  ASSERT_TRUE(database.replace_reading(report));
  EXPECT_EQ(hits("狮岭"), 0u);
  EXPECT_EQ(hits("别的"), 1u);
  const auto reports = database.current_reports(kTown);
  ASSERT_TRUE(reports) << reports.error().message;
  EXPECT_EQ(reports->front().report.parsed.cells, report.parsed.cells);
  EXPECT_EQ(queries.sql("SELECT exact FROM cells WHERE cell = 'T4.RV.TOT'", {})->values[0][0],
            Json{"5"});
  report.document = hash_of("never seen");
  EXPECT_EQ(database.replace_reading(report).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace gkwatch::store
