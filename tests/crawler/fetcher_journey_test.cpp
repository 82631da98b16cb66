#include <gtest/gtest.h>

#include <chrono>

#include "crawler/fetcher.h"
#include "tests/crawler/site_fixture.h"

namespace gkwatch::crawler {
namespace {

using namespace std::chrono_literals;

const std::string kHost = "https://www.example.gov.cn";
const std::string kRobots = kHost + "/robots.txt";
const std::string kPage = kHost + "/a/x.html";

class RedirectTest : public SiteTest {
 protected:
  void redirect(const std::string& from, const std::string& to) {
    site_.serve(from, answer(302, "", {{"location", to}}));
  }
};

TEST_F(RedirectTest, FollowsByHandEachStepInItsTurn) {
  redirect(kPage, "/b/y.html");
  site_.serve_page(kHost + "/b/y.html", "<html>here</html>");
  const auto page = fetch(kPage);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->url.text(), kHost + "/b/y.html");
  EXPECT_EQ(site_.sent()[2].at - site_.sent()[1].at, 2s);
  EXPECT_EQ(visits().size(), 2u) << "each step is a row of the history";
}

TEST_F(RedirectTest, AsksTheRobotsOfEveryHostOnTheWay) {
  redirect(kPage, "https://other.gov.cn/y.html");
  site_.serve("https://other.gov.cn/robots.txt", answer(200, "User-agent: *\nDisallow: /y"));
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::Refused);
  EXPECT_EQ(visits().back().fault, FetchFault::Robots);
  EXPECT_EQ(site_.asked(), std::vector<std::string>{kPage});
}

TEST_F(RedirectTest, FollowsFiveAndNotSix) {
  for (int i = 0; i < 6; ++i) {
    redirect(kHost + "/" + std::to_string(i), "/" + std::to_string(i + 1));
  }
  site_.serve_page(kHost + "/6", "<html>far away</html>");
  EXPECT_TRUE(fetch(kHost + "/1"));
  EXPECT_EQ(fetch(kHost + "/0").error().code, ErrorCode::Refused);
  EXPECT_EQ(visits().back().fault, FetchFault::RedirectRefused);
}

TEST_F(RedirectTest, LeavesTheAllowedHostsForNoRedirect) {
  for (const char* target : {"https://mirror.example/x", "http://127.0.0.1:81/",
                             "file:///etc/passwd", "javascript:alert(1)", ""}) {
    redirect(kPage, target);
    const auto page = fetch(kPage);
    ASSERT_FALSE(page) << target;
    EXPECT_EQ(page.error().code, ErrorCode::Refused) << target;
    EXPECT_EQ(visits().back().fault, FetchFault::RedirectRefused) << target;
  }
  for (const std::string& asked : site_.asked()) EXPECT_EQ(asked, kPage);
}

TEST_F(RedirectTest, ReplaysARedirectToItselfOnceWithTheCookie) {
  site_.serve(kPage, answer(302, "", {{"location", kPage}, {"set-cookie", "wall=42; Path=/"}}));
  site_.serve_page(kPage, "<html>behind the wall</html>");
  EXPECT_TRUE(fetch(kPage));
  const auto& headers = site_.sent().back().request.headers;
  EXPECT_EQ(headers.back().first, "Cookie");
  EXPECT_EQ(headers.back().second, "wall=42");
}

TEST_F(RedirectTest, DoesNotRunInCircles) {
  site_.serve(kPage, answer(302, "", {{"location", kPage}, {"set-cookie", "wall=42"}}));
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::Refused);
  EXPECT_EQ(site_.asked().size(), 2u);
  const std::string bare = kHost + "/bare";
  redirect(bare, bare);
  EXPECT_EQ(fetch(bare).error().code, ErrorCode::Refused);
  EXPECT_EQ(site_.asked().size(), 3u);
}

TEST_F(RedirectTest, SendsCookiesToTheHostThatSetThemOnly) {
  site_.serve(kPage, answer(302, "",
                            {{"location", "https://other.gov.cn/"},
                             {"set-cookie", "secret=1; Domain=gov.cn"}}));
  site_.serve_page("https://other.gov.cn/", "<html>x</html>");
  (void)fetch(kPage);
  for (const auto& [name, value] : site_.sent().back().request.headers) EXPECT_NE(name, "Cookie");
}

TEST_F(RedirectTest, TakesTheHomePageInPlaceOfAPageForAnAbsence) {
  redirect(kPage, "/");
  site_.serve_page(kHost + "/", "<html>首页</html>");
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::NotFound);
  EXPECT_EQ(visits().back().fault, FetchFault::Soft404);
}

class RobotsTest : public SiteTest {};

TEST_F(RobotsTest, IsAskedOnceAndKeptForADay) {
  site_.serve(kRobots, answer(200, "User-agent: *\nDisallow: /private"));
  site_.serve_page(kPage, "<html>x</html>");
  ASSERT_TRUE(fetch(kPage));
  ASSERT_TRUE(fetch(kPage));
  EXPECT_EQ(fetch(kHost + "/private/x").error().code, ErrorCode::Refused);
  EXPECT_EQ(site_.sent().size(), 3u) << "one robots.txt, two pages";
  clock_.advance(24h);
  ASSERT_TRUE(fetch(kPage));
  EXPECT_EQ(site_.sent().size(), 5u);
}

TEST_F(RobotsTest, AllowsEverythingIfAbsent) {
  for (const int status : {401, 403, 404, 410}) {
    const std::string host = "https://s" + std::to_string(status) + ".gov.cn";
    site_.serve(host + "/robots.txt", answer(status, "Disallow: /"));
    site_.serve_page(host + "/x", "<html>x</html>");
    EXPECT_TRUE(fetch(host + "/x")) << status;
  }
}

TEST_F(RobotsTest, IsNotTakenForUnreachableWhenTheDaysRequestsAreUsedUp) {
  policy_.daily_requests_per_host = 0;
  PolitenessGate spent{policy_};
  Fetcher limited{{site_, spent, robots_, clock_, policy_, hosts_, {}, {}}};
  const auto page = limited.fetch_page(url(kPage), VisitKind::Article, {});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::Refused);
  EXPECT_EQ(limited.take_visits().back().fault, FetchFault::RateLimited);
  EXPECT_EQ(robots_.find(url(kPage), clock_.tick()), nullptr) << "nothing is remembered";
}

TEST_F(RobotsTest, MeansWaitIfItCannotBeHad) {
  site_.serve(kRobots, answer(503));
  site_.serve_page(kPage, "<html>x</html>");
  const auto page = fetch(kPage);
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::Unreachable) << "later it may be allowed";
  EXPECT_TRUE(site_.asked().empty());
  EXPECT_EQ(visits().back().fault, FetchFault::Robots);
}

TEST_F(RobotsTest, IsAskedAgainTenMinutesAfterAFailure) {
  site_.fail(kRobots, ErrorCode::Timeout, net::Fault::Timeout);
  site_.fail(kRobots, ErrorCode::Timeout, net::Fault::Timeout);
  site_.fail(kRobots, ErrorCode::Timeout, net::Fault::Timeout);
  site_.serve(kRobots, answer(404));
  site_.serve_page(kPage, "<html>x</html>");
  EXPECT_FALSE(fetch(kPage));
  EXPECT_FALSE(fetch(kPage));
  EXPECT_EQ(site_.sent().size(), 3u);
  clock_.advance(10min);
  EXPECT_TRUE(fetch(kPage));
}

TEST_F(RobotsTest, IsFollowedOverFiveRedirects) {
  site_.serve(kRobots, answer(301, "", {{"location", "/r1"}}));
  for (int i = 1; i < 5; ++i) {
    site_.serve(kHost + "/r" + std::to_string(i),
                answer(301, "", {{"location", "/r" + std::to_string(i + 1)}}));
  }
  site_.serve(kHost + "/r5", answer(200, "User-agent: gkwatch\nDisallow: /a"));
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::Refused);
}

TEST_F(RobotsTest, MakesTheGapLongerWhereItAsksForThat) {
  site_.serve(kRobots, answer(200, "User-agent: *\nCrawl-delay: 7"));
  site_.serve_page(kPage, "<html>x</html>");
  ASSERT_TRUE(fetch(kPage));
  ASSERT_TRUE(fetch(kPage));
  EXPECT_EQ(site_.sent()[2].at - site_.sent()[1].at, 7s);
}

TEST_F(RobotsTest, IsNotAskedIfThePolicySaysSoAndEachVisitTellsIt) {
  policy_.robots = RobotsMode::Ignore;
  site_.serve(kRobots, answer(200, "User-agent: *\nDisallow: /"));
  site_.serve_page(kPage, "<html>x</html>");
  ASSERT_TRUE(fetch(kPage));
  EXPECT_EQ(site_.sent().size(), 1u);
  EXPECT_FALSE(fetch(kHost + "/absent"));
  for (const Visit& visit : visits()) {
    EXPECT_NE(visit.detail.find("robots.txt"), std::string::npos) << visit.detail;
  }
}

}  // namespace
}  // namespace gkwatch::crawler
