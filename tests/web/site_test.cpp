// The pages and the API, without a socket.

#include "web/site.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "model/form_layout.h"
#include "store/database.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::web {
namespace {

const std::string kHostile = "<script>alert(1)</script>\"' onload=x \u202Egnp";

Agency agency_called(const std::string& name) {
  Agency agency;
  agency.id = {"huadu-shiling"};
  agency.name = name;
  agency.kind = AgencyClass::T;
  agency.region = "440114";
  agency.sources.push_back({*Url::parse("https://www.huadu.gov.cn/gzhdslz"), ""});
  return agency;
}

ParsedDocument report_titled(const std::string& title) {
  ParsedDocument document;
  document.status = ReadStatus::Read;
  document.title = title;
  document.form = Form::F2019;
  for (const CellKey& key : form_cells(Form::F2019)) {
    document.cells[key] = {.kind = CellKind::Number, .value = Decimal{0, 0}, .raw = "0"};
  }
  document.cells[{"T3.R7.SUM"}] = {.kind = CellKind::Number, .value = Decimal{2, 0}, .raw = "2"};
  document.cells[{"T3.COUT.SUM"}] = Cell{.why = "the row lost a cell"};
  document.sections = {{1, title, title}};
  return document;
}

Finding total_is_wrong(const std::string& words) {
  Finding finding{.key = {{"R-T3-BALANCE"}, {"huadu-shiling"}, 2020, "T3.SUM"},
                  .severity = Severity::Error};
  finding.cells = {{{"T3.R7.SUM"}, "2"}};
  finding.expected = "1";
  finding.actual = "2";
  finding.message = {words, words};
  return finding;
}

// A database with one agency and its report for 2020, whose texts are all `words`.
class Pages : public ::testing::Test {
 protected:
  void record(const std::string& words) {
    auto database = store::Database::open(folder_ / "gkwatch.db", store::Database::Role::Keeper);
    ASSERT_TRUE(database);
    ASSERT_TRUE(database->sync_agencies(std::vector<Agency>{agency_called(words)}, clock_.now()));
    const ContentHash hash = *archive_.keep(words);
    store::CheckRecord record{.agency = {"huadu-shiling"}};
    record.outcome.last_check = clock_.now();
    record.is_complete = true;
    record.versions.push_back({.report = {.agency = {"huadu-shiling"},
                                          .year = 2020,
                                          .document = hash,
                                          .parsed = report_titled(words)},
                               .url = "https://www.huadu.gov.cn/post_1.html",
                               .document_url = "https://www.huadu.gov.cn/post_1.html",
                               .article_id = "1",
                               .first_seen = clock_.now()});
    record.findings = {total_is_wrong(words)};
    record.duties.push_back({.agency = {"huadu-shiling"},
                             .year = 2020,
                             .due = std::chrono::year{2021} / 1 / 31,
                             .due_source = words,
                             .state = Publication::OnTime});
    const Status written = database->record(record);
    ASSERT_TRUE(written) << written.error().message;
    hash_ = to_hex(hash);
  }

  Answer get(const std::string& path, std::multimap<std::string, std::string> query = {}) {
    auto queries = store::Queries::open(folder_ / "gkwatch.db");
    EXPECT_TRUE(queries);
    return answer({path, std::move(query)}, {*queries, archive_, clock_, Language::Chinese});
  }

  testing::TemporaryFolder folder_;
  testing::ManualClock clock_;
  store::Archive archive_ = *store::Archive::open(folder_ / "archive");
  std::string hash_;
};

TEST_F(Pages, ShowTheAgencyTheReportAndItsWrongCell) {
  record("狮岭镇");
  EXPECT_TRUE(contains(get("/").body, "/reports/1"));
  const Answer report = get("/reports/1");
  EXPECT_EQ(report.status, 200);
  EXPECT_TRUE(contains(report.body, "id=\"T3.R7.SUM\" class=\"culprit\""));
  EXPECT_TRUE(contains(report.body, "id=\"T3.COUT.SUM\" class=\"gap\""));
  EXPECT_EQ(get("/agencies/huadu-shiling").status, 200);
}

TEST_F(Pages, ShowForeignTextAsTextEverywhere) {
  record(kHostile);
  for (const char* path : {"/", "/reports/1", "/agencies/huadu-shiling", "/alerts", "/history"}) {
    const std::string body = get(path).body;
    EXPECT_FALSE(contains(body, "<script>alert")) << path;
    EXPECT_FALSE(contains(body, "\"' onload")) << path;
  }
}

TEST_F(Pages, GiveArchivedBytesAsADownloadInASandbox) {
  record("<html>狮岭镇</html>");
  const Answer bytes = get("/archive/" + hash_);
  EXPECT_EQ(bytes.body, "<html>狮岭镇</html>");
  EXPECT_EQ(bytes.type, "application/octet-stream");
  EXPECT_TRUE(contains(bytes.headers.at("Content-Disposition"), "attachment"));
  EXPECT_TRUE(contains(bytes.headers.at("Content-Security-Policy"), "sandbox"));
}

TEST_F(Pages, AnswerNotFoundForWhatIsNotThere) {
  record("狮岭镇");
  for (const char* path : {"/reports/99", "/reports/../etc", "/agencies/nobody", "/archive/zz",
                           "/archive/../../etc/passwd", "/nothing", "/api/v1/nothing"}) {
    EXPECT_EQ(get(path).status, 404) << path;
  }
}

TEST_F(Pages, AnswerTheQuestionsOfTheCommandLineAsJson) {
  record("狮岭镇");
  const auto reports = Json::parse(get("/api/v1/reports", {{"year", "2020"}}).body);
  ASSERT_TRUE(reports);
  EXPECT_EQ(reports->at(0)["agency"].string_or(""), "huadu-shiling");
  EXPECT_EQ(reports->at(0)["status"].string_or(""), "on_time");
  const auto report = Json::parse(get("/api/v1/reports/1").body);
  ASSERT_TRUE(report);
  EXPECT_EQ((*report)["cells"]["T3.R7.SUM"]["value"].integer(), 2);
}

TEST_F(Pages, RefuseAWrongParameterWithItsName) {
  record("狮岭镇");
  const Answer wrong = get("/api/v1/reports", {{"year", "soon"}});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_TRUE(contains(wrong.body, "year"));
}

}  // namespace
}  // namespace gkwatch::web
