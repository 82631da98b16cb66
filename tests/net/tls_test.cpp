#include <gtest/gtest.h>

#include <chrono>

#include "net/curl_transport.h"
#include "tests/support/tls_server.h"

namespace gkwatch::net {
namespace {

TEST(Tls, TakesNoCertificateThatNobodyVouchesFor) {
  const testing::SelfSignedServer server;
  HttpRequest request{.url = *Url::parse(server.url())};
  request.timeout = std::chrono::seconds{10};
  request.may_call_private = true;
  Fault fault{};
  const auto response = CurlTransport{}.send(request, fault, {});
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::Tls);
  EXPECT_EQ(response.error().code, ErrorCode::Unreachable);
  EXPECT_NE(response.error().message.find("certificate"), std::string::npos)
      << response.error().message;
}

}  // namespace
}  // namespace gkwatch::net
