// What the crawl hands to the rules: predecessor, copies, versions, columns, district.
#include "scheduler/judge.h"

#include <gtest/gtest.h>

#include "core/china_time.h"
#include "core/text.h"
#include "rules/likeness.h"
#include "tests/support/builders.h"

namespace gkwatch::scheduler {
namespace {

Instant at(const char* time) { return *parse_china_time(time); }

const std::string kColumn = "http://www.huadu.gov.cn/gkmlpt/annualreport";

// One agency with the report for 2020, found in its column, and nothing odd about it.
class Judging : public ::testing::Test {
 protected:
  Judging() {
    agency_ = shiling();
    agency_.kind = AgencyClass::D;
    add_version(2020, "a.pdf", "one");
    list_in(kColumn, "政府信息公开年报");
    looked_.is_complete = true;
  }

  store::ReportVersion version(int year, const std::string& url, const std::string& bytes) {
    ReportBuilder builder{Form::F2019, year};
    builder.report().agency = agency_.id;
    builder.report().document = hash_of(bytes);
    return {.report = builder.report(),
            .url = "http://www.huadu.gov.cn/post_1.html",
            .document_url = url,
            .article_id = "1",
            .published_at = at("2021-01-21")};
  }
  void add_version(int year, const std::string& url, const std::string& bytes) {
    memory_.versions.push_back(version(year, url, bytes));
    memory_.reports.insert_or_assign(year, memory_.versions.back());
  }
  void list_in(const std::string& column, const std::string& name) {
    const Article article{.id = "1",
                          .title = "狮岭镇2020年政府信息公开工作年度报告",
                          .url = *Url::parse("http://www.huadu.gov.cn/post_1.html"),
                          .published_at = stated_};
    looked_.listings = {Listing{.column = *Url::parse(column),
                                .column_name = name,
                                .complete = true,
                                .articles = {article}}};
    gathered_.articles = {
        {"1", {.article = article, .year = 2020, .first_seen = first_seen_, .absent = absent_}}};
  }
  Judged judged() {
    return judge(agency_, looked_, gathered_, memory_,
                 {years_, deadlines_, std::chrono::hours{24 * 7}, at("2021-03-01")});
  }
  // "warning T3.CIN; …" of one rule.
  std::string told(const std::string& rule) {
    std::string text;
    for (const Finding& finding : judged().findings) {
      if (finding.key.rule.text != rule) continue;
      text += text.empty() ? "" : "; ";
      text += name_of(finding.severity);
      if (!finding.key.place.empty()) text += " " + finding.key.place;
    }
    return text;
  }

  Agency agency_;
  std::vector<int> years_{2020};
  rules::DeadlinePolicy deadlines_;
  Instant stated_ = at("2021-01-21");
  Instant first_seen_ = at("2021-02-20");
  int absent_ = 0;
  Looked looked_;
  Gathered gathered_;
  Memory memory_;
};

TEST_F(Judging, HoldsAReportAgainstThatOfTheYearBeforeThoughTheYearIsNotWatched) {
  add_version(2019, "b.pdf", "two");
  EXPECT_EQ(told("R-Y-CARRY"), "warning T3.CIN") << "2 carried out, 1 carried in";
}

TEST_F(Judging, GoesOnWithTheReportsOfThePredecessor) {
  EXPECT_EQ(told("R-Y-CARRY"), "");
  Report before = version(2019, "b.pdf", "two").report;
  before.agency = AgencyId{"old"};
  memory_.inherited = {before};
  EXPECT_EQ(told("R-Y-CARRY"), "warning T3.CIN");
  memory_.is_split = true;
  EXPECT_EQ(told("R-Y-CARRY"), "info T3.CIN") << "the predecessor was split";
  memory_.is_split = false;
  add_version(2019, "b.pdf", "three");
  memory_.reports.at(2019).report.parsed.cells.at(CellKey{"T3.COUT.SUM"}).value = Decimal{1, 0};
  EXPECT_EQ(told("R-Y-CARRY"), "info T3.CIN") << "its own report comes before: columns alone";
}

TEST_F(Judging, TellsWhatWasReplacedAtItsAddress) {
  EXPECT_EQ(told("R-P-REPLACED"), "");
  gathered_.versions = {version(2020, "a.pdf", "two")};
  gathered_.versions[0].change = store::VersionChange::Text;
  EXPECT_EQ(told("R-P-REPLACED"), "info");
  gathered_.versions[0].change = store::VersionChange::Cells;
  EXPECT_EQ(told("R-P-REPLACED"), "warning");
  gathered_.versions[0].change = store::VersionChange::Bytes;
  EXPECT_EQ(told("R-P-REPLACED"), "");
}

TEST_F(Judging, TakesAnotherCopyForNoReplacement) {
  gathered_.versions = {version(2020, "http://elsewhere.gov.cn/a.html", "two")};
  gathered_.versions[0].change = store::VersionChange::Cells;
  EXPECT_EQ(told("R-P-REPLACED"), "");
}

TEST_F(Judging, ComparesCopiesOnlyWhereAllWereHad) {
  ReportBuilder pdf;
  ReportBuilder page;
  page.set("T3.R7.SUM", "16");
  const Finding before{.key = {RuleId{"R-P-MULTICOPY"}, agency_.id, 2020, ""},
                       .severity = Severity::Warning};
  memory_.findings = {before};
  EXPECT_EQ(told("R-P-MULTICOPY"), "");
  EXPECT_TRUE(judged().gone.empty()) << "not compared today: it stays as it is";
  gathered_.copies[2020] = {{"a.pdf", pdf.parsed()}, {"a.html", page.parsed()}};
  EXPECT_EQ(told("R-P-MULTICOPY"), "warning");
  gathered_.copies[2020].pop_back();
  EXPECT_EQ(told("R-P-MULTICOPY"), "");
  ASSERT_EQ(judged().gone.size(), 1u);
}

TEST_F(Judging, DoesNotBelieveAStampThatItsOwnColumnContradicts) {
  EXPECT_EQ(told("R-P-BACKDATED"), "");
  memory_.column_readings[kColumn] = {at("2021-02-03"), at("2021-02-05")};
  EXPECT_EQ(told("R-P-BACKDATED"), "warning");
  EXPECT_EQ(judged().duties.at(0).state, Publication::UnknownDate);
  memory_.column_readings = {{"http://other.gov.cn/", {at("2021-02-03"), at("2021-02-05")}}};
  EXPECT_EQ(told("R-P-BACKDATED"), "") << "another column was read, before this one was known";
  memory_.column_readings[kColumn] = {at("2021-02-21"), at("2021-02-25")};
  EXPECT_EQ(told("R-P-BACKDATED"), "") << "after it was seen";
}

TEST_F(Judging, KeepsLatenessWhenTheReportIsGone) {
  stated_ = at("2021-02-15");
  memory_.versions[0].published_at = stated_;
  list_in(kColumn, "政府信息公开年报");
  EXPECT_EQ(told("R-P-LATE"), "error");
  absent_ = 3;
  list_in(kColumn, "政府信息公开年报");
  EXPECT_EQ(told("R-P-LATE"), "error");
  EXPECT_EQ(told("R-P-REMOVED"), "warning");
}

TEST_F(Judging, TellsAWrongColumnOnlyWhereTheRightOneWasRead) {
  EXPECT_EQ(told("R-P-WRONGCOLUMN"), "");
  list_in(kColumn, "通知公告");
  EXPECT_EQ(told("R-P-WRONGCOLUMN"), "") << "no column of annual reports was read";
  looked_.listings.push_back(
      {.column = *Url::parse(kColumn + "2"), .column_name = "年度报告", .complete = true});
  EXPECT_EQ(told("R-P-WRONGCOLUMN"), "info");
}

TEST_F(Judging, HandsOverWhereAReportWasFound) {
  gathered_.articles.at("1").article.publisher = "花都区花山镇";
  EXPECT_EQ(told("R-ID-PUBLISHER"), "info");
}

TEST_F(Judging, HandsOverTheDistrictAndTheMembersOfAGovernment) {
  std::u32string text;
  for (char32_t i = 0; i < 320; ++i) text += static_cast<char32_t>(U'一' + i);
  for (Section& section : memory_.reports.at(2020).report.parsed.sections) {
    if (section.number == 5) section.text = to_utf8(text);
  }
  store::NeighbourText neighbour{.agency = {"a"}, .name = "某镇", .published_at = at("2021-01-03")};
  neighbour.shingles[5] = rules::shingles_of(to_utf8(text));
  memory_.neighbours[2020] = {neighbour};
  EXPECT_EQ(told("R-D-PEER"), "warning section 5");
  agency_.kind = AgencyClass::G;
  memory_.members[2020] = {{.agency = {"a"}, .is_found = false}};
  EXPECT_EQ(told("R-AGG-COVER"), "info");
}

}  // namespace
}  // namespace gkwatch::scheduler
