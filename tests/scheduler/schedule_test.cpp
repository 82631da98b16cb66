#include "scheduler/schedule.h"

#include <gtest/gtest.h>

namespace gkwatch::scheduler {
namespace {

using std::chrono::hours;
using Ids = std::vector<AgencyId>;

constexpr Instant kNoon{std::chrono::sys_days{std::chrono::year{2025} / 1 / 20} + hours{12}};

Agency agency_at(const std::string& id, const std::string& url) {
  Agency agency;
  agency.id = {id};
  agency.sources.push_back({*Url::parse(url), ""});
  return agency;
}

const std::vector<Agency> kThree{agency_at("luopu", "http://www.panyu.gov.cn/gzpylpj"),
                                 agency_at("nancun", "http://www.panyu.gov.cn/gzpynczz"),
                                 agency_at("shiling", "https://www.huadu.gov.cn/gzhdslz")};

TEST(Schedule, NeverStartsTwoChecksOnOneHost) {
  Schedule schedule{kThree};
  EXPECT_EQ(schedule.start_due(kNoon, 8), (Ids{{"luopu"}, {"shiling"}}));
  EXPECT_TRUE(schedule.start_due(kNoon, 8).empty());
  schedule.finished({"luopu"}, kNoon + hours{6});
  EXPECT_EQ(schedule.start_due(kNoon, 8), (Ids{{"nancun"}}));
}

TEST(Schedule, StartsNoMoreThanThereAreWorkers) {
  Schedule schedule{kThree};
  EXPECT_EQ(schedule.start_due(kNoon, 1).size(), 1u);
}

TEST(Schedule, TakesTheLongestDueFirst) {
  Schedule schedule{kThree};
  schedule.set_due({"luopu"}, kNoon - hours{1});
  schedule.set_due({"nancun"}, kNoon - hours{2});
  schedule.set_due({"shiling"}, kNoon + hours{1});
  EXPECT_EQ(schedule.start_due(kNoon, 8), (Ids{{"nancun"}}));
}

TEST(Schedule, WakesWhenTheNextAgencyOnAFreeHostIsDue) {
  Schedule schedule{kThree};
  schedule.set_due({"luopu"}, kNoon);
  schedule.set_due({"nancun"}, kNoon);
  schedule.set_due({"shiling"}, kNoon + hours{3});
  ASSERT_EQ(schedule.start_due(kNoon, 8).size(), 1u);
  EXPECT_EQ(schedule.next_wake(), kNoon + hours{3});
}

TEST(Schedule, IsIdleOnlyWhenNothingRuns) {
  Schedule schedule{kThree};
  EXPECT_TRUE(schedule.is_idle());
  ASSERT_FALSE(schedule.start_due(kNoon, 1).empty());
  EXPECT_FALSE(schedule.is_idle());
  schedule.finished({"luopu"}, kNoon + hours{6});
  EXPECT_TRUE(schedule.is_idle());
}

}  // namespace
}  // namespace gkwatch::scheduler
