// The program is killed at random moments of its first looks at everything, again and again; then
// it is let through. GKWATCH_CRASHES=1000 kills it as often as that.

#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include "store/migrations.h"
#include "tests/e2e/neighbourhood.h"
#include "tests/e2e/program.h"
#include "tests/store/raw_database.h"

namespace gkwatch::testing {
namespace {

using std::chrono::microseconds;
using std::chrono::steady_clock;

constexpr int kKillsInARound = 3;

int rounds_wanted() {
  const char* wanted = std::getenv("GKWATCH_CRASHES");
  const int kills = wanted == nullptr ? kKillsInARound : std::atoi(wanted);
  return std::max(1, kills / kKillsInARound);
}

class Crash : public ::testing::Test {
 protected:
  // A database and an archive that nobody has seen before.
  void begin_round(int number) {
    name = "round-" + std::to_string(number);
    here.configure("", "[store]\ndatabase = \"" + name + ".db\"\narchive = \"" + name + "\"\n");
    calls_before = here.hook().calls().size();
  }
  std::vector<std::string> poll() const {
    return {"poll", "--all", "--config", here.config().string()};
  }
  std::string log() const { return (here.folder() / "log").string(); }

  // How long a look at everything takes when it is let through.
  microseconds time_of_a_poll() {
    const auto begun = steady_clock::now();
    EXPECT_EQ((Program{poll(), log()}.wait()), 0);
    return std::chrono::duration_cast<microseconds>(steady_clock::now() - begun);
  }
  void kill_after(microseconds moment) {
    Program program{poll(), log()};
    const auto end = steady_clock::now() + moment;
    while (program.is_running() && steady_clock::now() < end) std::this_thread::yield();
    program.send(SIGKILL);
    program.wait();
  }

  void expect_sound(int kills) {
    RawDatabase raw{here.folder() / (name + ".db")};
    EXPECT_EQ(raw.health(), "ok") << name << " after kill " << kills;
    // Killed while it was made: the next start makes the rest.
    if (raw.one("PRAGMA user_version") != std::to_string(store::schema_version())) return;
    const Ran verified = here.run({"archive", "verify"});
    EXPECT_EQ(verified.exit, 0) << name << " after kill " << kills << verified.out << verified.err;
  }

  // Every alert that should be heard was told to the hook, and none twice.
  void expect_told_once() {
    std::map<std::string, std::string> bodies;
    std::map<std::string, int> told;
    const auto calls = here.hook().calls();
    for (std::size_t i = calls_before; i < calls.size(); ++i) {
      const auto [known, is_new] = bodies.emplace(calls[i].id, calls[i].body);
      EXPECT_EQ(known->second, calls[i].body) << "one id, two bodies";
      if (!is_new) continue;
      const auto body = Json::parse(calls[i].body);
      ASSERT_TRUE(body) << calls[i].body;
      for (const Json& alert : (*body)["data"]["alerts"].items()) {
        ++told[alert["rule"].dump() + alert["agency"]["id"].dump() + alert["event"].dump()];
      }
    }
    for (const auto& [event, times] : told) EXPECT_EQ(times, 1) << name << ": " << event;
    EXPECT_EQ(told.size(), alerts_of_a_round) << name;
  }

  Neighbourhood here;
  std::string name;
  std::size_t calls_before = 0;
  std::size_t alerts_of_a_round = 0;
  std::mt19937 chance{20210131};
};

TEST_F(Crash, AtRandomMomentsLosesNothingAndTellsNothingTwice) {
  begin_round(0);
  const microseconds whole = time_of_a_poll();
  for (const Json& alert : here.hook().alerts()) {
    if (alert["event"].string_or("") == "firing") ++alerts_of_a_round;
  }
  ASSERT_GT(alerts_of_a_round, 0u);
  const std::size_t visits = here.rows("history").size();
  const int rounds = rounds_wanted();
  for (int round = 1; round <= rounds; ++round) {
    begin_round(round);
    std::uniform_int_distribution<std::int64_t> moment{0, whole.count()};
    for (int i = 0; i < kKillsInARound; ++i) {
      kill_after(microseconds{moment(chance)});
      const bool has_begun = std::filesystem::exists(here.folder() / (name + ".db"));
      if (has_begun && std::filesystem::exists(here.folder() / name)) expect_sound(i + 1);
    }
    EXPECT_EQ((Program{poll(), log()}.wait()), 0);
    expect_sound(kKillsInARound);
    expect_told_once();
    EXPECT_GE(here.rows("history").size(), visits) << "a request that nobody wrote down";
    std::filesystem::remove_all(here.folder() / name);
  }
}

}  // namespace
}  // namespace gkwatch::testing
