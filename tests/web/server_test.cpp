// The server on a socket: what it adds to an answer, and whom it refuses.

#include "web/server.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

#include "core/crypto.h"
#include "core/text.h"
#include "net/curl_transport.h"
#include "store/database.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::web {
namespace {

class Serving : public ::testing::Test {
 protected:
  Serving() {
    EXPECT_TRUE(store::Database::open(folder_ / "gkwatch.db", store::Database::Role::Keeper));
    queries_.emplace(*store::Queries::open(folder_ / "gkwatch.db"));
    archive_.emplace(*store::Archive::open(folder_ / "archive"));
    restart({});
  }

  void restart(const Access& access) {
    Site site{*queries_, *archive_, clock_, Language::Chinese};
    site.check = [](Upload upload, std::stop_token) -> Result<view::ParsedFile> {
      return view::ParsedFile{.file = upload.name + "|" + upload.agency + "|" + upload.year,
                              .hash = hash_of(upload.bytes),
                              .document = {},
                              .findings = {}};
    };
    server_.emplace(*Server::start("127.0.0.1:0", site, access));
  }

  net::HttpResponse send(net::HttpRequest request) {
    net::CurlTransport transport;
    net::Fault fault{};
    request.may_call_private = true;
    auto response = transport.send(request, fault, {});
    EXPECT_TRUE(response);
    return response ? *std::move(response) : net::HttpResponse{};
  }
  int status_with(const std::string& name, const std::string& value) {
    return send({.url = url("/style.css"), .headers = {{name, value}}}).status;
  }

  Url url(const std::string& path) const {
    return *Url::parse("http://127.0.0.1:" + std::to_string(server_->port()) + path);
  }

  testing::TemporaryFolder folder_;
  testing::ManualClock clock_;
  std::optional<store::Queries> queries_;
  std::optional<store::Archive> archive_;
  std::optional<Server> server_;
};

using Guarded = Serving;
using Checking = Serving;

TEST_F(Serving, SendsAStrictPolicyWithEveryAnswer) {
  for (const char* path : {"/", "/nothing", "/style.css", "/api/v1/reports"}) {
    const auto response = send({.url = url(path)});
    EXPECT_TRUE(contains(response.header("content-security-policy"), "default-src 'none'")) << path;
    EXPECT_FALSE(contains(response.header("content-security-policy"), "unsafe")) << path;
    EXPECT_EQ(response.header("x-content-type-options"), "nosniff") << path;
    EXPECT_EQ(response.header("referrer-policy"), "no-referrer") << path;
  }
  EXPECT_EQ(send({.url = url("/style.css")}).header("content-type"), "text/css");
}

TEST_F(Serving, AnswersGetAndHeadAlone) {
  const auto response = send({.url = url("/"), .post_body = "x=1"});
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.header("allow"), "GET, HEAD");
}

TEST_F(Serving, RefusesAHostThatIsNotOurs) {
  EXPECT_EQ(send({.url = url("/"), .headers = {{"Host", "evil.example"}}}).status, 421);
  EXPECT_EQ(send({.url = url("/"), .headers = {{"Host", "127.0.0.1"}}}).status, 421);
  EXPECT_EQ(send({.url = url("/")}).status, 200);
}

TEST_F(Serving, SaysThatNothingHasChanged) {
  const std::string tag = send({.url = url("/alerts")}).header("etag");
  ASSERT_FALSE(tag.empty());
  const auto again = send({.url = url("/alerts"), .headers = {{"If-None-Match", tag}}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
  EXPECT_EQ(send({.url = url("/alerts"), .headers = {{"If-None-Match", "\"x\""}}}).status, 200);
}

TEST_F(Serving, SaysSoNoMoreWhenTheDatabaseHasChanged) {
  const std::string tag = send({.url = url("/api/v1/agencies")}).header("etag");
  auto database = store::Database::open(folder_ / "gkwatch.db", store::Database::Role::Keeper);
  ASSERT_TRUE(database);
  Agency agency{.id = {"a"}, .name = "某局", .region = "440114"};
  agency.sources.push_back({*Url::parse("https://www.example.gov.cn/"), ""});
  ASSERT_TRUE(database->sync_agencies(std::vector{agency}, clock_.now()));
  const auto next = send({.url = url("/api/v1/agencies"), .headers = {{"If-None-Match", tag}}});
  EXPECT_EQ(next.status, 200);
  EXPECT_TRUE(contains(next.body, "某局"));
}

TEST_F(Serving, PacksWhatIsLongForWhoTakesIt) {
  const auto plain = send({.url = url("/style.css"), .headers = {{"Accept-Encoding", "gzip;q=0"}}});
  EXPECT_EQ(plain.header("content-encoding"), "");
  const auto packed = send({.url = url("/style.css"), .headers = {{"Accept-Encoding", "gzip"}}});
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_EQ(packed.header("vary"), "Accept-Encoding");
  EXPECT_NE(packed.header("etag"), plain.header("etag"));
}

TEST_F(Serving, RefusesHeadersWithoutEnd) {
  net::HttpRequest request{.url = url("/style.css")};
  for (int i = 0; i < 80; ++i) request.headers.emplace_back("X-" + std::to_string(i), "1");
  EXPECT_EQ(send(request).status, 431);
  EXPECT_GE(status_with("X-Long", std::string(40'000, 'x')), 400);
}

TEST_F(Guarded, LetsInWhoKnowsThePassword) {
  restart({.user = "clerk", .password = "open: sesame"});
  EXPECT_EQ(status_with("X", "1"), 401);
  EXPECT_EQ(send({.url = url("/style.css")}).header("www-authenticate"),
            "Basic realm=\"gkwatch\", charset=\"UTF-8\"");
  EXPECT_EQ(status_with("Authorization", "Basic " + to_base64("clerk:wrong")), 401);
  EXPECT_EQ(status_with("Authorization", "Basic clerk"), 401);
  EXPECT_EQ(status_with("Authorization", "Basic " + to_base64("clerk:open: sesame")), 200);
}

TEST_F(Guarded, BelievesAProxysHeaderFromTheProxyAlone) {
  restart({.proxy_header = "X-Remote-User", .proxies = {"127.0.0.1"}});
  EXPECT_EQ(status_with("X-Remote-User", "clerk"), 200);
  EXPECT_EQ(status_with("X", "1"), 401);
  restart({.proxy_header = "X-Remote-User", .proxies = {"10.0.0.1"}});
  EXPECT_EQ(status_with("X-Remote-User", "clerk"), 401);
}

TEST_F(Guarded, AnswersToTheNamesOfItsHosts) {
  restart({.hosts = {"gk.example.org"}});
  EXPECT_EQ(status_with("Host", "gk.example.org"), 200);
  EXPECT_EQ(status_with("Host", "GK.example.org:8480"), 200);
  EXPECT_EQ(status_with("Host", "gk.example.org.evil.example"), 421);
}

TEST_F(Checking, TakesABareFileAndAnswersJson) {
  const auto response = send({.url = url("/check?name=a.pdf&year=2020"), .post_body = "bytes"});
  EXPECT_EQ(response.status, 200);
  const auto json = Json::parse(response.body);
  ASSERT_TRUE(json) << response.body;
  EXPECT_EQ(json->at(0)["file"].string_or(""), "a.pdf||2020");
  EXPECT_EQ(json->at(0)["sha256"].string_or(""), to_hex(hash_of("bytes")));
}

TEST_F(Checking, TakesTheFormOfThePageAndAnswersAPage) {
  const std::string body =
      "--xx\r\nContent-Disposition: form-data; name=\"agency\"\r\n\r\n某局\r\n"
      "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.docx\"\r\n"
      "Content-Type: application/octet-stream\r\n\r\n\x01\x02\r\n--xx--\r\n";
  const auto response = send({.url = url("/check"),
                              .headers = {{"Content-Type", "multipart/form-data; boundary=xx"}},
                              .post_body = body});
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(contains(response.body, "b.docx|某局|")) << response.body;
  EXPECT_TRUE(contains(response.body, to_hex(hash_of("\x01\x02"))));
}

TEST_F(Checking, RefusesAnotherSitesFormAndWhatCameThroughAProxy) {
  const auto status = [&](const std::string& name, const std::string& value) {
    return send({.url = url("/check"), .headers = {{name, value}}, .post_body = "x"}).status;
  };
  EXPECT_EQ(status("Origin", "https://evil.example"), 403);
  EXPECT_EQ(status("Sec-Fetch-Site", "cross-site"), 403);
  EXPECT_EQ(status("X-Forwarded-For", "10.0.0.1"), 403);
  EXPECT_EQ(status("X", "1"), 200);
}

TEST_F(Checking, RefusesNoFileAndTooMuch) {
  EXPECT_EQ(send({.url = url("/check"), .post_body = ""}).status, 400);
  const auto large = send({.url = url("/check"), .post_body = std::string((32u << 20) + 1, 'x')});
  EXPECT_EQ(large.status, 413);
}

TEST_F(Serving, AnswersManyWhoAskForTheSameCountAtOnce) {
  std::vector<int> statuses(8);
  {
    std::vector<std::jthread> clients;
    for (int& status : statuses) {
      clients.emplace_back([&] { status = send({.url = url("/")}).status; });
    }
  }
  EXPECT_EQ(statuses, std::vector<int>(8, 200));
}

TEST_F(Checking, EndsWhileAFileIsBeingRead) {
  std::promise<void> begun;
  Site site{*queries_, *archive_, clock_, Language::Chinese};
  site.check = [&](const Upload&, const std::stop_token& stop) -> Result<view::ParsedFile> {
    begun.set_value();
    std::mutex mutex;
    std::unique_lock lock{mutex};
    std::condition_variable_any().wait(lock, stop, [] { return false; });
    return Error{ErrorCode::Cancelled, "stopped"};
  };
  server_.emplace(*Server::start("127.0.0.1:0", site));
  const Url check = url("/check?name=a.pdf");
  std::jthread client{[&] {
    net::CurlTransport transport;
    net::Fault fault{};
    static_cast<void>(
        transport.send({.url = check, .post_body = "x", .may_call_private = true}, fault, {}));
  }};
  begun.get_future().wait();
  server_.reset();
}

TEST(Server, RefusesToListenAnywhereButOnLoopback) {
  const testing::TemporaryFolder folder;
  const testing::ManualClock clock;
  ASSERT_TRUE(store::Database::open(folder / "gkwatch.db", store::Database::Role::Keeper));
  const auto queries = store::Queries::open(folder / "gkwatch.db");
  const auto archive = store::Archive::open(folder / "archive");
  for (const char* address : {"0.0.0.0:8480", "192.168.1.1:8480", "8480", "127.0.0.1:", "[::]:1"}) {
    const auto server = Server::start(address, {*queries, *archive, clock, Language::Chinese});
    ASSERT_FALSE(server) << address;
    EXPECT_EQ(server.error().code, ErrorCode::Malformed);
  }
}

}  // namespace
}  // namespace gkwatch::web
