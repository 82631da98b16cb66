#include "alerts/rate.h"

#include <gtest/gtest.h>

#include <vector>

namespace gkwatch::alerts {
namespace {

using namespace std::chrono_literals;

constexpr Tick kStart{1h};

TEST(TokenBucket, HoldsAMinutesWorthAtOnce) {
  TokenBucket bucket{20};
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(bucket.take(kStart));
  EXPECT_FALSE(bucket.take(kStart));
  EXPECT_EQ(bucket.next(kStart), kStart + 60s);
}

TEST(TokenBucket, NeverGivesMoreInAnyMinute) {
  TokenBucket bucket{20};
  std::vector<Tick> taken;
  for (Tick now = kStart; now < kStart + 10min; now += 700ms) {
    if (bucket.take(now)) taken.push_back(now);
  }
  for (std::size_t i = 20; i < taken.size(); ++i) EXPECT_GE(taken[i] - taken[i - 20], 60s);
  EXPECT_GE(taken.size(), 190u);
}

TEST(TokenBucket, HasNoLimitAtNought) {
  TokenBucket bucket{0};
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(bucket.take(kStart));
}

TEST(TokenBucket, PausesWhenTheReceiverSaysSo) {
  TokenBucket bucket{20};
  bucket.pause_until(kStart + 10min);
  EXPECT_FALSE(bucket.take(kStart));
  EXPECT_EQ(bucket.next(kStart), kStart + 10min);
  EXPECT_TRUE(bucket.take(kStart + 10min));
}

}  // namespace
}  // namespace gkwatch::alerts
