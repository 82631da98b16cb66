#include "net/curl_transport.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/loopback_server.h"

namespace gkwatch::net {
namespace {

using namespace std::chrono_literals;
using gkwatch::testing::LoopbackServer;

HttpRequest request_for(const std::string& url) {
  auto parsed = Url::parse(url);
  if (!parsed) ADD_FAILURE() << parsed.error().message;
  HttpRequest request{.url = *std::move(parsed)};
  request.timeout = 10s;
  request.may_call_private = true;
  return request;
}

struct Outcome {
  Result<HttpResponse> response;
  Fault fault = Fault::Other;
};

Outcome send(const HttpRequest& request, TransportSettings settings = {},
             std::stop_token stop = {}) {
  CurlTransport transport{std::move(settings)};
  Fault fault = Fault::Other;
  auto response = transport.send(request, fault, std::move(stop));
  return {std::move(response), fault};
}

Outcome get(const LoopbackServer& server) { return send(request_for(server.url())); }

TEST(CurlTransport, GivesStatusHeadersAndBody) {
  LoopbackServer server;
  server.will(testing::answer(203, "狮岭镇", {{"ETag", "\"1\""}}));
  const auto [response, fault] = get(server);
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 203);
  EXPECT_EQ(response->body, "狮岭镇");
  EXPECT_EQ(response->header("etag"), "\"1\"");
  EXPECT_TRUE(response->header_block.starts_with("HTTP/1.1 203 Scripted\r\n"));
}

TEST(CurlTransport, SendsWhatItWasGivenAndNoMore) {
  LoopbackServer server;
  HttpRequest request = request_for(server.url("/a%2Fb/%E5%B9%B4?q=%E4%B8%AD"));
  request.headers = {{"User-Agent", "gkwatch"}, {"X-Empty", ""}};
  const auto response = send(request).response;
  ASSERT_TRUE(response);
  const auto received = server.requests();
  ASSERT_EQ(received.size(), 1u);
  EXPECT_TRUE(response->request_block.starts_with("GET /a%2Fb/%E5%B9%B4?q=%E4%B8%AD HTTP/1.1\r\n"));
  EXPECT_TRUE(response->request_block.find("\r\nUser-Agent: gkwatch\r\n") != std::string::npos);
  EXPECT_TRUE(response->request_block.ends_with("\r\n\r\n"));
  EXPECT_EQ(received[0].method, "GET");
  EXPECT_EQ(received[0].target, "/a%2Fb/%E5%B9%B4?q=%E4%B8%AD");
  EXPECT_EQ(received[0].header("user-agent"), "gkwatch");
  EXPECT_EQ(received[0].headers.count("x-empty"), 1u);
  EXPECT_EQ(received[0].header("host"), "127.0.0.1:" + std::to_string(server.port()));
  EXPECT_EQ(received[0].headers.count("cookie"), 0u);
  EXPECT_EQ(received[0].headers.count("referer"), 0u);
  EXPECT_EQ(received[0].headers.count("authorization"), 0u);
}

TEST(CurlTransport, PostsABody) {
  LoopbackServer server;
  server.will(testing::answer(200, "ok"));
  HttpRequest request = request_for(server.url("/hook"));
  request.post_body = std::string{"{\"a\":\0}", 7};
  request.headers = {{"Content-Type", "application/json"}};
  ASSERT_TRUE(send(request).response);
  const auto received = server.requests();
  ASSERT_EQ(received.size(), 1u);
  EXPECT_EQ(received[0].method, "POST");
  EXPECT_EQ(received[0].body, *request.post_body);
  EXPECT_EQ(received[0].header("content-type"), "application/json");
  EXPECT_EQ(received[0].headers.count("expect"), 0u);
}

TEST(CurlTransport, PostsALargeBodyWithoutWaitingToBeAsked) {
  LoopbackServer server;
  HttpRequest request = request_for(server.url());
  request.post_body = std::string(2u << 20, 'x');
  ASSERT_TRUE(send(request).response);
  const auto received = server.requests();
  ASSERT_EQ(received.size(), 1u);
  EXPECT_EQ(received[0].body.size(), 2u << 20);
  EXPECT_EQ(received[0].headers.count("expect"), 0u);
}

TEST(CurlTransport, PostsAnEmptyBody) {
  LoopbackServer server;
  HttpRequest request = request_for(server.url());
  request.post_body = "";
  ASSERT_TRUE(send(request).response);
  EXPECT_EQ(server.requests().at(0).method, "POST");
}

TEST(CurlTransport, FollowsNoRedirect) {
  LoopbackServer server;
  server.will(testing::redirect(server.url("/elsewhere")));
  const auto [response, fault] = get(server);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 302);
  EXPECT_EQ(response->header("location"), server.url("/elsewhere"));
  EXPECT_EQ(server.requests().size(), 1u);
}

TEST(CurlTransport, KeepsNoCookieForTheNextRequest) {
  LoopbackServer server;
  server.will(testing::answer(200, "", {{"Set-Cookie", "a=b; Path=/"}}));
  CurlTransport transport;
  Fault fault{};
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(transport.send(request_for(server.url()), fault, {}));
  EXPECT_EQ(server.requests().at(1).headers.count("cookie"), 0u);
}

// The second request goes out on the handle of the first.
TEST(CurlTransport, KeepsNothingElseOfARequestForTheNext) {
  LoopbackServer server;
  server.will(testing::answer(404, "gone"));
  CurlTransport transport;
  Fault fault{};
  HttpRequest first = request_for(server.url("/first"));
  first.post_body = "form";
  first.headers = {{"User-Agent", "one"}, {"X-First", "1"}};
  ASSERT_TRUE(transport.send(first, fault, {}));
  const auto second = transport.send(request_for(server.url("/second")), fault, {});
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_TRUE(second->request_block.starts_with("GET /second HTTP/1.1\r\n"));
  const auto received = server.requests().at(1);
  EXPECT_EQ(received.method, "GET");
  EXPECT_EQ(received.body, "");
  for (const char* name : {"user-agent", "x-first", "content-length", "content-type"}) {
    EXPECT_EQ(received.headers.count(name), 0u) << name;
  }
}

TEST(CurlTransport, ReadsChunks) {
  LoopbackServer server;
  server.will(testing::answer_chunked({"one ", "two"}));
  const auto [response, fault] = get(server);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "one two");
}

TEST(CurlTransport, TakesNoShortBodyForAWholeOne) {
  LoopbackServer server;
  server.will(testing::cut_off("0123456789", 4));
  server.will(testing::cut_off("0123456789", 0));
  server.will(testing::cut_off_chunked({"0123"}));
  server.will(testing::reset_within("0123456789", 4));
  server.will(testing::answer_raw("HTTP/1.1 200 OK\r\nContent-Le"));
  for (int i = 0; i < 5; ++i) {
    const auto [response, fault] = get(server);
    ASSERT_FALSE(response) << i;
    EXPECT_EQ(fault, Fault::Truncated) << i << response.error().message;
    EXPECT_EQ(response.error().code, ErrorCode::Unreachable);
  }
}

TEST(CurlTransport, GivesWhatCameOfAnAnswerThatBrokeOff) {
  LoopbackServer server;
  server.will(testing::cut_off("0123456789", 4));
  server.will(testing::answer_raw("HTTP/1.1 200 OK\r\nContent-Le"));
  std::vector<HttpResponse> rests;
  HttpRequest request = request_for(server.url());
  request.take_broken = [&](HttpResponse rest) { rests.push_back(std::move(rest)); };
  EXPECT_FALSE(send(request).response);
  EXPECT_FALSE(send(request).response);
  ASSERT_EQ(rests.size(), 1u) << "half a header is no answer";
  EXPECT_EQ(rests[0].status, 200);
  EXPECT_EQ(rests[0].body, "0123");
  EXPECT_NE(rests[0].header_block, "");
}

TEST(CurlTransport, TellsAConnectionLostBeforeTheAnswer) {
  LoopbackServer server;
  server.will(testing::reset_at_once());
  server.will(testing::hang_up());
  for (int i = 0; i < 2; ++i) {
    const auto [response, fault] = get(server);
    ASSERT_FALSE(response);
    EXPECT_EQ(fault, Fault::Reset) << response.error().message;
    EXPECT_EQ(response.error().code, ErrorCode::Unreachable);
  }
}

TEST(CurlTransport, TellsAPortWhereNobodyListens) {
  const int port = LoopbackServer{}.port();
  const auto [response, fault] = send(request_for("http://127.0.0.1:" + std::to_string(port)));
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::Connect);
  EXPECT_EQ(response.error().code, ErrorCode::Unreachable);
}

TEST(CurlTransport, TellsANameThatIsNone) {
  const auto [response, fault] = send(request_for("http://nobody.invalid/"));
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::Dns);
  EXPECT_EQ(response.error().code, ErrorCode::Unreachable);
  EXPECT_TRUE(response.error().message.starts_with("nobody.invalid: "));
}

TEST(CurlTransport, TellsAServerThatSpeaksNoTls) {
  const testing::SocketServer server{[](testing::Connection& connection) {
    connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
    connection.wait_for_the_end();
  }};
  const auto [response, fault] =
      send(request_for("https://127.0.0.1:" + std::to_string(server.port())));
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::Tls) << response.error().message;
}

TEST(CurlTransport, TellsAnAnswerThatIsNotHttp) {
  LoopbackServer server;
  server.will(testing::answer_raw("SSH-2.0-OpenSSH_9.2\r\n"));
  const auto [response, fault] = get(server);
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::Other);
  EXPECT_EQ(response.error().code, ErrorCode::Malformed);
}

TEST(CurlTransport, StopsAnAnswerThatIsTooLarge) {
  LoopbackServer server;
  server.will(testing::answer(200, std::string(1001, 'x')));
  server.will(testing::answer_endlessly(1u << 30));
  server.will(testing::answer(200, std::string(1000, 'x')));
  HttpRequest request = request_for(server.url());
  request.max_body_bytes = 1000;
  for (int i = 0; i < 2; ++i) {
    const auto [response, fault] = send(request);
    ASSERT_FALSE(response);
    EXPECT_EQ(fault, Fault::TooLarge);
    EXPECT_EQ(response.error().code, ErrorCode::TooLarge);
  }
  EXPECT_TRUE(send(request).response);
}

TEST(CurlTransport, StopsHeadersThatAreTooLarge) {
  LoopbackServer server;
  server.will(testing::answer(200, "", testing::HeaderLines(400, {"X-A", std::string(1000, 'x')})));
  const auto [response, fault] = get(server);
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::TooLarge) << response.error().message;
}

TEST(CurlTransport, GivesUpAfterTheTimeout) {
  LoopbackServer server;
  server.will(testing::never_answer());
  server.will(testing::answer_slowly(std::string(1000, 'x'), 5ms));
  HttpRequest request = request_for(server.url());
  request.timeout = 40ms;
  for (int i = 0; i < 2; ++i) {
    const auto [response, fault] = send(request);
    ASSERT_FALSE(response);
    EXPECT_EQ(fault, Fault::Timeout);
    EXPECT_EQ(response.error().code, ErrorCode::Timeout);
  }
}

TEST(CurlTransport, ReturnsSoonWhenStopped) {
  LoopbackServer server;
  std::promise<void> asked;
  server.will([&asked](const auto&, testing::Connection& connection) {
    asked.set_value();
    connection.wait_for_the_end();
  });
  HttpRequest request = request_for(server.url());
  request.timeout = 1h;
  std::stop_source stop;
  std::jthread stopper{[&] {
    asked.get_future().wait();
    stop.request_stop();
  }};
  const auto [response, fault] = send(request, {}, stop.get_token());
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::Cancelled);
  EXPECT_EQ(response.error().code, ErrorCode::Cancelled);
}

TEST(CurlTransport, SendsNothingWhenStoppedBefore) {
  LoopbackServer server;
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(send(request_for(server.url()), {}, stop.get_token()).fault, Fault::Cancelled);
  EXPECT_TRUE(server.requests().empty());
}

TEST(CurlTransport, RefusesHeadersThatHoldAnother) {
  LoopbackServer server;
  const std::pair<std::string, std::string> bad[] = {
      {"X-A", "b\r\nX-Evil: c"}, {"X-A", "b\n"},  {"X-A", std::string{"b\0c", 3}},
      {"X-A\r\nX-Evil", "b"},    {"X-A: b", "c"}, {"", "b"}};
  for (const auto& header : bad) {
    HttpRequest request = request_for(server.url());
    request.headers = {header};
    const auto [response, fault] = send(request);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::Malformed);
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST(CurlTransport, ServesManyThreadsAtOnce) {
  LoopbackServer server;
  server.always(testing::answer(200, "ok"));
  CurlTransport transport;
  {
    std::vector<std::jthread> threads;
    threads.reserve(8);
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&] {
        Fault fault{};
        for (int i = 0; i < 5; ++i) {
          EXPECT_TRUE(transport.send(request_for(server.url()), fault, {}));
        }
      });
    }
  }
  EXPECT_EQ(server.requests().size(), 40u);
}

}  // namespace
}  // namespace gkwatch::net
