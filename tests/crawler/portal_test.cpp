// The crawler, libcurl and the sample portal together, over loopback.
#include "tests/portal/portal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>
#include <string>

#include "core/system_clock.h"
#include "crawler/content_page.h"
#include "crawler/file_links.h"
#include "crawler/source.h"
#include "crawler/titles.h"
#include "net/curl_transport.h"

namespace gkwatch::crawler {
namespace {

using namespace std::chrono_literals;
using portal::Fault;
using portal::FaultKind;
using portal::Portal;

using Ids = std::set<std::string>;

// One check of one agency, with tools of its own, as after a start of the program.
struct Check {
  explicit Check(const Portal& site)
      : hosts{{"127.0.0.1:" + std::to_string(site.port())}, {"*.gov.cn"}} {}

  Result<std::vector<Listing>> read(const std::string& address, const std::string& fragment = {}) {
    return read_source(fetcher, {*Url::parse(address), fragment}, {});
  }

  CrawlPolicy policy{.per_host_delay = 1ms, .timeout = 1500ms, .max_body_bytes = 4u << 20};
  HostRules hosts;
  SystemClock clock{};
  net::CurlTransport transport{};
  PolitenessGate gate{policy};
  RobotsCache robots{};
  Fetcher fetcher{{transport, gate, robots, clock, policy, hosts}};
};

Ids ids_of(const std::vector<Listing>& listings) {
  Ids ids;
  for (const Listing& listing : listings) {
    for (const Article& row : listing.articles) ids.insert(row.id);
  }
  return ids;
}

bool is_complete(const std::vector<Listing>& listings) {
  return !listings.empty() && std::all_of(listings.begin(), listings.end(),
                                          [](const Listing& one) { return one.complete; });
}

class CrawlerAtPortal : public ::testing::Test {
 protected:
  std::string town() const { return portal_->base_url("sample-town"); }

  std::unique_ptr<Portal> portal_ = *Portal::start();
};

TEST_F(CrawlerAtPortal, ReadsAColumnOfMoreThanOnePageToItsEnd) {
  Check check{*portal_};
  const auto listings = check.read(town());
  ASSERT_TRUE(listings) << listings.error().message;
  EXPECT_TRUE(is_complete(*listings)) << listings->at(0).proof;
  EXPECT_GT(ids_of(*listings).size(), 100u);
  EXPECT_EQ(listings->at(0).column_name, "政府信息公开年报");
}

TEST_F(CrawlerAtPortal, FindsTheReportsAmongTheLookAlikesAndANewOneOnceItIsThere) {
  const auto report_years = [&] {
    Check check{*portal_};
    std::multiset<int> years;
    const auto listings = check.read(town() + "/gkmlpt/annualreport", "9310");
    for (const Listing& listing : *listings) {
      for (const Article& row : listing.articles) {
        const TitleReading title = read_title(row.title);
        if (title.is_report) years.insert(title.year.value_or(0));
      }
    }
    return years;
  };
  EXPECT_EQ(report_years(), (std::multiset<int>{2018, 2018, 2019}));
  ASSERT_TRUE(portal_->publish("sample-town", "report-2020"));
  EXPECT_EQ(report_years(), (std::multiset<int>{2018, 2018, 2019, 2020}));
}

// Trap 1 of the house, against everything a portal can do wrong.
TEST_F(CrawlerAtPortal, NeverProvesAListThatIsNotTheWhole) {
  Check undisturbed{*portal_};
  const Ids truth = ids_of(*undisturbed.read(town()));
  for (const FaultKind kind : portal::all_faults()) {
    // Agrees with itself: told by what was known before (R-C-SHRUNK, tests/e2e/fault_test.cpp).
    if (kind == FaultKind::RowsGone) continue;
    for (const char* path : {"", "/gzslqslz/gkmlpt/api/*"}) {
      portal_->clear_faults();
      portal_->inject({.kind = kind, .agency = "sample-town", .path = path, .pause = 1ms});
      Check check{*portal_};
      const auto listings = check.read(town());
      if (!listings || !is_complete(*listings)) {
        EXPECT_NE(kind, FaultKind::Slow);
        EXPECT_NE(kind, FaultKind::UnaskedGzip);
        EXPECT_NE(kind, FaultKind::CookieWall);
        continue;
      }
      EXPECT_EQ(ids_of(*listings), truth) << portal::fault_name(kind) << " at " << path;
    }
  }
}

TEST_F(CrawlerAtPortal, GetsOverWhatIsTransient) {
  for (const FaultKind kind : {FaultKind::Reset, FaultKind::ResetInBody, FaultKind::ServerError,
                               FaultKind::BadGateway, FaultKind::LengthTooLong}) {
    portal_->clear_faults();
    portal_->inject({.kind = kind, .agency = "sample-town", .times = 2, .after = 1});
    Check check{*portal_};
    const auto listings = check.read(town());
    ASSERT_TRUE(listings) << portal::fault_name(kind);
    EXPECT_TRUE(is_complete(*listings)) << portal::fault_name(kind);
  }
}

TEST_F(CrawlerAtPortal, NamesTheFaultInTheHistory) {
  struct Expected {
    FaultKind kind;
    FetchFault fault;
  };
  for (const Expected& one : {Expected{FaultKind::Reset, FetchFault::Reset},
                              Expected{FaultKind::Timeout, FetchFault::Timeout},
                              Expected{FaultKind::Waf412, FetchFault::Blocked},
                              Expected{FaultKind::Waf521, FetchFault::Blocked},
                              Expected{FaultKind::Forbidden, FetchFault::Blocked},
                              Expected{FaultKind::BlockPage, FetchFault::Blocked},
                              Expected{FaultKind::Soft404, FetchFault::Soft404},
                              Expected{FaultKind::FirstPage404, FetchFault::HttpError},
                              Expected{FaultKind::EmptyBody, FetchFault::BadContract},
                              Expected{FaultKind::NotJson, FetchFault::BadContract},
                              Expected{FaultKind::TruncatedJson, FetchFault::BadContract},
                              Expected{FaultKind::WrongClassify, FetchFault::BadContract},
                              Expected{FaultKind::EmptyList, FetchFault::BadContract},
                              Expected{FaultKind::ShortPage, FetchFault::BadContract},
                              Expected{FaultKind::LengthTooLong, FetchFault::Truncated},
                              Expected{FaultKind::GzipBomb, FetchFault::TooLarge},
                              Expected{FaultKind::RedirectForeign, FetchFault::RedirectRefused},
                              Expected{FaultKind::RedirectPrivate, FetchFault::RedirectRefused},
                              Expected{FaultKind::RedirectLoop, FetchFault::RedirectRefused},
                              Expected{FaultKind::TooManyRequests, FetchFault::RateLimited},
                              Expected{FaultKind::ServiceUnavailable, FetchFault::RateLimited}}) {
    portal_->clear_faults();
    portal_->inject({.kind = one.kind, .agency = "sample-town", .path = "/gzslqslz/gkmlpt/api/*"});
    Check check{*portal_};
    (void)check.read(town());
    const auto visits = check.fetcher.take_visits();
    const bool is_named = std::any_of(visits.begin(), visits.end(), [&](const Visit& visit) {
      return visit.fault == one.fault && visit.outcome == VisitOutcome::Error;
    });
    EXPECT_TRUE(is_named) << portal::fault_name(one.kind)
                          << ", last: " << name_of(visits.back().fault) << " "
                          << visits.back().detail;
  }
}

TEST_F(CrawlerAtPortal, StopsReadingWhatIsTooLarge) {
  for (const FaultKind kind : {FaultKind::HugeBody, FaultKind::EndlessHeaders}) {
    portal_->clear_faults();
    portal_->inject({.kind = kind, .agency = "sample-town"});
    Check check{*portal_};
    EXPECT_FALSE(check.read(town())) << portal::fault_name(kind);
  }
}

TEST_F(CrawlerAtPortal, ReadsTheContentPageOfEveryReport) {
  for (const char* agency : {"sample-town", "panyu-luopu", "huadu-shiling", "panyu-zhengshu",
                             "huadu-xinfang", "xigong-luobei"}) {
    Check check{*portal_};
    const auto listings = check.read(portal_->base_url(agency));
    ASSERT_TRUE(listings) << agency << listings.error().message;
    EXPECT_TRUE(is_complete(*listings)) << agency;
    int reports = 0;
    for (const Article& row : listings->at(0).articles) {
      if (!read_title(row.title).is_report) continue;
      ++reports;
      const auto page = check.fetcher.fetch_page(row.url, VisitKind::Article, {});
      ASSERT_TRUE(page) << row.url.text() << ": " << page.error().message;
      const auto content = read_content_page(*page, row);
      ASSERT_TRUE(content) << content.error().message;
      EXPECT_TRUE(read_title(content->title).is_report) << content->title;
      ASSERT_TRUE(content->published_at);
      EXPECT_EQ(china_date(*content->published_at), china_date(*row.published_at)) << row.title;
      for (const AttachmentLink& link : content->attachments) {
        EXPECT_TRUE(check.fetcher.fetch_document(link, {})) << link.url.text();
      }
    }
    EXPECT_GT(reports, 0) << agency;
  }
}

// Sites of the same form that only tests ask for.
std::unique_ptr<Portal> portal_with_more() {
  return *Portal::start({.fixtures = GKWATCH_SOURCE_DIR "/tests/portal/fixtures-more"});
}

TEST_F(CrawlerAtPortal, FollowsTheColumnOfABureauToAPlainOne) {
  const auto more = portal_with_more();
  Check check{*more};
  const auto listings = check.read(more->base_url("sample-bureau"));
  ASSERT_TRUE(listings) << listings.error().message;
  ASSERT_EQ(listings->size(), 1u);
  EXPECT_TRUE(is_complete(*listings)) << listings->at(0).proof;
  const auto& rows = listings->at(0).articles;
  const auto report = std::find_if(rows.begin(), rows.end(), [](const Article& row) {
    return read_title(row.title).year == 2020;
  });
  ASSERT_NE(report, rows.end());
  const auto page = check.fetcher.fetch_page(report->url, VisitKind::Article, {});
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_TRUE(read_content_page(*page, *report));
}

TEST_F(CrawlerAtPortal, FindsTheScansOfAReportThatIsAPicture) {
  const auto more = portal_with_more();
  Check check{*more};
  const auto listings = check.read(more->base_url("sample-street"));
  ASSERT_TRUE(listings) << listings.error().message;
  std::size_t images = 0;
  for (const Article& row : listings->at(0).articles) {
    const auto page = check.fetcher.fetch_page(row.url, VisitKind::Article, {});
    if (!page || !read_title(row.title).is_report) continue;
    const auto content = read_content_page(*page, row);
    if (content) images += content->images.size();
  }
  EXPECT_GT(images, 0u);
}

TEST_F(CrawlerAtPortal, TakesNoPageForAFile) {
  portal_->inject({.kind = FaultKind::HtmlAttachment});
  Check check{*portal_};
  const auto listings = check.read(portal_->base_url("huadu-xinfang"));
  ASSERT_TRUE(listings);
  for (const Article& row : listings->at(0).articles) {
    for (const AttachmentLink& link : row.attachments) {
      const auto document = check.fetcher.fetch_document(link, {});
      if (is_binary_file(link.url, link.name)) {
        EXPECT_FALSE(document) << link.name;
      }
    }
  }
}

}  // namespace
}  // namespace gkwatch::crawler
