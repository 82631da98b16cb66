#include "core/system_clock.h"

#include <gtest/gtest.h>

#include <thread>

namespace gkwatch {
namespace {

using namespace std::chrono_literals;

TEST(SystemClock, KnowsTheCentury) {
  const SystemClock clock;
  EXPECT_GT(clock.now(), Instant{std::chrono::sys_days{2020y / 1 / 1}});
  const Tick before = clock.tick();
  EXPECT_LE(before, clock.tick());
}

TEST(SystemClock, DoesNotSleepForATimeThatIsPast) {
  SystemClock clock;
  EXPECT_TRUE(clock.sleep_until(clock.tick() - 1s, {}));
}

TEST(SystemClock, DoesNotSleepWhenStoppedBefore) {
  SystemClock clock;
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(clock.sleep_until(clock.tick() + 1h, stop.get_token()));
}

TEST(SystemClock, WakesUpWhenStopped) {
  SystemClock clock;
  bool slept = true;
  {
    std::jthread sleeper{
        [&](std::stop_token stop) { slept = clock.sleep_until(clock.tick() + 1h, stop); }};
  }  // requests stop, joins
  EXPECT_FALSE(slept);
}

TEST(SystemClock, LetsSeveralThreadsSleepAtOnce) {
  SystemClock clock;
  const Tick soon = clock.tick() + 5ms;
  {
    std::jthread other{[&] { EXPECT_TRUE(clock.sleep_until(soon, {})); }};
    EXPECT_TRUE(clock.sleep_until(soon, {}));
  }
  EXPECT_GE(clock.tick(), soon);
}

}  // namespace
}  // namespace gkwatch
