#include "crawler/politeness.h"

#include <gtest/gtest.h>

#include <optional>

namespace gkwatch::crawler {
namespace {

using namespace std::chrono_literals;

constexpr Tick kStart{};
constexpr Date kDay{std::chrono::year{2024}, std::chrono::month{3}, std::chrono::day{4}};
constexpr Date kNextDay{std::chrono::year{2024}, std::chrono::month{3}, std::chrono::day{5}};

Tick turn_of(PolitenessGate& gate, std::string_view host, Tick now) {
  return gate.reserve(host, now, kDay)->at();  // given back at once
}

TEST(PolitenessGate, KeepsTheGapBetweenTwoRequestsToOneHost) {
  PolitenessGate gate{{.per_host_delay = 2s}};
  EXPECT_EQ(turn_of(gate, "a.gov.cn", kStart), kStart);
  EXPECT_EQ(turn_of(gate, "a.gov.cn", kStart + 1s), kStart + 2s);
  EXPECT_EQ(turn_of(gate, "a.gov.cn", kStart + 60s), kStart + 60s);
}

TEST(PolitenessGate, LetsHostsNotWaitForEachOther) {
  PolitenessGate gate{{.per_host_delay = 2s}};
  turn_of(gate, "a.gov.cn", kStart);
  EXPECT_EQ(turn_of(gate, "b.gov.cn", kStart), kStart);
}

TEST(PolitenessGate, GivesOneConnectionAtATime) {
  PolitenessGate gate{{.per_host_connections = 1}};
  auto first = gate.reserve("a.gov.cn", kStart, kDay);
  ASSERT_TRUE(first);
  EXPECT_EQ(gate.reserve("a.gov.cn", kStart, kDay).error().code, ErrorCode::Conflict);
  { const auto ended = *std::move(first); }
  EXPECT_TRUE(gate.reserve("a.gov.cn", kStart, kDay));
}

TEST(PolitenessGate, DoublesThePauseWithEachFailureUpToAMinute) {
  PolitenessGate gate{{.per_host_delay = 2s}};
  gate.failed("a.gov.cn", kStart);
  EXPECT_EQ(turn_of(gate, "a.gov.cn", kStart), kStart + 4s);
  gate.failed("a.gov.cn", kStart + 100s);
  EXPECT_EQ(turn_of(gate, "a.gov.cn", kStart + 100s), kStart + 108s);
  for (int i = 0; i < 3; ++i) gate.failed("a.gov.cn", kStart + 1000s);
  EXPECT_EQ(turn_of(gate, "a.gov.cn", kStart + 1000s), kStart + 1060s);
}

TEST(PolitenessGate, CountsWhatWasAskedBeforeARestart) {
  PolitenessGate gate{{.daily_requests_per_host = 20}};
  gate.resume(kDay, {{"a.gov.cn", 19}});
  EXPECT_TRUE(gate.reserve("a.gov.cn", kStart, kDay));
  EXPECT_EQ(gate.reserve("a.gov.cn", kStart, kDay).error().code, ErrorCode::Refused);
  EXPECT_TRUE(gate.reserve("a.gov.cn", kStart, kNextDay));
  EXPECT_TRUE(gate.reserve("b.gov.cn", kStart, kDay));
}

TEST(PolitenessGate, LeavesAHostAloneThatFailsAgainAndAgain) {
  PolitenessGate gate{{.per_host_delay = 2s}};
  for (int i = 0; i < 5; ++i) gate.failed("a.gov.cn", kStart, FetchFault::Timeout);
  EXPECT_TRUE(gate.reserve("a.gov.cn", kStart, kDay));
  gate.failed("a.gov.cn", kStart, FetchFault::Timeout);
  EXPECT_EQ(gate.reserve("a.gov.cn", kStart + 9min, kDay).error().code, ErrorCode::Unreachable);
  EXPECT_EQ(gate.last_failure("a.gov.cn"), FetchFault::Timeout);
  EXPECT_TRUE(gate.reserve("b.gov.cn", kStart, kDay)) << "the others are not concerned";
  EXPECT_TRUE(gate.reserve("a.gov.cn", kStart + 10min, kDay)) << "one request tries it";
  gate.failed("a.gov.cn", kStart + 10min);
  EXPECT_FALSE(gate.reserve("a.gov.cn", kStart + 29min, kDay));
  EXPECT_TRUE(gate.reserve("a.gov.cn", kStart + 30min, kDay)) << "twice as long";
  for (int i = 0; i < 20; ++i) gate.failed("a.gov.cn", kStart + 1h);
  EXPECT_TRUE(gate.reserve("a.gov.cn", kStart + 25h, kDay)) << "a day at most";
  gate.succeeded("a.gov.cn");
  for (int i = 0; i < 5; ++i) gate.failed("a.gov.cn", kStart + 26h);
  EXPECT_TRUE(gate.reserve("a.gov.cn", kStart + 26h, kDay)) << "the ladder begins anew";
}

TEST(PolitenessGate, ForgetsFailuresAfterASuccess) {
  PolitenessGate gate{{.per_host_delay = 2s}};
  gate.failed("a.gov.cn", kStart);
  gate.failed("a.gov.cn", kStart);
  gate.succeeded("a.gov.cn");
  gate.failed("a.gov.cn", kStart + 100s);
  EXPECT_EQ(turn_of(gate, "a.gov.cn", kStart + 100s), kStart + 104s);
}

TEST(PolitenessGate, WaitsAsLongAsTheServerAsks) {
  PolitenessGate gate{{.per_host_delay = 2s}};
  gate.back_off("a.gov.cn", kStart + 90s);
  gate.back_off("a.gov.cn", kStart + 30s);
  EXPECT_EQ(turn_of(gate, "a.gov.cn", kStart), kStart + 90s);
}

TEST(PolitenessGate, HeedsCrawlDelayWithinLimits) {
  PolitenessGate gate{{.per_host_delay = 2s}};
  gate.slow_down("a.gov.cn", 10s);
  gate.slow_down("b.gov.cn", 3600s);
  gate.slow_down("c.gov.cn", 0s);
  EXPECT_EQ(gate.gap("a.gov.cn"), 10s);
  EXPECT_EQ(gate.gap("b.gov.cn"), 30s);
  EXPECT_EQ(gate.gap("c.gov.cn"), 2s);
}

TEST(PolitenessGate, RefusesWhatIsOverTheDaysBudgetAndBeginsAnewTheNextDay) {
  PolitenessGate gate{{.daily_requests_per_host = 2}};
  turn_of(gate, "a.gov.cn", kStart);
  turn_of(gate, "a.gov.cn", kStart);
  EXPECT_EQ(gate.requests_on("a.gov.cn", kDay), 2);
  EXPECT_EQ(gate.reserve("a.gov.cn", kStart, kDay).error().code, ErrorCode::Refused);
  EXPECT_TRUE(gate.reserve("a.gov.cn", kStart, kNextDay));
}

}  // namespace
}  // namespace gkwatch::crawler
