// Questions of the pages and the API beyond the lists: paging, counts, the difference of versions.

#include <gtest/gtest.h>

#include "sample.h"
#include "store/queries.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;

class CountsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(database.sync_agencies(std::vector{town(), bureau()}, kMorning));
    ASSERT_TRUE(database.record(first_check()));
  }
  static Json cell(const Rows& rows, std::size_t row, const std::string& column) {
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
      if (rows.columns[i] == column) return rows.values.at(row).at(i);
    }
    return Json{"no such column"};
  }
  // Reads a list page by page and checks that the pages are the whole list, in its order.
  template <class Question>
  void expect_pages_make_the_whole(Question question) {
    const auto whole = question(Filter{});
    ASSERT_TRUE(whole) << whole.error().message;
    ASSERT_GT(whole->values.size(), 1u);
    std::vector<std::vector<Json>> pages;
    Filter filter{.limit = 1};
    for (std::size_t i = 0; i < whole->values.size(); ++i) {
      const auto part = question(filter);
      ASSERT_TRUE(part) << part.error().message;
      pages.insert(pages.end(), part->values.begin(), part->values.end());
      EXPECT_EQ(part->next.empty(), i + 1 == whole->values.size());
      filter.after = part->next;
    }
    EXPECT_EQ(pages, whole->values);
  }

  TemporaryFolder folder;
  Database database = *Database::open(folder / "gkwatch.db", Database::Role::Keeper);
  Queries queries = *Queries::open(folder / "gkwatch.db");
};

using Pages = CountsTest;
using Counts = CountsTest;
using Difference = CountsTest;

TEST_F(Pages, MakeTheWholeListOneBehindTheOther) {
  CheckRecord more = check_at(kEvening);
  more.visits = {visit("/evening", kEvening), visit("/again", kEvening)};
  more.findings = {finding("R-T4-SUM"), finding("R-SEC5-EMPTY", Severity::Warning)};
  more.alerts = {alert(finding("R-T4-SUM"), AlertState::Firing, kEvening)};
  ASSERT_TRUE(database.record(more));
  expect_pages_make_the_whole([&](const Filter& f) { return queries.agencies(f); });
  expect_pages_make_the_whole([&](const Filter& f) { return queries.reports(f); });
  expect_pages_make_the_whole([&](const Filter& f) { return queries.findings(f); });
  expect_pages_make_the_whole([&](const Filter& f) { return queries.alerts(f); });
  expect_pages_make_the_whole([&](const Filter& f) { return queries.history(f); });
}

TEST_F(Pages, RefuseAKeyThatIsNotTheirs) {
  for (const char* key : {"x", "[]", "{}", "[1]", "[null,1]", "[[1],2]"}) {
    const auto rows = queries.reports({.after = key});
    ASSERT_FALSE(rows) << key;
    EXPECT_EQ(rows.error().code, ErrorCode::Malformed);
  }
}

TEST_F(Pages, HoldAReportThatIsNotOwed) {
  CheckRecord import{.agency = kTown, .outcome = {}, .at = kEvening};
  import.versions = {version("by hand", kEvening)};
  import.versions.front().report.year = 2015;
  ASSERT_TRUE(database.record(import));
  const auto rows = queries.reports({});
  ASSERT_TRUE(rows && rows->values.size() == 3);
  EXPECT_EQ(cell(*rows, 0, "year"), Json{2015});
  EXPECT_TRUE(cell(*rows, 0, "status").is_null());
  EXPECT_EQ(queries.reports({.state = "on_time"})->values.size(), 1u);
}

TEST_F(Counts, TellByRegionClassAndYearHowReportsStand) {
  const auto rows = queries.tally({});
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_EQ(rows->values.size(), 2u);
  EXPECT_EQ(cell(*rows, 1, "region"), Json{"440114"});
  EXPECT_EQ(cell(*rows, 1, "status"), Json{"on_time"});
  EXPECT_EQ(cell(*rows, 1, "reports"), Json{1});
  EXPECT_EQ(cell(*rows, 1, "wrong"), Json{1});
  EXPECT_EQ(cell(*rows, 0, "wrong"), Json{0});
  EXPECT_TRUE(queries.tally({.region_prefix = "4403"})->values.empty());
}

TEST_F(Counts, TellTheDaysBetweenDeadlineAndPublication) {
  const auto rows = queries.punctuality({});
  ASSERT_TRUE(rows && rows->values.size() == 1) << rows.error().message;
  EXPECT_EQ(cell(*rows, 0, "days"), Json{-11}) << "20 January against 31 January";
  const auto due = queries.deadlines({});
  ASSERT_TRUE(due && due->values.size() == 2);
  EXPECT_EQ(cell(*due, 0, "due"), Json{"2020-01-31"});
  EXPECT_EQ(cell(*due, 0, "open"), Json{1});
  EXPECT_EQ(cell(*due, 1, "open"), Json{0});
}

TEST_F(Counts, SumTheFiguresOfTheCurrentVersions) {
  CheckRecord second = check_at(kEvening);
  second.versions = {version("v2", kEvening, "7")};
  ASSERT_TRUE(database.record(second));
  const auto rows = queries.figures({});
  ASSERT_TRUE(rows) << rows.error().message;
  std::map<std::string, std::string> totals;
  for (std::size_t i = 0; i < rows->values.size(); ++i) {
    totals[std::string{cell(*rows, i, "figure").string_or("")}] = cell(*rows, i, "total").dump();
  }
  EXPECT_EQ(totals.at("NEW"), "7") << "not 3 + 7: the first version was replaced";
  EXPECT_EQ(totals.at("R3"), "0");
  EXPECT_EQ(totals.size(), 10u);
  EXPECT_EQ(queries.news({})->values.size(), 2u);
}

TEST_F(Counts, TellHowTheProgramIsDoing) {
  const auto rows = queries.vitals(kEvening);
  ASSERT_TRUE(rows) << rows.error().message;
  std::map<std::string, std::string> values;
  for (std::size_t i = 0; i < rows->values.size(); ++i) {
    values[std::string{cell(*rows, i, "metric").string_or("")}] = cell(*rows, i, "value").dump();
  }
  EXPECT_EQ(values.at("agencies_watched"), "2");
  EXPECT_EQ(values.at("agencies_never_complete"), "1");
  EXPECT_EQ(values.at("events_waiting"), "1");
  EXPECT_EQ(values.at("oldest_waiting_event_seconds"), std::to_string(12 * 3600));
  const auto polling = queries.polling();
  ASSERT_TRUE(polling) << polling.error().message;
  EXPECT_EQ(polling->last_complete, kMorning);
  ASSERT_EQ(queries.listings("town")->values.size(), 1u);
}

TEST_F(Counts, TellThatSomethingHasChanged) {
  const auto before = queries.edition();
  ASSERT_TRUE(before);
  EXPECT_EQ(*queries.edition(), *before);
  ASSERT_TRUE(database.record(check_at(kEvening)));
  EXPECT_NE(*queries.edition(), *before);
}

TEST_F(Difference, NamesTheCellsThatChangedAndThenTheLines) {
  CheckRecord second = check_at(kEvening);
  second.versions = {version("v2", kEvening, "4")};
  ASSERT_TRUE(database.record(second));
  const auto diff = queries.diff(1, 1, 2);
  ASSERT_TRUE(diff) << diff.error().message;
  ASSERT_EQ(diff->cells.size(), 1u);
  EXPECT_EQ(diff->cells[0].cell.text, "T3.NEW.SUM");
  EXPECT_EQ(diff->cells[0].before.raw, "3");
  EXPECT_EQ(diff->cells[0].after.raw, "4");
  ASSERT_EQ(diff->text.size(), 3u);
  EXPECT_EQ(diff->text[1].change, LineChange::Removed);
  EXPECT_EQ(diff->text[2].text, "本年新收4件");
  EXPECT_EQ(queries.diff(1, 1, 9).error().code, ErrorCode::NotFound);
}

TEST_F(Difference, IsInTheBytesAloneWhereTheSameWasRead) {
  CheckRecord second = check_at(kEvening);
  second.versions = {version("v2", kEvening)};
  ASSERT_TRUE(database.record(second));
  EXPECT_TRUE(queries.diff(1, 1, 2)->is_bytes_only());
}

}  // namespace
}  // namespace gkwatch::store
