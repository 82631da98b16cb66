#include "alerts/retry.h"

#include <gtest/gtest.h>

#include "tests/alerts/sample_alerts.h"

namespace gkwatch::alerts {
namespace {

using namespace std::chrono_literals;

TEST(Retry, PausesLongerEachTime) {
  Instant now = kMonday;
  std::chrono::milliseconds last{0};
  for (int attempts = 1; attempts <= 7; ++attempts) {
    const auto next = next_attempt(kMonday, attempts, std::nullopt, now);
    ASSERT_TRUE(next.has_value());
    EXPECT_GT(*next - now, last) << attempts;
    last = *next - now;
    now = *next;
  }
  EXPECT_EQ(last, std::chrono::milliseconds{24h});
}

TEST(Retry, GivesUpAfterAWeekAndNotBefore) {
  Instant now = kMonday;
  int attempts = 1;
  while (const auto next = next_attempt(kMonday, attempts, std::nullopt, now)) {
    ASSERT_LT(++attempts, 20);
    now = *next;
  }
  EXPECT_EQ(now, kMonday + kPatience);
}

TEST(Retry, WaitsAsLongAsTheReceiverAsks) {
  EXPECT_EQ(next_attempt(kMonday, 1, 300s, kMonday), kMonday + 300s);
  EXPECT_EQ(next_attempt(kMonday, 1, 1s, kMonday), kMonday + 30s);
}

TEST(Retry, ReadsRetryAfterInSeconds) {
  const auto asked = [](const char* value) {
    return pause_asked_by({.status = 429, .headers = {{"retry-after", value}}});
  };
  EXPECT_EQ(asked("120"), 120s);
  EXPECT_EQ(asked("99999999"), 24h);
  EXPECT_EQ(asked("-1"), std::nullopt);
  EXPECT_EQ(asked("soon"), std::nullopt);
  EXPECT_EQ(asked("99999999999999999999"), std::nullopt);
  EXPECT_EQ(pause_asked_by({.status = 429}), std::nullopt);
}

}  // namespace
}  // namespace gkwatch::alerts
