// Reports that people bring, and readings that a newer parser makes of old bytes: neither is
// anything that the agency has done.

#include <gtest/gtest.h>

#include <algorithm>

#include "core/china_time.h"
#include "core/text.h"
#include "scheduler/intake.h"
#include "scheduler/reparse.h"
#include "tests/scheduler/check_rig.h"
#include "tests/support/report_generator.h"

namespace gkwatch::testing {
namespace {

using std::chrono::hours;

Instant at(const char* time) { return *parse_china_time(time); }

class NotTheAgency : public ::testing::Test {
 protected:
  NotTheAgency() {
    Agency town;
    town.id = kTown;
    town.name = spec_.agency;
    town.kind = AgencyClass::T;
    town.region = "440114";
    rig_.portal().add(town, "www.example.gov.cn", "town");
    rig_.open();
  }

  void publish(unsigned seed) {
    rig_.portal().site(kTown).posts[100] = {
        .id = 100, .year = 2023, .stamp = at("2024-01-10 09:00"), .body = report(seed)};
  }
  std::string report(unsigned seed) {
    spec_.seed = seed;
    return print_report(spec_, make_figures(spec_), Layout::Html);
  }
  void check(int times = 1) {
    for (int i = 0; i < times; ++i) {
      ASSERT_TRUE(scheduler::check_agency(rig_.agencies().front(), rig_.tools(), {}));
      rig_.clock().advance(hours{25});
    }
  }
  Result<scheduler::TakenIn> bring(unsigned seed, const std::string& url = "") {
    return rig_.database().with([&](store::Database& held) {
      return scheduler::take_in({.agency = kTown,
                                 .year = 2023,
                                 .file = "report.html",
                                 .bytes = report(seed),
                                 .declared_type = "text/html",
                                 .url = url,
                                 .by = "desk",
                                 .note = "by mail"},
                                reader_, rig_.archive(), held, rig_.clock().now(), {});
    });
  }
  store::ReportVersion current() {
    return rig_.database().with(
        [](const store::Database& held) { return held.current_reports(kTown)->at(0); });
  }
  std::vector<store::ReportVersion> versions() {
    return rig_.database().with(
        [](const store::Database& held) { return *held.versions(kTown); });
  }
  std::vector<Finding> findings() {
    return rig_.database().with(
        [](const store::Database& held) { return *held.current_findings(kTown); });
  }
  bool is_told(const std::string& rule) {
    const auto all = findings();
    return std::any_of(all.begin(), all.end(),
                       [&](const Finding& one) { return one.key.rule.text == rule; });
  }
  Publication state() {
    return rig_.database().with(
        [](const store::Database& held) { return held.duties(kTown)->at(0).state; });
  }
  // Stored as if a parser of before had read one cell otherwise.
  void read_as_an_older_parser() {
    store::ReportVersion old = current();
    Cell& cell = old.report.parsed.cells.at({"T3.NEW.NP"});
    cell.value = Decimal::parse("987654");
    cell.raw = "987654";
    ASSERT_TRUE(rig_.database().with(
        [&](store::Database& held) { return held.replace_reading(old.report); }));
  }

  inline static const AgencyId kTown{"town"};
  ReportSpec spec_{.agency = "广州市示例区示例镇人民政府", .year = 2023};
  parser::PlainReader reader_;
  CheckRig rig_{at("2024-02-15"), {2023}};
};

using Imports = NotTheAgency;

TEST_F(Imports, AreKeptReadAndMarked) {
  const auto taken = bring(1);
  ASSERT_TRUE(taken) << taken.error().message;
  EXPECT_EQ(taken->imported, store::Imported::New);
  EXPECT_EQ(*rig_.archive().get(taken->document), report(1));
  EXPECT_TRUE(current().is_imported);
  EXPECT_FALSE(current().report.parsed.cells.empty());
}

TEST_F(Imports, OfAnAgencyThatIsNotKnownAreRefused) {
  const auto taken = rig_.database().with([&](store::Database& held) {
    return scheduler::take_in({.agency = {"nobody"}, .year = 2023, .bytes = "x"}, reader_,
                              rig_.archive(), held, rig_.clock().now(), {});
  });
  EXPECT_EQ(taken.error().code, ErrorCode::NotFound);
}

TEST_F(Imports, AreJudgedAndEachFindingSaysWhereTheReportCameFrom) {
  spec_.agency = "广州市别的区别的镇人民政府";
  ASSERT_TRUE(bring(1));
  check();
  const auto all = findings();
  const auto of_contents = [](const Finding& one) {
    return one.outcome == Outcome::Fail && !one.key.rule.text.starts_with("R-P-");
  };
  EXPECT_GT(std::count_if(all.begin(), all.end(), of_contents), 0);
  for (const Finding& one : all) {
    if (!of_contents(one)) continue;
    EXPECT_TRUE(contains(one.message.zh, "人工导入")) << one.key.rule.text << one.message.zh;
    EXPECT_TRUE(contains(one.message.en, "by hand")) << one.key.rule.text;
  }
}

TEST_F(Imports, WithoutAnAddressDoNotMakeAMissingReportAPublishedOne) {
  ASSERT_TRUE(bring(1));
  check(3);
  EXPECT_EQ(state(), Publication::Missing);
}

TEST_F(Imports, WithAnAddressWerePublishedNobodyKnowsWhen) {
  ASSERT_TRUE(bring(1, "http://old.example.gov.cn/report.html"));
  check(3);
  EXPECT_EQ(state(), Publication::UnknownDate);
  EXPECT_FALSE(is_told("R-P-MISSING"));
}

TEST_F(Imports, NeverTakeThePlaceOfWhatTheAgencyShows) {
  publish(1);
  check();
  ASSERT_TRUE(bring(2));
  EXPECT_FALSE(current().is_imported);
  check(3);
  EXPECT_FALSE(current().is_imported);
  EXPECT_EQ(versions().size(), 2u);
  EXPECT_FALSE(is_told("R-P-REPLACED"));
}

TEST_F(Imports, GiveWayToWhatTheAgencyShowsLaterWhichHasChangedNothing) {
  ASSERT_TRUE(bring(2, "http://www.example.gov.cn/town/gkmlpt/content/0/0/post_100.html"));
  check();
  publish(1);
  check(2);
  EXPECT_FALSE(current().is_imported);
  EXPECT_EQ(current().change, store::VersionChange::First);
  EXPECT_FALSE(is_told("R-P-REPLACED"));
}

TEST_F(Imports, OfBytesThatAreKnownAddNothingButTheNote) {
  publish(1);
  check();
  const auto known = rig_.archive().get(current().report.document);
  const auto taken = rig_.database().with([&](store::Database& held) {
    return scheduler::take_in({.agency = kTown, .year = 2023, .file = "a", .bytes = *known},
                              reader_, rig_.archive(), held, rig_.clock().now(), {});
  });
  EXPECT_EQ(taken->imported, store::Imported::Known);
  EXPECT_EQ(versions().size(), 1u);
  EXPECT_FALSE(current().is_imported);
}

using NewParser = NotTheAgency;

TEST_F(NewParser, MakesNoChangeOfTheAgencyOutOfAPageThatIsNeverServedTwiceAlike) {
  publish(1);
  check();
  read_as_an_older_parser();
  check(2);
  EXPECT_EQ(versions().size(), 1u);
  EXPECT_FALSE(is_told("R-P-REPLACED"));
}

TEST_F(NewParser, StillSeesWhatTheAgencyChanges) {
  publish(1);
  check();
  read_as_an_older_parser();
  publish(2);
  check();
  EXPECT_EQ(versions().size(), 2u);
  EXPECT_EQ(versions().back().change, store::VersionChange::Cells);
  EXPECT_TRUE(is_told("R-P-REPLACED"));
}

TEST_F(NewParser, TellsTheCellsThatItReadsOtherwise) {
  ParsedDocument before, after;
  before.cells[{"T3.NEW.NP"}] = {.kind = CellKind::Number, .value = Decimal::parse("1"), .raw = "1"};
  before.cells[{"T3.NEW.CO"}] = {.kind = CellKind::Number, .value = Decimal::parse("2"), .raw = "2"};
  after = before;
  after.cells[{"T3.NEW.NP"}] = {.kind = CellKind::Gap, .raw = "?"};
  after.cells[{"T3.NEW.RI"}] = {.kind = CellKind::Dash, .raw = "-"};
  const auto cells = scheduler::cells_between(before, after);
  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(cells[0].cell.text, "T3.NEW.NP");
  EXPECT_EQ(cells[0].before, "1");
  EXPECT_EQ(cells[0].after, std::nullopt);
  EXPECT_EQ(cells[1].before, std::nullopt);
  EXPECT_EQ(cells[1].after, "-");
}

}  // namespace
}  // namespace gkwatch::testing
