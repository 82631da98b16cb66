#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>
#include <vector>

#include "net/curl_transport.h"
#include "tests/support/http_listener.h"
#include "tests/support/loopback_server.h"

namespace gkwatch::net {
namespace {

using gkwatch::testing::HttpConnection;
using gkwatch::testing::HttpListener;
using gkwatch::testing::LoopbackServer;
using gkwatch::testing::ReceivedRequest;

HttpRequest request_for(const std::string& url) {
  HttpRequest request{.url = *Url::parse(url)};
  request.timeout = std::chrono::seconds{20};
  request.may_call_private = true;
  return request;
}

// Answers with the path.
class EchoServer {
 public:
  EchoServer() {
    auto listener = HttpListener::start(0, [](const ReceivedRequest& got, HttpConnection& peer) {
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(got.path.size()) +
                "\r\n\r\n" + got.path);
    });
    if (!listener) std::abort();
    listener_ = *std::move(listener);
  }
  std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(listener_->port()) + path;
  }

 private:
  std::unique_ptr<HttpListener> listener_;
};

TEST(TransferLoop, GivesEveryCallerItsOwnAnswer) {
  const EchoServer server;
  CurlTransport transport;
  std::atomic<int> right = 0;
  std::vector<std::jthread> callers;
  for (int caller = 0; caller < 16; ++caller) {
    callers.emplace_back([&, caller] {
      for (int i = 0; i < 20; ++i) {
        const std::string path = "/" + std::to_string(caller) + "/" + std::to_string(i);
        Fault fault{};
        const auto answer = transport.send(request_for(server.url(path)), fault, {});
        if (answer && answer->body == path) ++right;
      }
    });
  }
  callers.clear();
  EXPECT_EQ(right, 16 * 20);
}

TEST(TransferLoop, UsesAConnectionAgain) {
  std::atomic<int> connections = 0;
  const testing::SocketServer server{[&](testing::Connection& connection) {
    ++connections;
    testing::LoggedRequest request;
    while (testing::read_request(connection, request)) {
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      request = {};
    }
  }};
  CurlTransport transport;
  for (int i = 0; i < 5; ++i) {
    Fault fault{};
    EXPECT_TRUE(transport.send(
        request_for("http://127.0.0.1:" + std::to_string(server.port()) + "/"), fault, {}));
  }
  EXPECT_EQ(connections, 1);
}

// The connection was made for a call that may reach loopback.
TEST(TransferLoop, LetsNoCallUseAConnectionThatItCouldNotHaveMade) {
  const EchoServer server;
  CurlTransport transport;
  Fault fault{};
  ASSERT_TRUE(transport.send(request_for(server.url("/")), fault, {}));
  HttpRequest of_a_page = request_for(server.url("/"));
  of_a_page.may_call_private = false;
  EXPECT_FALSE(transport.send(of_a_page, fault, {}));
  EXPECT_EQ(fault, Fault::AddressRefused);
}

TEST(TransferLoop, LetsOneStalledCallHoldUpNoOther) {
  LoopbackServer stalled;
  stalled.always(testing::never_answer());
  const EchoServer server;
  CurlTransport transport;
  std::stop_source stop;
  std::jthread waiting{[&] {
    Fault fault{};
    EXPECT_EQ(transport.send(request_for(stalled.url()), fault, stop.get_token()).error().code,
              ErrorCode::Cancelled);
    EXPECT_EQ(fault, Fault::Cancelled);
  }};
  Fault fault{};
  EXPECT_TRUE(transport.send(request_for(server.url("/")), fault, {}));
  stop.request_stop();
}

TEST(TransferLoop, StopsAtAnyMomentAndBeginsAnew) {
  const EchoServer server;
  LoopbackServer stalled;
  stalled.always(testing::never_answer());
  std::minstd_rand random{7};  // NOLINT: the same moments in every run
  for (int round = 0; round < 60; ++round) {
    CurlTransport transport;
    std::stop_source stop;
    std::vector<std::jthread> callers;
    for (int caller = 0; caller < 4; ++caller) {
      callers.emplace_back([&, caller] {
        const std::string url = caller == 0 ? stalled.url() : server.url("/x");
        Fault fault{};
        while (!stop.stop_requested()) {
          const auto answer = transport.send(request_for(url), fault, stop.get_token());
          if (!answer) {
            EXPECT_EQ(answer.error().code, ErrorCode::Cancelled);
          }
        }
      });
    }
    for (auto spins = random() % 2'000; spins > 0; --spins) std::this_thread::yield();
    stop.request_stop();
  }
}

TEST(TransferLoop, AnswersACallThatWasStoppedBeforeItBegan) {
  const EchoServer server;
  CurlTransport transport;
  std::stop_source stop;
  stop.request_stop();
  Fault fault{};
  EXPECT_EQ(transport.send(request_for(server.url("/")), fault, stop.get_token()).error().code,
            ErrorCode::Cancelled);
}

}  // namespace
}  // namespace gkwatch::net
