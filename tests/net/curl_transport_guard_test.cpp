#include <gtest/gtest.h>
#include <stdlib.h>

#include <chrono>

#include "net/curl_transport.h"
#include "tests/support/loopback_server.h"

namespace gkwatch::net {
namespace {

using gkwatch::testing::LoopbackServer;

enum class WrittenBy { Operator, Page };

struct Outcome {
  Result<HttpResponse> response;
  Fault fault = Fault::Other;
};

Outcome call(const std::string& url, WrittenBy writer, TransportSettings settings = {}) {
  HttpRequest request{.url = *Url::parse(url)};
  request.timeout = std::chrono::seconds{10};
  request.may_call_private = writer == WrittenBy::Operator;
  Fault fault = Fault::Other;
  auto response = CurlTransport{std::move(settings)}.send(request, fault, {});
  return {std::move(response), fault};
}

std::string at_port(const std::string& host, const LoopbackServer& server) {
  return "http://" + host + ":" + std::to_string(server.port()) + "/";
}

TEST(CurlTransportGuard, CallsLoopbackOnlyForTheOperator) {
  LoopbackServer server;
  EXPECT_TRUE(call(server.url(), WrittenBy::Operator).response);
  const auto [response, fault] = call(server.url(), WrittenBy::Page);
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::AddressRefused);
  EXPECT_EQ(response.error().code, ErrorCode::Refused);
  EXPECT_NE(response.error().message.find("its address 127.0.0.1"), std::string::npos);
  EXPECT_EQ(server.requests().size(), 1u);
}

TEST(CurlTransportGuard, CallsLocalhostOnlyForTheOperator) {
  LoopbackServer server;
  EXPECT_TRUE(call(at_port("localhost", server), WrittenBy::Operator).response);
  EXPECT_EQ(call(at_port("localhost", server), WrittenBy::Page).fault, Fault::AddressRefused);
  EXPECT_EQ(call(at_port("[::1]", server), WrittenBy::Page).fault, Fault::AddressRefused);
}

TEST(CurlTransportGuard, CallsEverySpellingOfLoopbackNever) {
  LoopbackServer server;
  for (const char* host :
       {"0.0.0.0", "[::]", "[::ffff:127.0.0.1]", "127.0.0.2", "[64:ff9b::7f00:1]"}) {
    EXPECT_EQ(call(at_port(host, server), WrittenBy::Page).fault, Fault::AddressRefused) << host;
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST(CurlTransportGuard, BelievesNoDnsAnswerThatIsLoopback) {
  LoopbackServer server;
  const std::string answer = "evil.gov.cn:" + std::to_string(server.port()) + ":127.0.0.1";
  for (const WrittenBy writer : {WrittenBy::Operator, WrittenBy::Page}) {
    const auto outcome = call(at_port("evil.gov.cn", server), writer, {.known_answers = {answer}});
    EXPECT_EQ(outcome.fault, Fault::AddressRefused);
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST(CurlTransportGuard, PassesOverTheInnerOneOfTwoAnswers) {
  LoopbackServer server;
  // 127.0.0.1 may be called under its own name only; the server hears nothing although it is there.
  const std::string answer =
      "evil.gov.cn:" + std::to_string(server.port()) + ":10.255.255.1,127.0.0.1";
  const auto outcome =
      call(at_port("evil.gov.cn", server), WrittenBy::Page, {.known_answers = {answer}});
  EXPECT_EQ(outcome.fault, Fault::AddressRefused);
  EXPECT_TRUE(server.requests().empty());
}

TEST(CurlTransportGuard, AsksTheProxyTheOperatorWrote) {
  LoopbackServer proxy;
  proxy.always(testing::answer(200, "by proxy"));
  const TransportSettings settings{.proxy = proxy.url("")};
  const auto [response, fault] = call("http://www.gd.gov.cn/a", WrittenBy::Page, settings);
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->body, "by proxy");
  EXPECT_EQ(proxy.requests().at(0).target, "http://www.gd.gov.cn/a");
}

TEST(CurlTransportGuard, AsksNoProxyThatTheEnvironmentNames) {
  LoopbackServer server;
  LoopbackServer proxy;
  ::setenv("http_proxy", proxy.url("").c_str(), 1);
  EXPECT_TRUE(call(server.url(), WrittenBy::Operator).response);
  ::unsetenv("http_proxy");
  EXPECT_EQ(server.requests().size(), 1u);
  EXPECT_TRUE(proxy.requests().empty());
}

TEST(CurlTransportGuard, SendsNoInnerAddressToTheProxy) {
  LoopbackServer proxy;
  const TransportSettings settings{.proxy = proxy.url("")};
  for (const char* url : {"http://127.0.0.1/", "http://10.0.0.1/", "http://localhost/",
                          "http://169.254.169.254/latest", "http://[::1]/"}) {
    EXPECT_EQ(call(url, WrittenBy::Page, settings).fault, Fault::AddressRefused) << url;
  }
  EXPECT_TRUE(proxy.requests().empty());
}

}  // namespace
}  // namespace gkwatch::net
