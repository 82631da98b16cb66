#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "net/curl_transport.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tls_server.h"

namespace gkwatch::net {
namespace {

using testing::SelfSignedServer;

struct Outcome {
  Result<HttpResponse> response;
  Fault fault = Fault::Other;
};

Outcome get(const SelfSignedServer& server, TlsAge age, const std::string& ca_file = {}) {
  HttpRequest request{.url = *Url::parse(server.url())};
  request.timeout = std::chrono::seconds{10};
  request.may_call_private = true;
  request.tls = age;
  Fault fault = Fault::Other;
  auto response = CurlTransport{{.ca_file = ca_file}}.send(request, fault, {});
  return {std::move(response), fault};
}

TEST(Tls, TakesNoCertificateThatNobodyVouchesFor) {
  const SelfSignedServer server;
  const auto [response, fault] = get(server, TlsAge::Current);
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::Tls);
  EXPECT_EQ(response.error().code, ErrorCode::Unreachable);
  EXPECT_NE(response.error().message.find("certificate"), std::string::npos)
      << response.error().message;
}

TEST(Tls, SpeaksTheOldOneOnlyWhereItIsNamedAndVerifiesTheCertificateStill) {
  const SelfSignedServer server{SelfSignedServer::Speaks::Tls11AtMost};
  const testing::TemporaryFolder folder;
  const std::string trusted = (folder / "ca.pem").string();
  std::ofstream{trusted} << server.certificate();
  EXPECT_EQ(get(server, TlsAge::Current, trusted).fault, Fault::Tls);
  const auto legacy = get(server, TlsAge::Legacy, trusted);
  ASSERT_TRUE(legacy.response) << legacy.response.error().message;
  EXPECT_EQ(legacy.response->body, "ok");
  const auto stranger = get(server, TlsAge::Legacy);
  ASSERT_FALSE(stranger.response);
  EXPECT_EQ(stranger.fault, Fault::Tls);
}

}  // namespace
}  // namespace gkwatch::net
