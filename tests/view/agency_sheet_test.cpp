#include "view/agency_sheet.h"

#include <gtest/gtest.h>

#include "core/html.h"
#include "core/text.h"

namespace gkwatch::view {
namespace {

constexpr Instant kNow{std::chrono::seconds{1'738'540'800}};  // 2025-02-03 08:00 in China

Finding balance() {
  return {.key = {RuleId{"R-T3-BALANCE"}, {"shiling"}, 2020, "T3"},
          .severity = Severity::Error,
          .outcome = Outcome::Fail,
          .cells = {{CellKey{"T3.R7.SUM"}, "2"}, {CellKey{"T3.NEW.SUM"}, ""}},
          .expected = "1",
          .actual = "2",
          .delta = Decimal{1, 0},
          .message = {"不平衡", "does not balance"}};
}

store::Rows agency(const std::string& name = "狮岭镇政府") {
  return {.columns = {"id", "name", "region", "url"},
          .values = {{Json{"shiling"}, Json{name}, Json{"440114"},
                      Json{"http://a.gov.cn/gkmlpt http://b.gov.cn/nb/"}}}};
}

store::Rows reports(bool is_found = true) {
  const Json none;
  return {
      .columns = {"report", "year", "status", "due", "published_at", "checked_at", "url", "sha256",
                  "form"},
      .values = {{is_found ? Json{12} : none, Json{2020}, Json{is_found ? "on_time" : "missing"},
                  Json{"2021-01-31"}, none, Json{"2021-02-02T08:00:00+08:00"},
                  is_found ? Json{"http://a.gov.cn/post_1.html"} : none,
                  is_found ? Json{std::string(64, 'a')} : none, Json{"2019"}}}};
}

struct Written {
  store::Rows agencies = agency();
  store::Rows years = reports();
  std::vector<Finding> findings{balance()};
  std::string base = "https://gk.example.org";

  std::string html(Language language = Language::Chinese) const {
    return agency_sheet({.agencies = agencies,
                         .reports = years,
                         .findings = findings,
                         .words_of =
                             [](const RuleId&) {
                               return RuleWords{{"数量不平衡", "not balanced"}, "表三说明"};
                             },
                         .base = base,
                         .now = kNow},
                        language);
  }
};

TEST(AgencySheet, SaysAllThatAnAgencyNeedsToPutItRight) {
  const std::string sheet = Written{}.html();
  for (const char* said :
       {"狮岭镇政府", "2020 年度报告", "【错误】数量不平衡", "不平衡", "表三 （七）总计 / 总计",
        "应为 1，报告为 2", "（空白）", "表三说明", "R-T3-BALANCE", "2025-02-03 08:00",
        "http://a.gov.cn/post_1.html", "https://gk.example.org/reports/12", "单位反馈"}) {
    EXPECT_TRUE(contains(sheet, said)) << said;
  }
  EXPECT_TRUE(contains(sheet, std::string(64, 'a')));
  EXPECT_TRUE(contains(Written{}.html(Language::English), "What the agency has to say"));
}

TEST(AgencySheet, PutsTheExpectedValueBesideTheCellThatWasComparedAndNoOther) {
  const auto page = HtmlDocument::parse(Written{}.html());
  ASSERT_TRUE(page);
  std::vector<std::string> numbers;
  for (const HtmlNode& cell : select(page->root(), {.tag = "td", .klass = "number"})) {
    numbers.push_back(visible_text(cell));
  }
  EXPECT_EQ(numbers, (std::vector<std::string>{"2", "1", "（空白）", ""}));
}

TEST(AgencySheet, CallsNeitherOfTwoStatementsTheRightOne) {
  Written carried;
  carried.findings.front().key.rule = {"R-Y-CARRY"};
  const std::string sheet = carried.html();
  EXPECT_TRUE(contains(sheet, "两处分别为 1 和 2，相差 1"));
  EXPECT_FALSE(contains(sheet, "应为 1"));
  const auto page = HtmlDocument::parse(sheet);
  ASSERT_TRUE(page);
  EXPECT_EQ(visible_text(select(page->root(), {.tag = "td", .klass = "number"}).at(1)), "");
}

TEST(AgencySheet, TellsOfAMissingReportWhereItWasLookedFor) {
  Written missing{.years = reports(false)};
  missing.findings.front().cells.clear();
  const std::string sheet = missing.html();
  EXPECT_TRUE(contains(sheet, "未发布（应于 2021-01-31 前公布"));
  EXPECT_TRUE(contains(sheet, "http://b.gov.cn/nb/"));
  EXPECT_TRUE(contains(sheet, "https://gk.example.org/agencies/shiling"));
}

TEST(AgencySheet, HoldsNothingAgainstAnAgencyThatIsOnlyHintedAtOrCouldNotBeChecked) {
  Written in_order;
  in_order.findings.front().severity = Severity::Info;
  in_order.findings.push_back(balance());
  in_order.findings.back().outcome = Outcome::Unverifiable;
  EXPECT_TRUE(contains(in_order.html(), "未发现需要整改的情况。"));
  EXPECT_FALSE(contains(in_order.html(), "单位反馈"));
}

TEST(AgencySheet, LinksNoPageThatOnlyThisMachineShows) {
  for (const char* base : {"", "http://127.0.0.1:8480", "http://localhost:8480/"}) {
    EXPECT_FALSE(contains(Written{.base = base}.html(), "/reports/12")) << base;
  }
}

TEST(AgencySheet, ShowsForeignTextAsText) {
  for (const char* naughty :
       {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</td></table><h1>x</h1>",
        "{rows}{style}", "a\u202Ecod.exe", "&lt;b&gt;"}) {
    Written sheet{.agencies = agency(naughty)};
    sheet.findings.front().message = {naughty, naughty};
    sheet.findings.front().cells.front().raw = naughty;
    sheet.years.values.front().at(6) = Json{std::string{"javascript:"} + naughty};
    const std::string html = sheet.html();
    const auto page = HtmlDocument::parse(html);
    ASSERT_TRUE(page);
    EXPECT_EQ(select(page->root(), {.tag = "h1"}).size(), 1u) << naughty;
    for (const char* tag : {"script", "img"}) {
      EXPECT_TRUE(select(page->root(), {.tag = tag}).empty()) << naughty;
    }
    for (const HtmlNode& link : select(page->root(), {.tag = "a"})) {
      EXPECT_TRUE(link.attribute("href").value_or("").starts_with("http")) << naughty;
    }
    EXPECT_FALSE(contains(html, "\u202E"));
  }
}

}  // namespace
}  // namespace gkwatch::view
