#include "alerts/webhook.h"

#include <gtest/gtest.h>

#include "core/crypto.h"
#include "tests/alerts/receiver_bench.h"

namespace gkwatch::alerts {
namespace {

constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

ReceiverSettings signed_hook(std::vector<std::string> secrets) {
  ReceiverSettings settings = hook();
  settings.secrets = std::move(secrets);
  return settings;
}

TEST(Webhook, SignsAsTheExampleOfTheStandard) {
  const auto key = webhook_key(kSecret);
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(webhook_signature({*key}, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330",
                              R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Webhook, ReadsASecretWithAndWithoutItsPrefix) {
  EXPECT_EQ(webhook_key("whsec_AAEC"), webhook_key("AAEC"));
  EXPECT_FALSE(webhook_key("whsec_not base64"));
  EXPECT_FALSE(webhook_key("whsec_"));
  EXPECT_FALSE(webhook_key(""));
}

TEST(Webhook, SendsTheThreeHeadersOfTheStandard) {
  ReceiverBench bench{signed_hook({std::string{kSecret}})};
  bench.will_answer(204, "");
  ASSERT_TRUE(bench.deliver().status);
  const std::string id = bench.header("webhook-id");
  const std::string timestamp = bench.header("webhook-timestamp");
  EXPECT_EQ(id, bench.delivery().id.text);
  EXPECT_EQ(id.find('.'), std::string::npos);
  EXPECT_EQ(timestamp, "1709510400");  // seconds; the clock's 2024-03-04
  EXPECT_EQ(bench.header("webhook-signature"),
            webhook_signature({*webhook_key(kSecret)}, id, timestamp, bench.delivery().payload));
  EXPECT_EQ(bench.header("Content-Type"), "application/json");
  EXPECT_EQ(bench.request().post_body, bench.delivery().payload);
}

TEST(Webhook, SignsEachAttemptAtItsOwnTime) {
  ReceiverBench bench{signed_hook({std::string{kSecret}})};
  bench.will_answer(503, "");
  bench.will_answer(200, "");
  EXPECT_FALSE(bench.deliver().status);
  bench.clock.advance(std::chrono::seconds{30});
  EXPECT_TRUE(bench.deliver().status);
  EXPECT_EQ(bench.header("webhook-timestamp", 1), "1709510430");
  EXPECT_EQ(bench.header("webhook-id", 0), bench.header("webhook-id", 1));
  EXPECT_NE(bench.header("webhook-signature", 0), bench.header("webhook-signature", 1));
}

TEST(Webhook, SignsWithEverySecretWhileTheyRotate) {
  ReceiverBench bench{signed_hook({"whsec_AAEC", "whsec_AwQF"})};
  bench.will_answer(200, "");
  EXPECT_TRUE(bench.deliver().status);
  const std::string signatures = bench.header("webhook-signature");
  const auto blank = signatures.find(' ');
  ASSERT_NE(blank, std::string::npos);
  EXPECT_TRUE(signatures.starts_with("v1,"));
  EXPECT_EQ(signatures.substr(blank + 1, 3), "v1,");
  EXPECT_NE(signatures.substr(0, blank), signatures.substr(blank + 1));
}

TEST(Webhook, SendsNoSignatureWithoutASecret) {
  ReceiverBench bench{hook()};
  bench.will_answer(200, "");
  EXPECT_TRUE(bench.deliver().status);
  EXPECT_EQ(bench.header("webhook-signature"), "");
}

TEST(Webhook, GivesUpABodyThatIsTooLarge) {
  ReceiverBench bench{hook()};
  bench.will_answer(413, "");
  EXPECT_EQ(bench.deliver().status.error().code, ErrorCode::Refused);
}

TEST(Webhook, TakesAnyTwoHundredForDelivered) {
  ReceiverBench bench{hook()};
  for (const int status : {200, 201, 202, 204, 299}) {
    bench.will_answer(status, "whatever it says");
    EXPECT_TRUE(bench.deliver().status) << status;
  }
}

}  // namespace
}  // namespace gkwatch::alerts
