#include "crawler/fetcher.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "tests/crawler/site_fixture.h"

namespace gkwatch::crawler {
namespace {

using namespace std::chrono_literals;

const std::string kPage = "https://www.example.gov.cn/a/post_1.html";

class FetcherTest : public SiteTest {
 protected:
  static std::string header_of(const net::HttpRequest& request, std::string_view name) {
    const auto found = std::find_if(request.headers.begin(), request.headers.end(),
                                    [&](const auto& header) { return header.first == name; });
    return found == request.headers.end() ? std::string{} : found->second;
  }
  const net::HttpRequest& last_request() const { return site_.sent().back().request; }
};

TEST_F(FetcherTest, RecordsAVisitForEveryRequest) {
  site_.serve_page(kPage, "<html>one</html>");
  const auto page = fetch(kPage);
  ASSERT_TRUE(page);
  EXPECT_EQ(*page->body, "<html>one</html>");
  const auto visits = fetcher().take_visits();
  ASSERT_EQ(visits.size(), 2u);
  EXPECT_EQ(visits[0].kind, VisitKind::Robots);
  EXPECT_EQ(visits[1].url, kPage);
  EXPECT_EQ(visits[1].outcome, VisitOutcome::New);
  EXPECT_EQ(visits[1].http_status, 200);
  EXPECT_EQ(visits[1].bytes, page->body->size());
  EXPECT_EQ(visits[1].hash, page->hash);
  EXPECT_TRUE(fetcher().take_visits().empty()) << "each row is handed out once";
}

TEST_F(FetcherTest, KeepsTheGapBetweenTwoRequestsToOneHost) {
  site_.serve_page(kPage, "<html>a</html>");
  ASSERT_TRUE(fetch(kPage));
  ASSERT_TRUE(fetch(kPage));
  ASSERT_EQ(site_.sent().size(), 3u);
  EXPECT_EQ(site_.sent()[1].at - site_.sent()[0].at, 2s) << "robots.txt waits its turn, too";
  EXPECT_EQ(site_.sent()[2].at - site_.sent()[1].at, 2s);
}

TEST_F(FetcherTest, SendsBackTheValidatorsAndGivesTheKnownBodyFor304) {
  const auto body = std::make_shared<const std::string>("<html>known</html>");
  recall_ = [&](const Url&) {
    return KnownPage{
        {"\"v7\"", "Mon, 04 Mar 2024 00:00:00 GMT"}, hash_of(*body), "text/html", body};
  };
  site_.serve(kPage, answer(304));
  const auto page = fetch(kPage);
  ASSERT_TRUE(page);
  EXPECT_EQ(header_of(last_request(), "If-None-Match"), "\"v7\"");
  EXPECT_EQ(header_of(last_request(), "If-Modified-Since"), "Mon, 04 Mar 2024 00:00:00 GMT");
  EXPECT_EQ(page->body, body);
  EXPECT_EQ(page->validators.etag, "\"v7\"") << "a 304 need not repeat what still holds";
  EXPECT_EQ(visits().at(0).outcome, VisitOutcome::Unchanged);
}

TEST_F(FetcherTest, SendsNoConditionIfTheKnownBodyIsLost) {
  recall_ = [](const Url&) { return KnownPage{{"\"v7\"", ""}, {}, "text/html", nullptr}; };
  site_.serve(kPage, answer(304));
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::Malformed);
  EXPECT_EQ(header_of(last_request(), "If-None-Match"), "");
  EXPECT_EQ(visits().at(0).fault, FetchFault::BadContract);
}

TEST_F(FetcherTest, TellsChangedFromUnchangedByContent) {
  const auto known = std::make_shared<const std::string>("<html>one</html>");
  recall_ = [&](const Url&) { return KnownPage{{}, hash_of(*known), "text/html", known}; };
  site_.serve_page(kPage, "<html>one</html>");
  site_.serve_page(kPage, "<html>two</html>");
  ASSERT_TRUE(fetch(kPage));
  ASSERT_TRUE(fetch(kPage));
  const auto rows = visits();
  EXPECT_EQ(rows.at(0).outcome, VisitOutcome::Unchanged);
  EXPECT_EQ(rows.at(1).outcome, VisitOutcome::Changed);
}

TEST_F(FetcherTest, TellsAGonePostFromOneThatNeverWas) {
  const auto known = std::make_shared<const std::string>("x");
  recall_ = [&](const Url& url) -> std::optional<KnownPage> {
    if (url.text() != kPage) return std::nullopt;
    return KnownPage{{}, hash_of(*known), "text/html", known};
  };
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::NotFound);
  EXPECT_EQ(fetch("https://www.example.gov.cn/b").error().code, ErrorCode::NotFound);
  const auto rows = visits();
  EXPECT_EQ(rows.at(0).outcome, VisitOutcome::Gone);
  EXPECT_EQ(rows.at(0).fault, FetchFault::None);
  EXPECT_EQ(rows.at(1).outcome, VisitOutcome::Error);
  EXPECT_EQ(rows.at(1).fault, FetchFault::HttpError);
}

TEST_F(FetcherTest, TellsFailureRefusalAndAbsenceApart) {
  struct Case {
    int status;
    ErrorCode code;
    FetchFault fault;
  };
  for (const Case& one : {Case{403, ErrorCode::Refused, FetchFault::Blocked},
                          Case{412, ErrorCode::Refused, FetchFault::Blocked},
                          Case{521, ErrorCode::Refused, FetchFault::Blocked},
                          Case{404, ErrorCode::NotFound, FetchFault::HttpError},
                          Case{410, ErrorCode::NotFound, FetchFault::HttpError},
                          Case{400, ErrorCode::Refused, FetchFault::HttpError},
                          Case{502, ErrorCode::Unreachable, FetchFault::HttpError},
                          Case{429, ErrorCode::Refused, FetchFault::RateLimited}}) {
    const std::string page = "https://www.example.gov.cn/" + std::to_string(one.status);
    site_.serve(page, answer(one.status, "<html>no</html>"));
    EXPECT_EQ(fetch(page).error().code, one.code) << one.status;
    EXPECT_EQ(visits().back().fault, one.fault) << one.status;
  }
}

TEST_F(FetcherTest, TriesTransientFailuresThreeTimesWithGrowingPauses) {
  site_.fail(kPage, ErrorCode::Unreachable, net::Fault::Reset);
  site_.fail(kPage, ErrorCode::Timeout, net::Fault::Timeout);
  site_.serve_page(kPage, "<html>at last</html>");
  EXPECT_TRUE(fetch(kPage));
  const auto rows = visits();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].fault, FetchFault::Reset);
  EXPECT_EQ(rows[1].fault, FetchFault::Timeout);
  EXPECT_EQ(rows[2].outcome, VisitOutcome::New);
  EXPECT_EQ(site_.sent()[2].at - site_.sent()[1].at, 4s);
  EXPECT_EQ(site_.sent()[3].at - site_.sent()[2].at, 8s);
}

TEST_F(FetcherTest, GivesUpAfterThreeTriesAndThenAsksTheHostOnceOnly) {
  site_.fail(kPage, ErrorCode::Unreachable, net::Fault::Reset);
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::Unreachable);
  EXPECT_EQ(visits().size(), 3u);
  EXPECT_FALSE(fetch(kPage));
  EXPECT_EQ(visits().size(), 1u);
}

TEST_F(FetcherTest, DoesNotRepeatWhatWillNotChange) {
  site_.fail(kPage, ErrorCode::TooLarge, net::Fault::TooLarge);
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::TooLarge);
  const auto rows = visits();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].fault, FetchFault::TooLarge);
}

TEST_F(FetcherTest, WaitsAsLongAsAShortRetryAfterAsks) {
  site_.serve(kPage, answer(429, "", {{"retry-after", "20"}}));
  site_.serve_page(kPage, "<html>now</html>");
  EXPECT_TRUE(fetch(kPage));
  EXPECT_EQ(site_.sent()[2].at - site_.sent()[1].at, 20s);
  EXPECT_EQ(fetcher().server_asked_for(), 20s);
}

TEST_F(FetcherTest, DoesNotHoldUpTheWorkerForALongRetryAfter) {
  site_.serve(kPage, answer(503, "", {{"retry-after", "3600"}}));
  EXPECT_FALSE(fetch(kPage));
  EXPECT_EQ(visits().back().fault, FetchFault::RateLimited);
  EXPECT_EQ(fetcher().server_asked_for(), 3600s);
  const Tick before = clock_.tick();
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::Refused);
  EXPECT_EQ(site_.asked().size(), 1u) << "within the hour nothing more is asked";
  EXPECT_EQ(clock_.tick(), before);
}

TEST_F(FetcherTest, KeepsEveryBodyBeforeItIsLookedAt) {
  std::vector<std::string> kept;
  keep_ = [&](const Document& document) {
    kept.push_back(*document.body);
    EXPECT_EQ(document.hash, hash_of(*document.body));
    return Status{};
  };
  site_.serve(kPage, answer(403, "<html>no</html>"));
  EXPECT_FALSE(fetch(kPage));
  EXPECT_EQ(kept, std::vector<std::string>{"<html>no</html>"});
}

TEST_F(FetcherTest, EndsWithStorageIfTheBodyCannotBeKept) {
  keep_ = [](const Document&) -> Status { return Error{ErrorCode::Storage, "disk full"}; };
  site_.serve_page(kPage, "<html>one</html>");
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::Storage);
  EXPECT_EQ(visits().back().fault, FetchFault::Disk);
}

TEST_F(FetcherTest, AsksNothingAfterStopWasRequested) {
  std::stop_source stop;
  stop.request_stop();
  const auto page = fetcher().fetch_page(url(kPage), VisitKind::Article, stop.get_token());
  EXPECT_EQ(page.error().code, ErrorCode::Cancelled);
  EXPECT_TRUE(site_.sent().empty());
}

TEST_F(FetcherTest, RefusesHostsThatNobodyAllowed) {
  EXPECT_EQ(fetch("https://mirror.example/x").error().code, ErrorCode::Refused);
  EXPECT_TRUE(site_.sent().empty());
  EXPECT_EQ(visits().back().fault, FetchFault::RedirectRefused);
}

TEST_F(FetcherTest, CallsPrivateAddressesOnlyForWrittenHosts) {
  site_.serve_page(kPage, "<html>a</html>");
  site_.serve_page("https://other.gov.cn/x", "<html>a</html>");
  ASSERT_TRUE(fetch(kPage));
  EXPECT_TRUE(last_request().may_call_private);
  ASSERT_TRUE(fetch("https://other.gov.cn/x"));
  EXPECT_FALSE(last_request().may_call_private);
}

TEST_F(FetcherTest, NamesItselfAndTheContact) {
  policy_.contact = "mailto:desk@example.cn";
  site_.serve_page(kPage, "<html>a</html>");
  ASSERT_TRUE(fetch(kPage));
  const std::string agent = header_of(last_request(), "User-Agent");
  EXPECT_NE(agent.find("Mozilla/5.0"), std::string::npos);
  EXPECT_NE(agent.find("gkwatch"), std::string::npos);
  EXPECT_NE(agent.find("mailto:desk@example.cn"), std::string::npos);
}

TEST_F(FetcherTest, AsksOverHttpWhereTheTlsHandshakeFails) {
  site_.fail("https://www.example.gov.cn/robots.txt", ErrorCode::Unreachable, net::Fault::Tls);
  site_.serve_page("http://www.example.gov.cn/a/post_1.html", "<html>plain</html>");
  const auto page = fetch(kPage);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->url.scheme(), "http");
  EXPECT_NE(visits().back().detail.find("TLS"), std::string::npos);
  const std::size_t before = site_.sent().size();
  EXPECT_TRUE(fetch(kPage));
  EXPECT_EQ(site_.sent().size(), before + 1) << "the handshake is not tried for every page";
}

TEST_F(FetcherTest, AsksOverHttpsWhereNobodyListensForHttp) {
  const std::string page = "http://www.example.gov.cn/a/post_1.html";
  site_.fail("http://www.example.gov.cn/robots.txt", ErrorCode::Unreachable, net::Fault::Connect);
  site_.serve_page(kPage, "<html>secure</html>");
  const auto had = fetch(page);
  ASSERT_TRUE(had);
  EXPECT_EQ(had->url.scheme(), "https");
  EXPECT_NE(visits().back().detail.find("asked over https"), std::string::npos);
}

TEST_F(FetcherTest, TakesNo404OfTheOtherPortForAnAnswer) {
  site_.fail(kPage, ErrorCode::Unreachable, net::Fault::Connect);
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::Unreachable);
  EXPECT_EQ(site_.sent().back().request.url.scheme(), "http") << "it was asked";
}

TEST_F(FetcherTest, AcceptsOldTlsWhereTheOperatorSaysSo) {
  policy_.legacy_tls = {"www.example.*"};
  site_.serve_page(kPage, "<html>page</html>");
  ASSERT_TRUE(fetch(kPage));
  EXPECT_EQ(site_.sent().back().request.tls, net::TlsAge::Legacy);
}

TEST_F(FetcherTest, LeavesAHostAloneThatFailedTwoChecks) {
  site_.fail(kPage, ErrorCode::Timeout, net::Fault::Timeout);
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::Timeout);
  Fetcher next_check{{site_, gate_, robots_, clock_, policy_, hosts_, {}, {}}};
  EXPECT_FALSE(next_check.fetch_page(url(kPage), VisitKind::Article, {}));
  const std::size_t before = site_.sent().size();
  Fetcher third{{site_, gate_, robots_, clock_, policy_, hosts_, {}, {}}};
  const auto page = third.fetch_page(url(kPage), VisitKind::Article, {});
  EXPECT_EQ(page.error().code, ErrorCode::Unreachable);
  EXPECT_EQ(site_.sent().size(), before) << "nobody asks it now";
  EXPECT_EQ(third.take_visits().back().fault, FetchFault::Timeout) << "and the history says why";
}

TEST_F(FetcherTest, RemembersNoTlsFailureOfRobotsForTheNextCheck) {
  site_.fail("https://www.example.gov.cn/robots.txt", ErrorCode::Unreachable, net::Fault::Tls);
  site_.serve_page("http://www.example.gov.cn/a/post_1.html", "<html>plain</html>");
  ASSERT_TRUE(fetch(kPage));
  Fetcher next_check{{site_, gate_, robots_, clock_, policy_, hosts_, {}, {}}};
  EXPECT_TRUE(next_check.fetch_page(url(kPage), VisitKind::Article, {}));
}

TEST_F(FetcherTest, TakesNoBlockPageForThePage) {
  site_.serve_page(kPage,
                   "<html><title>提示</title><body>您的访问过于频繁，请输入验证码</body></html>");
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::Refused);
  EXPECT_EQ(visits().back().fault, FetchFault::Blocked);
}

TEST_F(FetcherTest, TakesNoErrorPageWithStatus200ForThePage) {
  site_.serve_page(kPage, "<html><head><title>404 - 页面</title></head><body>…</body></html>");
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::NotFound);
  EXPECT_EQ(visits().back().fault, FetchFault::Soft404);
}

TEST_F(FetcherTest, RefusesAPageInPlaceOfAFile) {
  const std::string file = "https://www.example.gov.cn/attachment/1/1/1/9.pdf";
  site_.serve_page(file, "<!DOCTYPE html><html><body>欢迎访问本站首页</body></html>");
  const auto document = fetcher().fetch_document({"报告.pdf", url(file)}, {});
  EXPECT_EQ(document.error().code, ErrorCode::Malformed);
  EXPECT_EQ(visits().back().fault, FetchFault::BadContract);
}

TEST_F(FetcherTest, GivesAnAttachmentItsNameAndDeclaredType) {
  const std::string file = "https://www.example.gov.cn/attachment/1/1/1/9.pdf";
  site_.serve_page(file, "%PDF-1.4 …", "application/pdf");
  const auto document = fetcher().fetch_document({"报告.pdf", url(file)}, {});
  ASSERT_TRUE(document);
  EXPECT_EQ(document->name, "报告.pdf");
  EXPECT_EQ(document->declared_type, "application/pdf");
  EXPECT_EQ(document->found_at, file);
}

TEST_F(FetcherTest, LetsAReaderDistrustThePage) {
  site_.serve_page(kPage, "not json", "application/json");
  ASSERT_TRUE(fetch(kPage, VisitKind::List));
  fetcher().distrust({ErrorCode::Malformed, "not JSON"});
  EXPECT_EQ(visits().back().outcome, VisitOutcome::Error);
  fetcher().distrust({ErrorCode::Malformed, "the rows are taken already"});
  EXPECT_TRUE(visits().empty());
}

}  // namespace
}  // namespace gkwatch::crawler
