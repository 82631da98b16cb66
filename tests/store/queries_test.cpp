#include "store/queries.h"

#include <gtest/gtest.h>

#include "sample.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;

class QueriesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(database.sync_agencies(std::vector{town(), bureau()}, kMorning));
    ASSERT_TRUE(database.record(first_check()));
  }
  // One row as "column=value" lines.
  static std::string line(const Rows& rows, std::size_t row) {
    std::string text;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
      text += (text.empty() ? "" : "\n") + rows.columns[i] + "=" + rows.values[row][i].dump();
    }
    return text;
  }
  static Json cell(const Rows& rows, std::size_t row, const std::string& column) {
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
      if (rows.columns[i] == column) return rows.values[row][i];
    }
    return Json{"no such column"};
  }

  TemporaryFolder folder;
  Database database = *Database::open(folder / "gkwatch.db", Database::Role::Keeper);
  Queries queries = *Queries::open(folder / "gkwatch.db");
};

using Answers = QueriesTest;

TEST_F(Answers, ReportHasTheColumnsOfTheInterface) {
  const auto rows = queries.reports({.year = 2020});
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_EQ(rows->values.size(), 1u);
  EXPECT_EQ(line(*rows, 0),
            "report=1\nagency=\"town\"\nname=\"某镇人民政府\"\nyear=2020\nstatus=\"on_time\"\n"
            "published_at=\"2021-01-20T15:24:00+08:00\"\n"
            "first_seen=\"2021-01-21T08:00:00+08:00\"\ndue=\"2021-01-31\"\n"
            "checked_at=\"2021-01-21T08:00:00+08:00\"\ncomplete=true\n"
            "url=\"http://www.example.gov.cn/post_1.html\"\nsha256=\"" +
                to_hex(hash_of("v1")) +
                "\"\nversion=1\nversions=1\nform=\"2021\"\nerrors=1\nwarnings=0\nimported=false");
}

TEST_F(Answers, ReportIsARowAlsoWhereNothingWasFound) {
  const auto rows = queries.reports({.year = 2019});
  ASSERT_TRUE(rows && rows->values.size() == 1);
  EXPECT_TRUE(cell(*rows, 0, "report").is_null());
  EXPECT_EQ(cell(*rows, 0, "status"), Json{"missing"});
  EXPECT_TRUE(cell(*rows, 0, "sha256").is_null());
  EXPECT_EQ(cell(*rows, 0, "versions"), Json{0});
}

TEST_F(Answers, ReportIsFilteredByWhatTheFilterSays) {
  const auto count = [&](const Filter& filter) { return queries.reports(filter)->values.size(); };
  EXPECT_EQ(count({}), 2u);
  EXPECT_EQ(count({.agencies = {"town", "bureau"}}), 2u);
  EXPECT_EQ(count({.agencies = {"bureau"}}), 0u);
  EXPECT_EQ(count({.region_prefix = "4401"}), 2u);
  EXPECT_EQ(count({.region_prefix = "4403"}), 0u);
  EXPECT_EQ(count({.agency_class = "Z"}), 2u);
  EXPECT_EQ(count({.agency_class = "B"}), 0u);
  EXPECT_EQ(count({.state = "missing"}), 1u);
  EXPECT_EQ(count({.severity = Severity::Error}), 1u);
  EXPECT_EQ(count({.rule = "R-T3-BALANCE"}), 1u);
  EXPECT_EQ(count({.since = kMorning}), 0u);
  EXPECT_EQ(count({.until = kMorning}), 1u);
  EXPECT_EQ(count({.limit = 1}), 1u);
  EXPECT_EQ(count({.limit = 1, .offset = 2}), 0u);
  EXPECT_TRUE(queries.reports({.limit = 1})->is_cut);
  EXPECT_FALSE(queries.reports({.limit = 2})->is_cut);
}

TEST_F(Answers, HistoryIsNewestFirst) {
  CheckRecord older = check_at(kEvening);
  older.visits = {visit("/evening", kEvening), visit("/before", at("2021-01-20 08:00"))};
  older.visits.back().fault = FetchFault::Soft404;
  older.visits.back().detail = "the page of an error";
  older.visits.back().outcome = VisitOutcome::Error;
  older.visits.back().hash.reset();
  ASSERT_TRUE(database.record(older));
  const auto rows = queries.history({});
  ASSERT_TRUE(rows && rows->values.size() == 4) << rows.error().message;
  EXPECT_EQ(cell(*rows, 0, "url"), Json{"http://www.example.gov.cn/evening"});
  EXPECT_EQ(line(*rows, 3),
            "time=\"2021-01-20T08:00:00+08:00\"\nagency=\"town\"\n"
            "url=\"http://www.example.gov.cn/before\"\nkind=\"article\"\noutcome=\"error\"\n"
            "http_status=200\nbytes=1234\nms=87\nsha256=null\nerror=\"soft_404\"\n"
            "detail=\"the page of an error\"");
  EXPECT_EQ(queries.history({.since = kEvening})->values.size(), 1u);
  EXPECT_EQ(queries.history({.until = kMorning})->values.size(), 3u);
  EXPECT_EQ(queries.history({.state = "error"})->values.size(), 1u);
}

TEST_F(Answers, AlertSaysWhoWasTold) {
  const std::vector<std::string> told{"e1"};
  ASSERT_TRUE(database.make_delivery(delivery("d1"), told));
  const auto untold = queries.alerts({});
  ASSERT_TRUE(untold) << untold.error().message;
  EXPECT_EQ(cell(*untold, 0, "notified").dump(), "[]");
  ASSERT_TRUE(database.mark_delivered({"d1"}, kEvening));
  const auto rows = queries.alerts({});
  ASSERT_TRUE(rows && rows->values.size() == 1) << rows.error().message;
  EXPECT_EQ(line(*rows, 0),
            "id=1\nrule=\"R-T3-BALANCE\"\nseverity=\"error\"\nstate=\"firing\"\n"
            "agency=\"town\"\nyear=2020\ntitle=\"合计不等\"\n"
            "first_seen=\"2021-01-21T08:00:00+08:00\"\nlast_seen=\"2021-01-21T08:00:00+08:00\"\n"
            "resolved_at=null\nnotified=[\"hook\"]\ndecided_by=null\ndecided_at=null\nnote=null");
}

TEST_F(Answers, AlertSaysWhenItWasResolved) {
  CheckRecord end = check_at(kEvening);
  end.alerts = {alert(finding(), AlertState::Resolved, kMorning)};
  ASSERT_TRUE(database.record(end));
  end.outcome.last_check = kNextDay;
  ASSERT_TRUE(database.record(end));
  const auto rows = queries.alerts({.state = "resolved"});
  ASSERT_TRUE(rows && rows->values.size() == 1);
  EXPECT_EQ(cell(*rows, 0, "resolved_at"), Json{"2021-01-21T20:00:00+08:00"});
  EXPECT_TRUE(queries.alerts({.state = "firing"})->values.empty());
}

TEST_F(Answers, FindingHasTheShapeOfParse) {
  const auto rows = queries.findings({});
  ASSERT_TRUE(rows && rows->values.size() == 1) << rows.error().message;
  EXPECT_EQ(cell(*rows, 0, "cells").dump(), R"(["T3.NEW.SUM","T3.NEW.NP"])");
  EXPECT_EQ(cell(*rows, 0, "delta"), Json{1});
  EXPECT_EQ(cell(*rows, 0, "message")["en"], Json{"the sum differs"});
  EXPECT_EQ(cell(*rows, 0, "dismissed"), Json{false});
  EXPECT_EQ(cell(*rows, 0, "report"), Json{1});
  EXPECT_EQ(queries.findings({.severity = Severity::Warning})->values.size(), 1u);
  EXPECT_EQ(queries.findings({.rule = "R-OTHER"})->values.size(), 0u);
}

TEST_F(Answers, FindingThatIsGoneIsAskedForByName) {
  CheckRecord end = check_at(kEvening);
  end.gone = {finding().key};
  ASSERT_TRUE(database.record(end));
  EXPECT_TRUE(queries.findings({})->values.empty());
  EXPECT_EQ(queries.findings({.state = "gone"})->values.size(), 1u);
  EXPECT_EQ(cell(*queries.reports({.year = 2020}), 0, "errors"), Json{0});
}

TEST_F(Answers, AgencyShowsItsAddressAndItsLastCheck) {
  const auto rows = queries.agencies({});
  ASSERT_TRUE(rows && rows->values.size() == 2) << rows.error().message;
  EXPECT_EQ(cell(*rows, 1, "url"), Json{"http://www.example.gov.cn/gkmlpt/annualreport#6198"});
  EXPECT_EQ(cell(*rows, 1, "aliases"), Json{"某镇|某镇政府"});
  EXPECT_EQ(cell(*rows, 1, "last_check"), Json{"2021-01-21T08:00:00+08:00"});
  EXPECT_EQ(cell(*rows, 1, "watched"), Json{true});
  EXPECT_TRUE(cell(*rows, 0, "last_check").is_null());
  EXPECT_EQ(queries.agencies({.year = 2018})->values.size(), 1u);
}

TEST_F(Answers, NameTheirColumnsAlsoWithoutRows) {
  EXPECT_EQ(queries.alerts({.rule = "R-NONE"})->columns, queries.alerts({})->columns);
}

TEST_F(Answers, OneReportInFull) {
  CheckRecord second = check_at(kEvening);
  second.versions = {version("v2", kEvening, "4")};
  second.versions.front().change = VersionChange::Cells;
  ASSERT_TRUE(database.record(second));
  const auto number = queries.report_number("town", 2020);
  ASSERT_TRUE(number && *number);
  const auto view = queries.report(**number);
  ASSERT_TRUE(view) << view.error().message;
  EXPECT_EQ(view->agency.sources.front().fragment, "6198");
  EXPECT_EQ(view->version.report.version, 2);
  EXPECT_EQ(view->version.change, VersionChange::Cells);
  EXPECT_EQ(view->version.report.parsed.cells.at({"T3.NEW.SUM"}).raw, "4");
  EXPECT_EQ(view->versions.size(), 2u);
  EXPECT_EQ(view->duty.state, Publication::OnTime);
  EXPECT_EQ(view->findings.size(), 1u);
  ASSERT_EQ(view->documents.size(), 1u);
  EXPECT_EQ(view->documents.front().name, "附件.pdf");
  EXPECT_EQ(queries.report(**number, 1)->version.report.document, hash_of("v1"));
}

TEST_F(Answers, SayWhenThereIsNoSuchReport) {
  EXPECT_EQ(queries.report(9).error().code, ErrorCode::NotFound);
  EXPECT_EQ(queries.report(1, 7).error().code, ErrorCode::NotFound);
  EXPECT_FALSE(queries.report_number("town", 1999)->has_value());
}

}  // namespace
}  // namespace gkwatch::store
