#include "web/server.h"

#include <gtest/gtest.h>

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
    server_.emplace(
        *Server::start("127.0.0.1:0", {*queries_, *archive_, clock_, Language::Chinese}));
  }

  net::HttpResponse send(net::HttpRequest request) {
    net::CurlTransport transport;
    net::Fault fault{};
    request.may_call_private = true;
    auto response = transport.send(request, fault, {});
    EXPECT_TRUE(response);
    return response ? *std::move(response) : net::HttpResponse{};
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

TEST_F(Serving, SendsAStrictPolicyWithEveryAnswer) {
  for (const char* path : {"/", "/nothing", "/style.css", "/api/v1/reports"}) {
    const auto response = send({.url = url(path)});
    EXPECT_TRUE(contains(response.header("content-security-policy"), "default-src 'none'")) << path;
    EXPECT_EQ(response.header("x-content-type-options"), "nosniff") << path;
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
  EXPECT_EQ(send({.url = url("/")}).status, 200);
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
