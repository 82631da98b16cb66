// What is no fault of the portals: our disk, our clock.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "core/china_time.h"
#include "scheduler/engine.h"
#include "tests/scheduler/check_rig.h"
#include "tests/scheduler/season_script.h"

namespace gkwatch::testing {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;

// Does something each time that somebody has to wait.
class WatchedClock final : public Clock {
 public:
  WatchedClock(Clock& clock, std::function<void()> at_sleep)
      : clock_{clock}, at_sleep_{std::move(at_sleep)} {}
  Instant now() const override { return clock_.now(); }
  Tick tick() const override { return clock_.tick(); }
  bool sleep_until(Tick until, std::stop_token stop) override {
    if (until > clock_.tick()) at_sleep_();
    return clock_.sleep_until(until, std::move(stop));
  }

 private:
  Clock& clock_;
  std::function<void()> at_sleep_;
};

class Trouble : public ::testing::Test {
 protected:
  Trouble() {
    Agency town;
    town.id = kTown;
    town.name = "广州市示例区示例镇人民政府";
    town.kind = AgencyClass::T;
    town.region = "440114";
    SimulatedSite& site = rig_.portal().add(town, "www.example.gov.cn", "town");
    site.posts[100] = {.id = 100,
                       .year = 2023,
                       .stamp = *parse_china_time("2024-01-10"),
                       .body = edition(town.name, 1)};
    rig_.open();
  }

  scheduler::CheckTools tools_with(Clock& clock) {
    const scheduler::CheckTools& tools = rig_.tools();
    return {.transport = tools.transport,
            .gate = tools.gate,
            .robots = tools.robots,
            .hosts = tools.hosts,
            .reader = tools.reader,
            .archive = tools.archive,
            .database = tools.database,
            .clock = clock,
            .crawl = tools.crawl,
            .deadlines = tools.deadlines,
            .alerts = tools.alerts,
            .schedule = tools.schedule,
            .years = tools.years};
  }
  std::optional<CheckHistory> last_check() {
    return rig_.database().with(
        [](const store::Database& held) { return *held.last_check(kTown); });
  }

  inline static const AgencyId kTown{"town"};
  CheckRig rig_{*parse_china_time("2024-01-20"), {2023}};
};

TEST_F(Trouble, AFullDiskStopsTheFetchingAndNothingElseUntilThereIsRoom) {
  const fs::path archive = rig_.archive_folder();
  const fs::path aside = archive.string() + ".aside";
  fs::rename(archive, aside);
  { std::ofstream{archive} << "no folder"; }
  int requests_at_first_pause = 0;
  int pauses = 0;
  WatchedClock clock{rig_.clock(), [&] {
                       if (++pauses == 1) requests_at_first_pause = rig_.portal().requests();
                       EXPECT_EQ(rig_.portal().requests(), requests_at_first_pause)
                           << "nothing is fetched while nothing can be kept";
                       if (pauses < 5) return;
                       fs::remove(archive);
                       fs::rename(aside, archive);
                     }};
  const scheduler::CheckTools tools = tools_with(clock);
  scheduler::Engine engine{rig_.agencies(), tools};
  std::stop_source stop;
  const Status ran = engine.run(
      [&](const scheduler::PassSummary& pass) {
        EXPECT_EQ(pass.checked, 1);
        stop.request_stop();
      },
      stop.get_token());
  EXPECT_TRUE(ran) << ran.error().message;
  EXPECT_EQ(pauses, 5);
  ASSERT_TRUE(last_check());
  EXPECT_EQ(last_check()->failures_in_a_row, 0);
}

TEST_F(Trouble, AStopWhileTheDiskIsFullEndsAtOnce) {
  fs::rename(rig_.archive_folder(), rig_.archive_folder().string() + ".aside");
  { std::ofstream{rig_.archive_folder()} << "no folder"; }
  std::stop_source stop;
  WatchedClock clock{rig_.clock(), [&] { stop.request_stop(); }};
  const scheduler::CheckTools tools = tools_with(clock);
  scheduler::Engine engine{rig_.agencies(), tools};
  EXPECT_TRUE(engine.run([](const scheduler::PassSummary&) {}, stop.get_token()));
}

TEST_F(Trouble, AClockThatIsSetBackNeitherCallsAnythingMissingNorForgetsWhatWasThere) {
  const auto check = [&] {
    ASSERT_TRUE(scheduler::check_agency(rig_.agencies().front(), rig_.tools(), {}));
  };
  check();
  rig_.clock().advance(hours{24 * 400});
  check();
  rig_.clock().advance(-hours{24 * 400});
  check();
  rig_.clock().advance(hours{13});
  check();
  const auto duty = rig_.database().with(
      [](const store::Database& held) { return held.duties(kTown)->at(0); });
  EXPECT_EQ(duty.state, Publication::OnTime);
  EXPECT_EQ(rig_.database().with([](const store::Database& held) {
    return held.versions(kTown)->size();
  }), 1u);
}

}  // namespace
}  // namespace gkwatch::testing
