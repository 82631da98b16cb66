#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/form_layout.h"
#include "store/database.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"
#include "web/site.h"

namespace gkwatch::web {

// A site over a database with one agency and its report for 2020 (two versions, a wrong total, a
// gap, an open alert), whose every text is the same words.
class RecordedSite : public ::testing::Test {
 protected:
  static Agency agency_called(const std::string& name) {
    Agency agency;
    agency.id = {"huadu-shiling"};
    agency.name = name;
    agency.kind = AgencyClass::T;
    agency.region = "440114";
    agency.aliases = {name};
    agency.sources.push_back({*Url::parse("https://www.huadu.gov.cn/gzhdslz"), ""});
    return agency;
  }

  static ParsedDocument document_of(const std::string& words) {
    ParsedDocument document;
    document.status = ReadStatus::Read;
    document.title = words;
    document.text = words + " 收到1件";
    document.form = Form::F2019;
    for (const CellKey& key : form_cells(Form::F2019)) {
      document.cells[key] = {.kind = CellKind::Number, .value = Decimal{0, 0}, .raw = "0"};
    }
    document.cells[{"T3.R7.SUM"}] = {
        .kind = CellKind::Number, .value = Decimal{2, 0}, .raw = "2", .where = "page 6, row 4"};
    document.cells[{"T3.R1.NP"}] = {.kind = CellKind::Text, .raw = words, .where = words};
    document.cells[{"T3.COUT.SUM"}] = Cell{.raw = words, .why = words};
    document.sections = {{1, words, words + " 收到1件"}};
    document.claims = {
        {.what = "received", .value = Decimal{1, 0}, .text = "收到1件", .section = 1}};
    document.unknown_rows = {{"T3", words, {words}}};
    return document;
  }

  static Finding total_is_wrong(const std::string& words) {
    Finding finding{.key = {{"R-T3-BALANCE"}, {"huadu-shiling"}, 2020, "T3.SUM"},
                    .severity = Severity::Error};
    finding.cells = {{{"T3.R7.SUM"}, words}};
    finding.expected = "1";
    finding.actual = "2";
    finding.message = {words, words};
    return finding;
  }

  store::ReportVersion version_of(const std::string& bytes, const std::string& words) {
    return {.report = {.agency = {"huadu-shiling"},
                       .year = 2020,
                       .document = *archive_.keep(bytes),
                       .parsed = document_of(words)},
            .url = "https://www.huadu.gov.cn/post_1.html",
            .document_url = "https://www.huadu.gov.cn/post_1.html",
            .article_id = "1",
            .published_at = clock_.now(),
            .first_seen = clock_.now()};
  }

  void record(const std::string& words) {
    auto database = store::Database::open(folder_ / "gkwatch.db", store::Database::Role::Keeper);
    ASSERT_TRUE(database);
    ASSERT_TRUE(database->sync_agencies(std::vector<Agency>{agency_called(words)}, clock_.now()));
    store::CheckRecord record{.agency = {"huadu-shiling"}};
    record.outcome.last_check = clock_.now();
    record.outcome.last_complete = clock_.now();
    record.is_complete = true;
    record.versions = {version_of(words, words), version_of(words + "2", words + "\n第二版")};
    record.documents = {{record.versions[0].report.document, "https://www.huadu.gov.cn/a.pdf", "1",
                         words, words, clock_.now()}};
    record.listings = {{.column = *Url::parse("https://www.huadu.gov.cn/gzhdslz"),
                        .column_name = words,
                        .read_at = clock_.now(),
                        .complete = true,
                        .proof = words,
                        .articles = {}}};
    record.visits = {{.time = clock_.now(),
                      .url = "https://www.huadu.gov.cn/" + words,
                      .outcome = VisitOutcome::Error,
                      .fault = FetchFault::Other,
                      .detail = words}};
    record.findings = {total_is_wrong(words)};
    record.alerts = {
        {.finding = total_is_wrong(words), .first_seen = clock_.now(), .last_seen = clock_.now()}};
    record.duties.push_back({.agency = {"huadu-shiling"},
                             .year = 2020,
                             .due = std::chrono::year{2021} / 1 / 31,
                             .due_source = words,
                             .state = Publication::OnTime,
                             .published_at = clock_.now()});
    const Status written = database->record(record);
    ASSERT_TRUE(written) << written.error().message;
    hash_ = to_hex(record.versions[0].report.document);
  }

  Answer get(const std::string& path, std::multimap<std::string, std::string> query = {}) {
    auto queries = store::Queries::open(folder_ / "gkwatch.db");
    EXPECT_TRUE(queries);
    Site site{*queries, archive_, clock_, Language::Chinese};
    site.check = [](Upload, std::stop_token) -> Result<view::ParsedFile> {
      return Error{ErrorCode::Unreachable, "no reader in this test"};
    };
    site.words_of = [](const RuleId& rule) {
      return view::RuleWords{{"规则" + rule.text, "rule " + rule.text}, "表三说明"};
    };
    return answer({path, std::move(query)}, site);
  }

  // Every page and every list that there is, with the words in the search.
  std::vector<std::pair<std::string, std::multimap<std::string, std::string>>> places(
      const std::string& words) const {
    return {{"/", {}},
            {"/", {{"lang", "en"}, {"region", "4401"}}},
            {"/agencies/huadu-shiling", {}},
            {"/agencies/huadu-shiling/2020", {}},
            {"/agencies/huadu-shiling/sheet", {}},
            {"/agencies/huadu-shiling/sheet", {{"year", "2020"}, {"lang", "en"}}},
            {"/reports/1", {}},
            {"/reports/1", {{"version", "1"}, {"cell", "T3.R1.NP"}}},
            {"/reports/1/diff", {}},
            {"/alerts", {}},
            {"/history", {}},
            {"/statistics", {}},
            {"/search", {{"q", words}}},
            {"/search", {{"q", "收到"}}},
            {"/check", {}},
            {"/feed.atom", {}},
            {"/calendar.ics", {}},
            {"/metrics", {}},
            {"/api/v1/agencies", {}},
            {"/api/v1/reports", {}},
            {"/api/v1/reports/1", {}},
            {"/api/v1/findings", {}},
            {"/api/v1/alerts", {}},
            {"/api/v1/history", {}},
            {"/api/v1/stats", {}},
            {"/api/v1/search", {{"q", "收到"}}}};
  }

  testing::TemporaryFolder folder_;
  testing::ManualClock clock_;
  store::Archive archive_ = *store::Archive::open(folder_ / "archive");
  std::string hash_;
};

}  // namespace gkwatch::web
