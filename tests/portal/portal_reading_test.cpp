// The sample portal before the house's own readers: what the fixtures print is what comes out.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "crawler/fetcher.h"
#include "crawler/source.h"
#include "model/form_layout.h"
#include "net/curl_transport.h"
#include "parser/document_reader.h"
#include "tests/portal/portal.h"
#include "tests/support/manual_clock.h"

namespace gkwatch::portal {
namespace {

struct Expected {
  std::string agency;
  std::int64_t attachment = 0;                  // 0: the report is the page itself
  std::map<std::string, std::string> filled{};  // every other number is 0
  std::vector<std::string> lost{};              // rows that came without numbers, or not at all
  std::string blank{};                          // a cell printed empty
};

void PrintTo(const Expected& expected, std::ostream* out) { *out << expected.agency; }

std::vector<Expected> expectations() {
  return {
      {.agency = "panyu-luopu",
       .filled = {{"T2.LICENSE.DELTA", "54"},
                  {"T2.PENALTY.DELTA", "77"},
                  {"T3.NEW.NP", "5"},
                  {"T3.NEW.SUM", "5"},
                  {"T3.R1.NP", "1"},
                  {"T3.R1.SUM", "1"},
                  {"T3.R2.NP", "2"},
                  {"T3.R2.SUM", "2"},
                  {"T3.R4.1.NP", "2"},
                  {"T3.R4.1.SUM", "2"},
                  {"T3.R7.NP", "5"},
                  {"T3.R7.SUM", "5"},
                  {"T4.RV.OTH", "5"},
                  {"T4.RV.PEND", "3"},
                  {"T4.RV.TOT", "8"},
                  {"T4.LD.PEND", "3"},
                  {"T4.LD.TOT", "3"}}},
      {.agency = "huadu-shiling",
       .filled = {{"T2.SERVICE.PREV", "71"},
                  {"T2.SERVICE.DELTA", "6"},
                  {"T2.SERVICE.DECISIONS", "47331"},
                  {"T2.PENALTY.PREV", "7"},
                  {"T2.PENALTY.DECISIONS", "1632"},
                  {"T2.COERCION.PREV", "7"},
                  {"T2.COERCION.DECISIONS", "6"},
                  {"T2.FEE.PREV", "3"},
                  {"T2.PROCURE.PROJECTS", "43"},
                  {"T2.PROCURE.AMOUNT", "346490.00"},
                  {"T3.NEW.NP", "1"},
                  {"T3.NEW.SUM", "1"},
                  {"T3.R1.NP", "1"},
                  {"T3.R1.SUM", "1"},
                  {"T3.R7.NP", "2"},
                  {"T3.R7.SUM", "2"}},
       .blank = "T3.COUT.SUM"},
      {.agency = "panyu-zhengshu"},
      {.agency = "xigong-luobei",
       .attachment = 214907,
       .lost = {"T3.R1.", "T3.R2.", "T3.R3.1.", "T3.R3.2.", "T3.R3.3."}},
      {.agency = "huadu-xinfang",
       .attachment = 6871204,
       .lost = {"T2.SERVICE.", "T2.PENALTY.", "T2.COERCION.", "T2.FEE.", "T2.PROCURE.", "T3.NEW.",
                "T3.CIN.", "T3.R1.", "T3.R2."}},
  };
}

// A portal with a fetcher on real sockets; pauses cost nothing, since the clock is moved by hand.
class Reading : public ::testing::Test {
 protected:
  explicit Reading(std::string fixtures = {}) : fixtures_{std::move(fixtures)} {}

  Url url(const std::string& path) { return *Url::parse(portal_->base_url() + path); }

  crawler::FetchTools tools() {
    return {transport_, gate_, robots_, clock_, policy_, hosts_, {}, {}};
  }

  Result<Document> report(crawler::Fetcher& fetcher, const Expected& expected) {
    if (expected.attachment != 0) {
      const auto path = portal_->attachment_path_of(expected.agency, expected.attachment);
      return fetcher.fetch_document({.name = "report.txt", .url = url(path)}, {});
    }
    auto page = fetcher.fetch_page(url(portal_->path_of(expected.agency, "report-2020")),
                                   VisitKind::Article, {});
    if (!page) return std::move(page).error();
    return crawler::document_of(*page, "");
  }

  Result<std::vector<Listing>> list(crawler::Fetcher& fetcher, const std::string& agency) {
    const auto source = Url::parse(portal_->base_url(agency));
    return crawler::read_source(fetcher, {.url = *source, .fragment = ""}, {});
  }

  bool has(const std::vector<gkwatch::Article>& rows, const std::string& agency) {
    // The row keeps its "?jump=false", where it has one.
    const auto wanted = portal_->base_url() + portal_->path_of(agency, "report-2020");
    return std::any_of(rows.begin(), rows.end(),
                       [&](const auto& row) { return row.url.text().starts_with(wanted); });
  }

  std::string fixtures_;
  std::unique_ptr<Portal> portal_ = *Portal::start({.fixtures = fixtures_});
  testing::ManualClock clock_;
  net::CurlTransport transport_;
  crawler::CrawlPolicy policy_;
  crawler::PolitenessGate gate_{policy_};
  crawler::RobotsCache robots_;
  crawler::HostRules hosts_{{"127.0.0.1:" + std::to_string(portal_->port())}, {}};
};

class PortalReading : public Reading, public ::testing::WithParamInterface<Expected> {};

std::string wanted_of(const Expected& expected, const std::string& cell) {
  const bool lost = std::any_of(expected.lost.begin(), expected.lost.end(),
                                [&](const std::string& row) { return cell.starts_with(row); });
  if (lost) return "gap";
  const auto filled = expected.filled.find(cell);
  return filled == expected.filled.end() ? "0" : filled->second;
}

TEST_P(PortalReading, FindsThePrintedNumbersAndTheLostRows) {
  crawler::Fetcher fetcher{tools()};
  const auto document = report(fetcher, GetParam());
  ASSERT_TRUE(document) << document.error().message;
  parser::PlainReader reader;
  const auto parsed = reader.read(*document, {});
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->form, Form::F2019);
  EXPECT_TRUE(std::any_of(parsed->sections.begin(), parsed->sections.end(),
                          [](const Section& section) { return section.number == 6; }));
  for (const auto& [key, cell] : parsed->cells) {
    const auto& name = key.text;
    const auto wanted = wanted_of(GetParam(), name);
    if (name == GetParam().blank) {
      EXPECT_EQ(cell.kind, CellKind::Blank) << name << " " << cell.raw;
    } else if (wanted == "gap") {
      EXPECT_EQ(cell.kind, CellKind::Gap) << name << " " << cell.raw;
    } else {
      ASSERT_EQ(cell.kind, CellKind::Number) << name << " " << cell.raw << " " << cell.why;
      EXPECT_EQ(*cell.value, *Decimal::parse(wanted)) << name;
    }
  }
}

TEST_P(PortalReading, ListsTheReportInAColumnThatIsProvedComplete) {
  crawler::Fetcher fetcher{tools()};
  const auto listings = list(fetcher, GetParam().agency);
  ASSERT_TRUE(listings) << listings.error().message;
  ASSERT_EQ(listings->size(), 1u);
  EXPECT_TRUE(listings->front().complete) << listings->front().proof;
  EXPECT_TRUE(has(listings->front().articles, GetParam().agency));
}

INSTANTIATE_TEST_SUITE_P(Fixtures, PortalReading, ::testing::ValuesIn(expectations()),
                         [](const auto& test) {
                           auto name = test.param.agency;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

using PortalTown = Reading;

TEST_F(PortalTown, ListsAllItsLookAlikesAndNotTheReportUntilItIsPublished) {
  crawler::Fetcher fetcher{tools()};
  const auto before = list(fetcher, "sample-town");
  ASSERT_TRUE(before) << before.error().message;
  EXPECT_TRUE(before->front().complete) << before->front().proof;
  EXPECT_EQ(before->front().articles.size(), 136u);
  EXPECT_FALSE(has(before->front().articles, "sample-town"));
  ASSERT_TRUE(portal_->publish("sample-town", "report-2020"));
  const auto after = list(fetcher, "sample-town");
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_TRUE(has(after->front().articles, "sample-town"));
}

// Kinds that leave the list alone: they concern posts, attachments or robots.txt, which nobody asks
// for here.
constexpr FaultKind kBesideTheList[]{FaultKind::HtmlAttachment, FaultKind::WrongPost,
                                     FaultKind::RobotsForbid, FaultKind::RobotsDown};

bool leaves_the_list_alone(FaultKind kind) {
  return std::find(std::begin(kBesideTheList), std::end(kBesideTheList), kind) !=
         std::end(kBesideTheList);
}

// Whatever goes wrong, and wherever, nobody may conclude from it that the report is not there. The
// report is the last row of the second page, where a list that ends early would lose it.
class PortalTrouble : public Reading, public ::testing::WithParamInterface<FaultKind> {
 protected:
  void SetUp() override {
    policy_.timeout = std::chrono::milliseconds{300};
    policy_.max_body_bytes = 1u << 20;
    ASSERT_TRUE(portal_->add("sample-town", {.id = 4'000'001,
                                             .title = "示例镇2020年政府信息公开工作年度报告",
                                             .published = "2010-01-01 09:00:00"}));
  }

  void expect_no_false_conclusion(const std::string& path) {
    portal_->clear_faults();
    portal_->inject({.kind = GetParam(), .agency = "sample-town", .path = path, .pause = {}});
    crawler::Fetcher fetcher{tools()};
    const auto listings = list(fetcher, "sample-town");
    if (!listings) return;
    // Three rows of three agree with themselves: only what was known of the list before
    // contradicts them (R-C-SHRUNK, tests/e2e/fault_test.cpp).
    if (GetParam() == FaultKind::RowsGone) return;
    for (const auto& listing : *listings) {
      EXPECT_TRUE(!listing.complete || has_last(listing.articles)) << path << ": " << listing.proof;
    }
  }

  bool has_last(const std::vector<gkwatch::Article>& rows) {
    return std::any_of(rows.begin(), rows.end(),
                       [](const auto& row) { return row.id == "4000001"; });
  }
};

TEST_P(PortalTrouble, NeverLooksLikeACompleteListWithoutTheReport) {
  const std::string list_of_town = "/gzslqslz/gkmlpt/api/all/9310?page=";
  expect_no_false_conclusion("/gzslqslz/gkmlpt/index");
  expect_no_false_conclusion("/gzslqslz/gkmlpt/annualreport");
  expect_no_false_conclusion(list_of_town + "1*");
  expect_no_false_conclusion(list_of_town + "2*");
  expect_no_false_conclusion("/gzslqslz/gkmlpt/*");
  EXPECT_EQ(portal_->strikes() > 0, !leaves_the_list_alone(GetParam())) << "else nothing was tried";
}

using PortalPeace = PortalTrouble;

TEST_P(PortalPeace, ProvesTheListCompleteAndTheReportInIt) {
  crawler::Fetcher fetcher{tools()};
  const auto listings = list(fetcher, "sample-town");
  ASSERT_TRUE(listings) << listings.error().message;
  EXPECT_TRUE(listings->front().complete) << listings->front().proof;
  EXPECT_TRUE(has_last(listings->front().articles));
}

INSTANTIATE_TEST_SUITE_P(None, PortalPeace, ::testing::ValuesIn(kBesideTheList));

INSTANTIATE_TEST_SUITE_P(Faults, PortalTrouble,
                         ::testing::ValuesIn(all_faults().begin(), all_faults().end()),
                         [](const auto& test) {
                           std::string name{fault_name(test.param)};
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

class PortalElsewhere : public Reading {
 protected:
  PortalElsewhere() : Reading{GKWATCH_SOURCE_DIR "/tests/portal/fixtures-more"} {}
};

TEST_F(PortalElsewhere, LeadsToTheColumnBesideThePlatform) {
  crawler::Fetcher fetcher{tools()};
  const auto listings = list(fetcher, "sample-bureau");
  ASSERT_TRUE(listings) << listings.error().message;
  const auto wanted = portal_->base_url() + "/zwgk/zfxxgknb/bm/content/post_7062310.html";
  const auto& rows = listings->back().articles;
  EXPECT_TRUE(std::any_of(rows.begin(), rows.end(),
                          [&](const auto& row) { return row.url.text() == wanted; }));
}

TEST_F(PortalElsewhere, HasAReportWithoutAnyTable) {
  crawler::Fetcher fetcher{tools()};
  const auto document = report(fetcher, {.agency = "sample-street"});
  ASSERT_TRUE(document) << document.error().message;
  parser::PlainReader reader;
  const auto parsed = reader.read(*document, {});
  ASSERT_TRUE(parsed);
  EXPECT_NE(parsed->status, ReadStatus::Read);
  EXPECT_NE(parsed->status, ReadStatus::Partial);
}

}  // namespace
}  // namespace gkwatch::portal
