// What is no fault of the portals: our disk, our clock.

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <mutex>

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

// Does something before each request.
class WatchedTransport final : public net::HttpTransport {
 public:
  WatchedTransport(net::HttpTransport& inner, std::function<void(const std::string&)> at_send)
      : inner_{inner}, at_send_{std::move(at_send)} {}
  Result<net::HttpResponse> send(const net::HttpRequest& request, net::Fault& fault,
                                 std::stop_token stop) override {
    at_send_(std::string{request.url.host()});
    return inner_.send(request, fault, std::move(stop));
  }

 private:
  net::HttpTransport& inner_;
  std::function<void(const std::string&)> at_send_;
};

class Rigged : public ::testing::Test {
 protected:
  void add(const AgencyId& id, const std::string& host) {
    Agency town;
    town.id = id;
    town.name = "广州市示例区示例镇人民政府";
    town.kind = AgencyClass::T;
    town.region = "440114";
    SimulatedSite& site = rig_.portal().add(town, host, "town");
    site.posts[100] = {.id = 100,
                       .year = 2023,
                       .stamp = *parse_china_time("2024-01-10"),
                       .body = edition(town.name, 1)};
  }

  scheduler::CheckTools tools_with(Clock& clock) { return tools_with(clock, rig_.portal()); }
  scheduler::CheckTools tools_with(Clock& clock, net::HttpTransport& transport) {
    const scheduler::CheckTools& tools = rig_.tools();
    return {.transport = transport,
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

class Trouble : public Rigged {
 protected:
  Trouble() {
    add(kTown, "www.example.gov.cn");
    rig_.open();
  }
};

// Of three towns the first hangs, the second takes seven hours, the third lets the first go.
TEST_F(Rigged, ACheckThatHangsIsNotCalledBeingAwake) {
  add(kTown, "hangs.example.gov.cn");
  add(AgencyId{"u-slow"}, "slow.example.gov.cn");
  add(AgencyId{"v-last"}, "last.example.gov.cn");
  rig_.schedule().workers = 2;
  rig_.open();
  std::promise<void> let_go;
  const std::shared_future<void> free = let_go.get_future().share();
  std::promise<void> under_way;
  const std::shared_future<void> both_run = under_way.get_future().share();
  std::once_flag slow;
  std::once_flag last;
  std::atomic<bool> hangs{false};
  WatchedTransport transport{rig_.portal(), [&](const std::string& host) {
                               if (host.starts_with("hangs")) free.wait();
                               if (host.starts_with("slow")) {
                                 std::call_once(slow, [&] {
                                   both_run.wait();
                                   rig_.clock().advance(hours{7});
                                   hangs = true;
                                 });
                               }
                               if (host.starts_with("last")) {
                                 std::call_once(last, [&] {
                                   hangs = false;
                                   let_go.set_value();
                                 });
                               }
                             }};
  const scheduler::CheckTools tools = tools_with(rig_.clock(), transport);
  scheduler::Engine engine{rig_.agencies(), tools};
  std::stop_source stop;
  int awake_while_hanging = 0;
  int awake = 0;
  const auto when_awake = [&] {
    if (awake + awake_while_hanging == 0) under_way.set_value();
    ++(hangs ? awake_while_hanging : awake);
  };
  const Status ran = engine.run({.when_idle = [&](const auto&) { stop.request_stop(); },
                                 .when_awake = when_awake},
                                stop.get_token());
  EXPECT_TRUE(ran) << ran.error().message;
  EXPECT_EQ(awake_while_hanging, 0);
  EXPECT_GT(awake, 1) << "once it is over";
}

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
                       if (pauses != 5) return;
                       fs::remove(archive);
                       fs::rename(aside, archive);
                     }};
  const scheduler::CheckTools tools = tools_with(clock);
  scheduler::Engine engine{rig_.agencies(), tools};
  std::stop_source stop;
  Tick awake = clock.tick();
  std::chrono::milliseconds longest_silence{};
  const auto when_awake = [&] {
    longest_silence = std::max(
        longest_silence, std::chrono::duration_cast<std::chrono::milliseconds>(clock.tick() - awake));
    awake = clock.tick();
  };
  const auto when_idle = [&](const scheduler::PassSummary& pass) {
    EXPECT_EQ(pass.checked, 1);
    stop.request_stop();
  };
  const Status ran =
      engine.run({.when_idle = when_idle, .when_awake = when_awake}, stop.get_token());
  EXPECT_TRUE(ran) << ran.error().message;
  EXPECT_GE(pauses, 5);
  EXPECT_EQ(longest_silence, std::chrono::minutes{1}) << "waiting for room is being awake";
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
  EXPECT_TRUE(engine.run({.when_idle = [](const scheduler::PassSummary&) {}, .when_awake = {}},
                         stop.get_token()));
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
