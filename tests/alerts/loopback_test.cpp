// The receivers over real sockets on loopback: what comes out at the other end of the wire.
#include <gtest/gtest.h>

#include <stop_token>
#include <thread>

#include "alerts/receivers.h"
#include "alerts/render.h"
#include "alerts/webhook.h"
#include "core/crypto.h"
#include "core/text.h"
#include "net/curl_mail.h"
#include "net/curl_transport.h"
#include "tests/alerts/sample_pass.h"
#include "tests/support/loopback_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/smtp_server.h"

namespace gkwatch::alerts {
namespace {

using gkwatch::testing::answer;
using gkwatch::testing::LoopbackServer;
using gkwatch::testing::never_answer;
using gkwatch::testing::redirect;
using gkwatch::testing::SmtpServer;

constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

class OnLoopback : public ::testing::Test {
 protected:
  std::unique_ptr<Receiver> receiver_for(const ReceiverSettings& settings) {
    auto made = make_receivers({&settings, 1}, {http_, mail_, clock_});
    EXPECT_TRUE(made);
    return std::move(made->front());
  }

  static Delivery whole_pass_for(const ReceiverSettings& settings) {
    const AlertPolicy policy = policy_with({settings});
    return render(settings, a_whole_pass(policy), policy, kMonday).at(0).delivery;
  }

  ReceiverSettings hook_at(const LoopbackServer& server) {
    ReceiverSettings settings = hook();
    settings.url = server.url("/hook?who=gkwatch");
    settings.secrets = {std::string{kSecret}};
    return settings;
  }

  ReceiverSettings box_at(const SmtpServer& server) {
    ReceiverSettings settings = post_box();
    settings.smtp = server.url();
    return settings;
  }

  testing::ManualClock clock_;
  net::CurlTransport http_;
  net::CurlMail mail_;
};

TEST_F(OnLoopback, AWebhookArrivesSignedByteByByte) {
  LoopbackServer server;
  server.will(answer(200));
  const ReceiverSettings settings = hook_at(server);
  const Delivery delivery = whole_pass_for(settings);
  ASSERT_TRUE(receiver_for(settings)->deliver(delivery, {}).status);
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 1u);
  const auto& request = requests[0];
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/hook?who=gkwatch");
  EXPECT_EQ(request.body, delivery.payload);
  EXPECT_EQ(request.header("content-type"), "application/json");
  EXPECT_EQ(request.header("webhook-signature"),
            webhook_signature({*webhook_key(kSecret)}, request.header("webhook-id"),
                              request.header("webhook-timestamp"), request.body));
}

TEST_F(OnLoopback, AWebhookSaysTheSameAgainAfterEachFailure) {
  LoopbackServer server;
  server.will(answer(503, "", {{"Retry-After", "120"}}));
  server.will(gkwatch::testing::hang_up());
  server.will(gkwatch::testing::reset_at_once());
  server.will(answer(202));
  const ReceiverSettings settings = hook_at(server);
  const auto receiver = receiver_for(settings);
  const Delivery delivery = whole_pass_for(settings);
  EXPECT_EQ(receiver->deliver(delivery, {}).pause, std::chrono::seconds{120});
  for (int i = 0; i < 2; ++i) {
    const Attempt attempt = receiver->deliver(delivery, {});
    ASSERT_FALSE(attempt.status);
    EXPECT_TRUE(is_transient(attempt.status.error().code));
  }
  EXPECT_TRUE(receiver->deliver(delivery, {}).status);
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 4u);
  for (const auto& request : requests) {
    EXPECT_EQ(request.header("webhook-id"), delivery.id.text);
    EXPECT_EQ(request.body, delivery.payload);
  }
}

TEST_F(OnLoopback, AWebhookCarriesItsSignatureToNobodyElse) {
  LoopbackServer stranger;
  LoopbackServer server;
  server.will(redirect(stranger.url("/steal")));
  const ReceiverSettings settings = hook_at(server);
  EXPECT_FALSE(receiver_for(settings)->deliver(whole_pass_for(settings), {}).status);
  EXPECT_TRUE(stranger.requests().empty());
}

TEST_F(OnLoopback, AReceiverThatIsNotThereMayComeBack) {
  ReceiverSettings settings = hook();
  {
    LoopbackServer server;
    settings.url = server.url("/");
  }
  const Attempt attempt = receiver_for(settings)->deliver(whole_pass_for(settings), {});
  ASSERT_FALSE(attempt.status);
  EXPECT_TRUE(is_transient(attempt.status.error().code));
}

TEST_F(OnLoopback, AnAttemptEndsWhenToldTo) {
  LoopbackServer server;
  server.always(never_answer());
  const ReceiverSettings settings = hook_at(server);
  const auto receiver = receiver_for(settings);
  std::stop_source source;
  std::jthread stopper{[&] {
    while (server.requests().empty()) std::this_thread::yield();
    source.request_stop();
  }};
  const Attempt attempt = receiver->deliver(whole_pass_for(settings), source.get_token());
  ASSERT_FALSE(attempt.status);
  EXPECT_EQ(attempt.status.error().code, ErrorCode::Cancelled);
}

TEST_F(OnLoopback, ADingTalkRobotThatLiesIsNotBelieved) {
  LoopbackServer server;
  server.will(answer(200, R"({"errcode":130101,"errmsg":"send too fast"})"));
  server.will(answer(200, R"({"errcode":0,"errmsg":"ok"})"));
  ReceiverSettings settings{.name = {"group"}, .kind = ReceiverKind::DingTalk};
  settings.url = server.url("/robot/send?access_token=t");
  settings.secrets = {"SECxyz"};
  const auto receiver = receiver_for(settings);
  const Delivery delivery = whole_pass_for(settings);
  EXPECT_FALSE(receiver->deliver(delivery, {}).status);
  EXPECT_TRUE(receiver->deliver(delivery, {}).status);
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_TRUE(contains(requests[1].target, "access_token=t&timestamp=1709510400000&sign="));
  EXPECT_EQ(requests[0].body, requests[1].body);
}

TEST_F(OnLoopback, AMailArrivesWithAllItsHeaders) {
  SmtpServer server;
  const ReceiverSettings settings = box_at(server);
  const Delivery delivery = whole_pass_for(settings);
  const Attempt attempt = receiver_for(settings)->deliver(delivery, {});
  ASSERT_TRUE(attempt.status) << attempt.status.error().message;
  const auto mails = server.mails();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails[0].sender, "watch@example.gov.cn");
  EXPECT_EQ(mails[0].recipients, std::vector<std::string>{"clerk@example.gov.cn"});
  const std::string& content = mails[0].content;
  EXPECT_TRUE(contains(content, "Message-ID: <" + delivery.id.text + "@example.gov.cn>\n"));
  EXPECT_TRUE(contains(content, "Auto-Submitted: auto-generated\n"));
  EXPECT_TRUE(contains(content, "References: <"));
  EXPECT_TRUE(contains(content, "Date: Mon, 03 Feb 2025 00:00:00 +0000\n"));
  EXPECT_TRUE(contains(content, "text/plain"));
  EXPECT_TRUE(contains(content, "text/html"));
  EXPECT_FALSE(contains(content, "Bcc"));
}

TEST_F(OnLoopback, AMailThatTheServerPutsOffIsTheSameNextTime) {
  SmtpServer busy{{.replies = {{"DATA", "451 come back later\r\n"}}}};
  const ReceiverSettings settings = box_at(busy);
  const Attempt first = receiver_for(settings)->deliver(whole_pass_for(settings), {});
  ASSERT_FALSE(first.status);
  EXPECT_TRUE(is_transient(first.status.error().code)) << first.status.error().message;
}

TEST_F(OnLoopback, AMailThatTheServerRefusesIsGivenUp) {
  SmtpServer stern{{.replies = {{"RCPT TO", "550 no such user\r\n"}}}};
  const ReceiverSettings settings = box_at(stern);
  const Attempt attempt = receiver_for(settings)->deliver(whole_pass_for(settings), {});
  ASSERT_FALSE(attempt.status);
  EXPECT_EQ(attempt.status.error().code, ErrorCode::Refused);
  EXPECT_TRUE(stern.mails().empty());
}

}  // namespace
}  // namespace gkwatch::alerts
