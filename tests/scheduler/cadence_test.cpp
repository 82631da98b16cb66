#include "scheduler/cadence.h"

#include <gtest/gtest.h>

namespace gkwatch::scheduler {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant kNoon{std::chrono::sys_days{std::chrono::year{2024} / 3 / 4} + hours{12}};

TEST(NextCheck, ComesAfterOneInterval) {
  EXPECT_EQ(next_check({.last_check = kNoon}, hours{24}), kNoon + hours{24});
}

TEST(NextCheck, TriesAFailureAgainSoonAndThenEverMoreRarely) {
  EXPECT_EQ(next_check({.last_check = kNoon, .failures_in_a_row = 1}, hours{168}),
            kNoon + minutes{10});
  EXPECT_EQ(next_check({.last_check = kNoon, .failures_in_a_row = 3}, hours{168}),
            kNoon + minutes{40});
  EXPECT_EQ(next_check({.last_check = kNoon, .failures_in_a_row = 50}, hours{168}),
            kNoon + hours{24});
}

TEST(NextCheck, WaitsAsLongAsTheServerAsked) {
  EXPECT_EQ(next_check({.last_check = kNoon, .server_asked_for = hours{200}}, hours{24}),
            kNoon + hours{200});
}

TEST(IntervalOn, IsShortFromNewYearToTheMiddleOfApril) {
  using namespace std::chrono_literals;
  const SchedulePolicy policy;
  EXPECT_EQ(interval_on(2025y / 1 / 1, policy), hours{6});
  EXPECT_EQ(interval_on(2025y / 4 / 15, policy), hours{6});
  EXPECT_EQ(interval_on(2025y / 4 / 16, policy), hours{168});
  EXPECT_EQ(interval_on(2025y / 12 / 31, policy), hours{168});
}

TEST(SpreadOf, GivesAnAgencyTheSamePlaceAfterARestart) {
  EXPECT_EQ(spread_of({"shiling"}, hours{24}), spread_of({"shiling"}, hours{24}));
  EXPECT_NE(spread_of({"shiling"}, hours{24}), spread_of({"luopu"}, hours{24}));
}

TEST(SpreadOf, PullsAThousandAgenciesApartByATwentiethToEitherSide) {
  int before = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto shift = spread_of({"agency-" + std::to_string(i)}, hours{20});
    EXPECT_LE(std::chrono::abs(shift), hours{1});
    if (shift < hours{0}) ++before;
  }
  EXPECT_GT(before, 400);
  EXPECT_LT(before, 600);
}

}  // namespace
}  // namespace gkwatch::scheduler
