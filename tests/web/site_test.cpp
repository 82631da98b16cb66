// The pages and the API, without a socket.

#include "web/site.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "tests/web/recorded_site.h"
#include "web/metrics.h"
#include "web/pages.h"
#include "web/parameters.h"

namespace gkwatch::web {
namespace {

using Pages = RecordedSite;
using Lists = RecordedSite;
using Probes = RecordedSite;
using Feeds = RecordedSite;

TEST_F(Pages, ShowTheAgencyTheReportAndItsWrongCell) {
  record("狮岭镇");
  EXPECT_TRUE(contains(get("/").body, "/reports/1"));
  const Answer report = get("/reports/1");
  EXPECT_EQ(report.status, 200);
  EXPECT_TRUE(contains(report.body, "id=\"T3.R7.SUM\" class=\"culprit\""));
  EXPECT_TRUE(contains(report.body, "应为 1")) << "the reason stands in the cell";
  EXPECT_TRUE(contains(report.body, "id=\"T3.COUT.SUM\" class=\"gap\""));
  EXPECT_EQ(get("/agencies/huadu-shiling").status, 200);
}

TEST_F(Pages, SayWhereACellStood) {
  record("狮岭镇");
  const Answer cell = get("/reports/1", {{"cell", "T3.R7.SUM"}});
  EXPECT_TRUE(contains(cell.body, "<dd>page 6, row 4</dd>"));
}

TEST_F(Pages, MarkTheFigureThatWasTakenFromTheProse) {
  record("狮岭镇");
  const std::string body = get("/reports/1", {{"lang", "en"}}).body;
  EXPECT_TRUE(contains(body, "<mark>收到1件</mark><small class=\"figure\">received = 1</small>"));
}

TEST_F(Pages, ShowWhatAVersionChanged) {
  record("狮岭镇");
  const Answer diff = get("/reports/1/diff", {{"from", "1"}, {"to", "2"}});
  EXPECT_EQ(diff.status, 200);
  EXPECT_TRUE(contains(diff.body, "<ins>第二版 收到1件</ins>")) << diff.body;
  EXPECT_TRUE(
      contains(get("/reports/1/diff", {{"from", "1"}, {"to", "1"}}).body, "仅文件字节不同"));
}

TEST_F(Pages, LeadFromAnAgencyAndAYearToTheReport) {
  record("狮岭镇");
  EXPECT_TRUE(contains(get("/agencies/huadu-shiling/2020").body, "id=\"T3.R7.SUM\""));
  EXPECT_EQ(get("/agencies/huadu-shiling/1999").status, 200) << "no report: the agency";
  EXPECT_EQ(get("/agencies/nobody/2020").status, 404);
}

TEST_F(Pages, LeadToTheSheetOnAnAgencyWhosePolicyAllowsItsOwnStyle) {
  record("狮岭镇");
  EXPECT_TRUE(contains(get("/reports/1").body, "/agencies/huadu-shiling/sheet?year=2020"));
  EXPECT_TRUE(contains(get("/agencies/huadu-shiling").body, "/agencies/huadu-shiling/sheet"));
  const Answer sheet = get("/agencies/huadu-shiling/sheet", {{"year", "2020"}});
  EXPECT_EQ(sheet.status, 200);
  EXPECT_TRUE(contains(sheet.body, "【错误】规则R-T3-BALANCE")) << sheet.body;
  EXPECT_TRUE(contains(sheet.headers.at("Content-Security-Policy"), "style-src 'sha256-"));
  EXPECT_EQ(get("/agencies/huadu-shiling/sheet", {{"year", "x"}}).status, 400);
  EXPECT_EQ(get("/agencies/nobody/sheet").status, 404);
}

TEST_F(Pages, SayWhoDecidedWhatOfAnAlertAndWhy) {
  record("狮岭镇");
  EXPECT_FALSE(contains(get("/alerts").body, "经办人"));
  {
    auto desk = store::Database::open(folder_ / "gkwatch.db", store::Database::Role::Desk);
    ASSERT_TRUE(desk);
    ASSERT_TRUE(desk->acknowledge(1, {"李某", "已去电<b>催办", clock_.now()}));
  }
  const std::string body = get("/alerts").body;
  EXPECT_TRUE(contains(body, "李某")) << body;
  EXPECT_TRUE(contains(body, "已去电&lt;b&gt;催办")) << body;
}

class CheckedPage : public ::testing::Test {
 protected:
  CheckedPage() {
    file_.document.status = ReadStatus::Read;
    file_.document.form = Form::F2019;
  }

  void found(Severity severity, Outcome outcome = Outcome::Fail) {
    file_.findings.push_back({.key = {{"R-T3-BALANCE"}, {}, 2020, ""},
                              .severity = severity,
                              .outcome = outcome,
                              .message = {"不平衡", "odd"}});
  }

  std::string page() const {
    testing::TemporaryFolder folder;
    EXPECT_TRUE(store::Database::open(folder / "gkwatch.db", store::Database::Role::Keeper));
    const auto queries = store::Queries::open(folder / "gkwatch.db");
    const auto archive = store::Archive::open(folder / "archive");
    const testing::ManualClock clock;
    Site site{*queries, *archive, clock};
    site.check = [](Upload, std::stop_token) -> Result<view::ParsedFile> {
      return Error{ErrorCode::Unreachable, "not asked in this test"};
    };
    const Request request{.path = "/check"};
    return checked_page(file_, sheet_for(request, site)).body;
  }

  view::ParsedFile file_;
};

TEST_F(CheckedPage, SaysFirstWhetherTheReportMayBePublishedSo) {
  EXPECT_TRUE(contains(page(), "没有发现问题。"));
  found(Severity::Info);
  EXPECT_TRUE(contains(page(), "没有发现错误和警告；有 1 项提示"));
  found(Severity::Warning);
  EXPECT_TRUE(contains(page(), "没有发现错误；有警告 1 项、提示 1 项"));
  found(Severity::Error);
  EXPECT_TRUE(contains(page(), "发现错误 1 项、警告 1 项、提示 1 项"));
}

TEST_F(CheckedPage, TellsWhatIsInDoubtNeverAsInOrder) {
  file_.document.cells[{"T3.R7.SUM"}] = Cell{.why = "not readable"};
  found(Severity::Info, Outcome::Unverifiable);
  EXPECT_TRUE(contains(page(), "有 1 个单元格没有可靠读出，1 条规则因此无法核对"));
  file_.document.status = ReadStatus::NoTables;
  EXPECT_TRUE(contains(page(), "没有读出报告的表格，无法核对。这不表示报告无误"));
  EXPECT_FALSE(contains(page(), "没有发现问题。"));
}

TEST_F(Pages, SpeakTheLanguageThatIsAskedForAndKeepItInTheirLinks) {
  record("狮岭镇");
  const Answer english = get("/", {{"lang", "en"}});
  EXPECT_TRUE(contains(english.body, "<html lang=\"en\">"));
  EXPECT_TRUE(contains(english.body, "href=\"/alerts?lang=en\""));
  EXPECT_FALSE(contains(get("/").body, "lang=zh"));
}

TEST_F(Pages, GiveArchivedBytesAsADownloadInASandbox) {
  record("<html>狮岭镇</html>");
  const Answer bytes = get("/archive/" + hash_);
  EXPECT_EQ(bytes.body, "<html>狮岭镇</html>");
  EXPECT_EQ(bytes.type, "application/octet-stream");
  EXPECT_TRUE(contains(bytes.headers.at("Content-Disposition"), "attachment"));
  EXPECT_TRUE(contains(bytes.headers.at("Content-Security-Policy"), "sandbox"));
  EXPECT_EQ(bytes.headers.at("Link"), "<https://www.huadu.gov.cn/a.pdf>; rel=\"original\"");
  EXPECT_TRUE(bytes.headers.at("Memento-Datetime").ends_with(" GMT"));
}

TEST_F(Pages, AnswerNotFoundForWhatIsNotThere) {
  record("狮岭镇");
  for (const char* path :
       {"/reports/99", "/reports/../etc", "/reports/1/x", "/agencies/nobody", "/archive/zz",
        "/archive/../../etc/passwd", "/nothing", "/api/v1/nothing", "/api/v1/reports/99"}) {
    EXPECT_EQ(get(path).status, 404) << path;
  }
}

TEST_F(Lists, AreTheQuestionsOfTheCommandLineAsJson) {
  record("狮岭镇");
  const auto reports = Json::parse(get("/api/v1/reports", {{"year", "2020"}}).body);
  ASSERT_TRUE(reports);
  EXPECT_EQ(reports->at(0)["agency"].string_or(""), "huadu-shiling");
  EXPECT_EQ(reports->at(0)["status"].string_or(""), "on_time");
  const auto report = Json::parse(get("/api/v1/reports/1").body);
  ASSERT_TRUE(report);
  EXPECT_EQ((*report)["cells"]["T3.R7.SUM"]["value"].integer(), 2);
}

TEST_F(Lists, GoOnWhereTheLinkOfTheLastPageLeads) {
  record("狮岭镇");
  auto database = store::Database::open(folder_ / "gkwatch.db", store::Database::Role::Keeper);
  ASSERT_TRUE(database);
  store::CheckRecord more{.agency = {"huadu-shiling"}};
  more.outcome.last_check = clock_.now() + std::chrono::hours{1};
  more.visits = {{.time = more.outcome.last_check, .url = "https://www.huadu.gov.cn/2"}};
  ASSERT_TRUE(database->record(more));
  const Answer first = get("/api/v1/history", {{"limit", "1"}});
  const std::string link = first.headers.at("Link");
  const auto at = link.find("cursor=") + 7;
  const std::string cursor = link.substr(at, link.find('>') - at);
  EXPECT_TRUE(contains(link, "</api/v1/history?")) << link;
  const Answer second = get("/api/v1/history", {{"limit", "1"}, {"cursor", cursor}});
  EXPECT_EQ(second.status, 200) << second.body;
  EXPECT_NE(first.body, second.body);
  EXPECT_FALSE(second.headers.contains("Link"));
}

TEST_F(Lists, RefuseAWrongParameterWithItsName) {
  record("狮岭镇");
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{"year", "soon"},
                                                        {"regoin", "4401"},
                                                        {"region", "44%"},
                                                        {"class", "X"},
                                                        {"limit", "0"},
                                                        {"limit", "-1"},
                                                        {"cursor", "!"},
                                                        {"cursor", "e30"},
                                                        {"since", "x"},
                                                        {"severity", "bad"}}) {
    const Answer wrong = get("/api/v1/reports", {{name, value}});
    EXPECT_EQ(wrong.status, 400) << name << "=" << value;
  }
  EXPECT_TRUE(contains(get("/api/v1/reports", {{"regoin", "4401"}}).body, "regoin"));
  EXPECT_EQ(get("/api/v1/reports", {{"region", ""}}).status, 200) << "an empty field of a form";
}

TEST_F(Probes, TellAliveAndReadyApart) {
  record("狮岭镇");
  EXPECT_EQ(get("/healthz").status, 200);
  EXPECT_EQ(get("/readyz").status, 200);
  clock_.advance(std::chrono::hours{24 * 10});
  EXPECT_EQ(get("/healthz").status, 200);
  EXPECT_EQ(get("/readyz").status, 503);
}

TEST_F(Probes, CountForPrometheus) {
  record("狮岭\"镇\\");
  const std::string text = get("/metrics").body;
  EXPECT_TRUE(
      contains(text, "# TYPE gkwatch_agencies_watched gauge\ngkwatch_agencies_watched 1\n"));
  EXPECT_TRUE(contains(text, "gkwatch_alerts{state=\"firing\",severity=\"error\"} 1\n"));
  EXPECT_TRUE(contains(text, "gkwatch_requests_failed_last_day{error=\"other\"} 1\n"));
}

TEST_F(Feeds, NameNewReportsAndAlerts) {
  record("狮岭镇");
  const std::string feed = get("/feed.atom").body;
  EXPECT_TRUE(contains(feed, "<id>urn:gkwatch:report:1:2</id>"));
  EXPECT_TRUE(contains(feed, "<id>urn:gkwatch:alert:1</id>"));
}

TEST_F(Feeds, HaveEachDeadlineAsADay) {
  record("狮岭镇");
  const Answer calendar = get("/calendar.ics", {{"since", "2020-01-01"}});
  EXPECT_EQ(calendar.type, "text/calendar; charset=utf-8");
  EXPECT_TRUE(contains(calendar.body, "DTSTART;VALUE=DATE:20210131\r\n"));
  EXPECT_TRUE(contains(calendar.body, "DTEND;VALUE=DATE:20210201\r\n"));
  for (std::size_t at = 0; at < calendar.body.size();) {
    const std::size_t end = calendar.body.find("\r\n", at);
    EXPECT_LE(end - at, 75u);
    at = end + 2;
  }
}

TEST(Cursor, ComesBackAsItWas) {
  for (const std::string text : {"", "[1]", "[\"某镇\",2020]", "[\"a?b>c\",1,2]"}) {
    EXPECT_EQ(after_of(cursor_of(text)), text);
    EXPECT_EQ(cursor_of(text).find_first_of("+/= "), std::string::npos);
  }
  EXPECT_FALSE(after_of("%%%"));
}

}  // namespace
}  // namespace gkwatch::web
