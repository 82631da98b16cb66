#include <gtest/gtest.h>

#include "raw_database.h"
#include "sample.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;

class RecordTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = Database::open(folder / "gkwatch.db", Database::Role::Keeper);
    ASSERT_TRUE(opened) << opened.error().message;
    database.emplace(*std::move(opened));
    ASSERT_TRUE(database->sync_agencies(std::vector{town(), bureau()}, kMorning));
  }
  void record(const CheckRecord& check) {
    const Status done = database->record(check);
    ASSERT_TRUE(done) << done.error().message;
  }
  std::string dump() { return RawDatabase{folder / "gkwatch.db"}.dump(); }
  std::string one(const std::string& sql) { return RawDatabase{folder / "gkwatch.db"}.one(sql); }

  TemporaryFolder folder;
  std::optional<Database> database;
};

using Record = RecordTest;

TEST_F(Record, ChangesNothingWhenItIsWrittenAgain) {
  record(first_check());
  CheckRecord second = check_at(kNextDay);
  second.gone = {finding().key};
  second.alerts = {alert(finding(), AlertState::Resolved, kMorning)};
  second.versions = {version("v2", kNextDay)};
  record(second);
  const std::string before = dump();
  record(second);
  EXPECT_EQ(dump(), before);
}

TEST_F(Record, OfAnEarlierCheckLeavesTheCurrentVersionAlone) {
  record(first_check());
  CheckRecord second = check_at(kNextDay);
  second.versions = {version("v2", kNextDay)};
  record(second);
  CheckRecord again = check_at(kMorning);
  again.versions = first_check().versions;
  const std::string before = one("SELECT current FROM t_report");
  record(again);
  EXPECT_EQ(one("SELECT current FROM t_report"), before);
  EXPECT_EQ(before, "2");
}

TEST_F(Record, GivesBackWhatWasWrittenOfAPage) {
  record(first_check());
  const auto page = database->known_page("http://www.example.gov.cn/list");
  ASSERT_TRUE(page && *page);
  EXPECT_EQ((*page)->validators, (Validators{"\"e1\"", "Thu"}));
  EXPECT_EQ((*page)->hash, hash_of("list"));
  EXPECT_EQ((*page)->media_type, "text/html");
  EXPECT_EQ((*page)->fetched_at, kMorning);
  EXPECT_FALSE(database->known_page("http://elsewhere/")->has_value());
}

TEST_F(Record, GivesBackWhatWasWrittenOfArticles) {
  record(first_check());
  const auto articles = database->articles(kTown);
  ASSERT_TRUE(articles) << articles.error().message;
  ASSERT_EQ(articles->size(), 1u);
  EXPECT_EQ(articles->front().article, article("1").article);
  EXPECT_EQ(articles->front().year, 2020);
  EXPECT_EQ(articles->front().fetched_at, kMorning);
}

TEST_F(Record, GivesBackTheReportToTheLastCell) {
  record(first_check());
  const auto reports = database->current_reports(kTown);
  ASSERT_TRUE(reports) << reports.error().message;
  ASSERT_EQ(reports->size(), 1u);
  const ReportVersion& found = reports->front();
  EXPECT_EQ(found.report.parsed.cells, version("v1", kMorning).report.parsed.cells);
  EXPECT_EQ(found.report.parsed.text, version("v1", kMorning).report.parsed.text);
  EXPECT_EQ(found.report.document, hash_of("v1"));
  EXPECT_EQ(found.published_at, at("2021-01-20 15:24:00"));
  EXPECT_EQ(found.change, VersionChange::First);
}

TEST_F(Record, GivesBackDutiesFindingsAndTheLastCheck) {
  record(first_check());
  const auto duties = database->duties(kTown);
  ASSERT_TRUE(duties && duties->size() == 2);
  EXPECT_EQ(duties->front().state, Publication::Missing);
  EXPECT_EQ(iso_date(duties->back().due), "2021-01-31");
  EXPECT_EQ(duties->back().published_at, at("2021-01-20 15:24:00"));
  const auto findings = database->current_findings(kTown);
  ASSERT_TRUE(findings) << findings.error().message;
  EXPECT_EQ(*findings, std::vector{finding()});
  const auto last = database->last_check(kTown);
  ASSERT_TRUE(last && *last);
  EXPECT_EQ((*last)->next_due, kEvening);
  EXPECT_FALSE(database->last_check({"bureau"})->has_value());
}

TEST_F(Record, CountsTheChecksThatWereComplete) {
  record(first_check());
  record(check_at(kEvening));
  CheckRecord third = check_at(kNextDay);
  third.is_complete = true;
  record(third);
  const auto since_ever = database->complete_checks(kTown, Instant{});
  ASSERT_TRUE(since_ever);
  EXPECT_EQ(*since_ever, (std::vector{kMorning, kNextDay}));
  EXPECT_EQ(*database->complete_checks(kTown, kEvening), std::vector{kNextDay});
}

TEST_F(Record, NumbersTheVersionsOfAReport) {
  record(first_check());
  CheckRecord second = check_at(kEvening);
  second.versions = {version("v2", kEvening, "4")};
  record(second);
  const auto reports = database->current_reports(kTown);
  ASSERT_TRUE(reports && reports->size() == 1);
  EXPECT_EQ(reports->front().report.version, 2);
  EXPECT_EQ(reports->front().report.parsed.cells.at({"T3.NEW.SUM"}).raw, "4");
}

TEST_F(Record, MakesAnOldDocumentThatComesBackTheCurrentOneAgain) {
  record(first_check());
  CheckRecord second = check_at(kEvening);
  second.versions = {version("v2", kEvening)};
  record(second);
  CheckRecord third = check_at(kNextDay);
  third.versions = {version("v1", kNextDay)};
  record(third);
  const auto reports = database->current_reports(kTown);
  ASSERT_TRUE(reports && reports->size() == 1);
  EXPECT_EQ(reports->front().report.version, 1);
  EXPECT_EQ(reports->front().first_seen, kMorning);
  EXPECT_EQ(one("SELECT count(*) FROM t_version"), "2");
}

TEST_F(Record, KeepsWhatWasFoundAndIsGone) {
  record(first_check());
  CheckRecord second = check_at(kEvening);
  second.gone = {finding().key};
  record(second);
  EXPECT_TRUE(database->current_findings(kTown)->empty());
  EXPECT_EQ(one("SELECT gone_at IS NOT NULL FROM t_finding"), "1");
  CheckRecord third = check_at(kNextDay);
  third.findings = {finding()};
  record(third);
  EXPECT_EQ(database->current_findings(kTown)->size(), 1u);
  EXPECT_EQ(one("SELECT count(*) FROM t_finding WHERE gone_at IS NULL"), "1");
}

TEST_F(Record, GivesAnAlertOneNumberForGood) {
  record(first_check());
  CheckRecord other = check_at(kEvening);
  other.findings = {finding("R-T4-SUM")};
  other.alerts = {alert(finding("R-T4-SUM"), AlertState::Firing, kEvening),
                  alert(finding(), AlertState::Resolved, kMorning)};
  record(other);
  CheckRecord back = check_at(kNextDay);
  Alert again = alert(finding(), AlertState::Firing, kNextDay);
  again.times_opened = 2;
  back.alerts = {again};
  record(back);
  const auto alerts = database->alerts(kTown);
  ASSERT_TRUE(alerts && alerts->size() == 2) << alerts.error().message;
  EXPECT_EQ(alerts->at(0).number, 1);
  EXPECT_EQ(alerts->at(0).finding, finding());
  EXPECT_EQ(alerts->at(0).times_opened, 2);
  EXPECT_EQ(alerts->at(0).state, AlertState::Firing);
  EXPECT_EQ(alerts->at(1).number, 2);
}

TEST_F(Record, KeepsAVerdictThatWasSpokenDuringTheCheck) {
  record(first_check());
  ASSERT_TRUE(database->acknowledge(1, {"desk", "known", kEvening}));
  CheckRecord late = check_at(kNextDay);
  late.alerts = {alert(finding(), AlertState::Firing, kNextDay)};
  record(late);
  EXPECT_EQ(database->alerts(kTown)->front().state, AlertState::Acknowledged);
  late.alerts.front().state = AlertState::Resolved;
  record(late);
  EXPECT_EQ(database->alerts(kTown)->front().state, AlertState::Resolved);
}

TEST_F(Record, IsRefusedAsAWholeWhenAnEventSpeaksOfNoAlert) {
  CheckRecord check = first_check();
  check.events = {event("e1", finding()), event("stray", finding("R-NONE"))};
  const std::string before = dump();
  const Status done = database->record(check);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::Conflict);
  EXPECT_EQ(dump(), before);
}

TEST_F(Record, OfAnUnknownAgencyIsAConflict) {
  CheckRecord check = check_at(kMorning);
  check.agency = {"nobody"};
  const Status done = database->record(check);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::Conflict);
}

TEST_F(Record, TakesARetryInTheSameMillisecondAsAVisitOfItsOwn) {
  CheckRecord check = check_at(kMorning);
  check.visits = {visit("/list", kMorning), visit("/list", kMorning)};
  record(check);
  record(check);
  EXPECT_EQ(one("SELECT count(*) FROM t_visit"), "2");
}

TEST_F(Record, CountsTheRequestsOfADayByHost) {
  CheckRecord check = check_at(kMorning);
  check.visits = {visit("/list", kMorning), visit("/robots.txt", kMorning),
                  visit("/forbidden", kMorning)};
  check.visits[2].http_status = 0;
  check.visits[2].fault = FetchFault::Robots;
  record(check);
  const auto requests = database->requests_since(kMorning);
  ASSERT_TRUE(requests);
  EXPECT_EQ(*requests, (std::map<std::string, int>{{"www.example.gov.cn", 2}}));
  EXPECT_TRUE(database->requests_since(kEvening)->empty());
}

TEST_F(Record, OfAnImportLeavesTheChecksAlone) {
  CheckRecord import = check_at({});
  import.at = kMorning;
  import.versions = {version("paper", kMorning)};
  import.findings = {finding()};
  record(import);
  EXPECT_FALSE(database->last_check(kTown)->has_value());
  EXPECT_EQ(one("SELECT first_seen FROM t_finding"),
            std::to_string(kMorning.time_since_epoch().count()));
}

TEST_F(Record, TellsWhatTheOthersOfAClassAndCityPrintInTableTwo) {
  std::vector<Agency> agencies{town()};
  for (const auto& [id, region, kind] :
       {std::tuple{"a", "440113", AgencyClass::Z}, std::tuple{"b", "440114002", AgencyClass::Z},
        std::tuple{"elsewhere", "440306", AgencyClass::Z},
        std::tuple{"office", "440114", AgencyClass::D}}) {
    agencies.push_back(town());
    agencies.back().id = {id};
    agencies.back().region = region;
    agencies.back().kind = kind;
  }
  ASSERT_TRUE(database->sync_agencies(agencies, kMorning));
  int count = 1;
  for (const Agency& agency : agencies) {
    CheckRecord check = check_at(kMorning);
    check.agency = agency.id;
    check.versions = {version(agency.id.text, kMorning)};
    Report& report = check.versions[0].report;
    report.agency = agency.id;
    report.parsed.cells[{"T2.PENALTY.DECISIONS"}] = {.kind = CellKind::Number,
                                                     .value = Decimal{10 * count++, 0}};
    record(check);
  }
  const auto cells = database->class_cells(town(), 2020);
  ASSERT_TRUE(cells) << cells.error().message;
  const ClassCell& penalties = cells->at("T2.PENALTY.DECISIONS");
  EXPECT_EQ(penalties.count, 2) << "a and b, with 20 and 30";
  EXPECT_DOUBLE_EQ(penalties.mean, 25);
  EXPECT_DOUBLE_EQ(penalties.deviation, 5);
  EXPECT_FALSE(cells->contains("T3.NEW.SUM"));
  EXPECT_TRUE(database->class_cells(town(), 2019)->empty());

  CheckRecord corrected = check_at(kEvening);
  corrected.agency = {"a"};
  corrected.versions = {version("corrected", kEvening)};
  corrected.versions[0].report.agency = {"a"};
  corrected.versions[0].report.parsed.cells[{"T2.PENALTY.DECISIONS"}] = {.kind = CellKind::Number,
                                                                         .value = Decimal{40, 0}};
  record(corrected);
  EXPECT_DOUBLE_EQ(database->class_cells(town(), 2020)->at("T2.PENALTY.DECISIONS").mean, 35);
  agencies.pop_back();
  agencies.erase(agencies.begin() + 2);
  ASSERT_TRUE(database->sync_agencies(agencies, kEvening));
  EXPECT_EQ(database->class_cells(town(), 2020)->at("T2.PENALTY.DECISIONS").count, 1)
      << "b is watched no longer";
}

TEST_F(Record, KeepsAgenciesThatAreNoLongerWatched) {
  ASSERT_TRUE(database->sync_agencies(std::vector{bureau()}, kEvening));
  EXPECT_EQ(one("SELECT group_concat(id || is_watched, ' ') FROM t_agency"),
            "_gkwatch0 bureau1 town0");
  record(check_at(kNextDay));
  ASSERT_TRUE(database->sync_agencies(std::vector{town()}, kNextDay));
  EXPECT_EQ(one("SELECT group_concat(id || is_watched, ' ') FROM t_agency"),
            "_gkwatch0 bureau0 town1");
}

}  // namespace
}  // namespace gkwatch::store
