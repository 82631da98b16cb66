// The program as a process: stopped, reloaded. Killed: kill_test.cpp.

#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "core/files.h"
#include "core/text.h"
#include "tests/e2e/neighbourhood.h"
#include "tests/e2e/program.h"

namespace gkwatch::testing {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

std::size_t requests_of(Neighbourhood& here) {
  std::size_t sum = here.hook().calls().size() + here.mailbox().commands().size();
  for (const auto& [path, count] : here.portal().requests()) sum += count;
  return sum;
}

// Until the condition holds; false if the program ended, or a minute passed, before that.
template <class Condition>
bool await(Program& program, Condition condition) {
  const auto end = steady_clock::now() + seconds{60};
  while (!condition()) {
    if (!program.is_running() || steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

std::string log_of(const Neighbourhood& here) {
  return read_file(here.folder() / "log").value_or("");
}

TEST(Daemon, EndsCleanlyWithinSecondsOfSigterm) {
  Neighbourhood here;
  Program program{{"run", "--config", here.config().string()}, (here.folder() / "log").string()};
  ASSERT_TRUE(await(program, [&] { return requests_of(here) > 3; })) << log_of(here);
  const auto begun = steady_clock::now();
  program.send(SIGTERM);
  EXPECT_EQ(program.wait(), 0) << log_of(here);
  EXPECT_LT(steady_clock::now() - begun, seconds{20});
  EXPECT_TRUE(contains(log_of(here), "stopped")) << log_of(here);
}

// GKWATCH_STOPS=1000 stops it as often as that. Under ThreadSanitizer a race ends it with 66.
TEST(Daemon, StoppedAtAnyMomentEndsCleanlyAndGoesOnAtTheNextStart) {
  const char* wanted = std::getenv("GKWATCH_STOPS");
  const int stops = wanted == nullptr ? 10 : std::atoi(wanted);
  Neighbourhood here;
  std::mt19937 random{20260131};
  microseconds usual = seconds{1};
  for (int i = 0; i < stops; ++i) {
    const std::size_t before = requests_of(here);
    // Each its own: the system adds to a log that is there.
    const std::string log = (here.folder() / ("log" + std::to_string(i))).string();
    Program program{{"run", "--config", here.config().string()}, log};
    const auto begun = steady_clock::now();
    // Before that the signal is the system's own, which ends the program without a word.
    ASSERT_TRUE(await(program, [&] { return contains(read_file(log).value_or(""), "ready"); }))
        << read_file(log).value_or("");
    const auto end = begun + usual * (random() % 1000) / 500;
    while (program.is_running() && steady_clock::now() < end) std::this_thread::yield();
    program.send(SIGTERM);
    ASSERT_EQ(program.wait(), 0) << "stop " << i << "\n" << read_file(log).value_or("");
    if (requests_of(here) > before) {
      usual = (usual * 3 + duration_cast<microseconds>(steady_clock::now() - begun)) / 4;
    }
  }
  Program last{{"poll", "--all", "--config", here.config().string()},
               (here.folder() / "log").string()};
  EXPECT_LE(last.wait(), 1) << log_of(here);
}

TEST(Daemon, ChecksEveryAgencyByItselfAndTellsTheReceivers) {
  Neighbourhood here;
  here.run({"poll", "--all"}, std::chrono::hours{-24 * 30});
  const std::size_t before = here.hook().calls().size();
  Program program{{"run", "--config", here.config().string()}, (here.folder() / "log").string()};
  EXPECT_TRUE(await(program, [&] { return here.hook().calls().size() > before; })) << log_of(here);
  program.send(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
  EXPECT_EQ(where(here.hook().alerts(), "rule", "R-P-MISSING").size(), 1u);
}

TEST(Daemon, TakesANewWatchListAtSighupAndKeepsTheOldOneIfItIsWrong) {
  Neighbourhood here;
  const std::string all = here.portal().watch_list();
  here.write("agencies.csv", all.substr(0, all.find('\n', all.find('\n') + 1) + 1));
  Program program{{"run", "--config", here.config().string()}, (here.folder() / "log").string()};
  ASSERT_TRUE(await(program, [&] { return contains(log_of(here), "checked"); })) << log_of(here);
  here.write("gkwatch.toml", "agencies = 7\n");
  program.send(SIGHUP);
  ASSERT_TRUE(await(program, [&] { return contains(log_of(here), "reload"); })) << log_of(here);
  here.configure();
  here.write("agencies.csv", all);
  program.send(SIGHUP);
  EXPECT_TRUE(await(program, [&] { return contains(log_of(here), "agency=sample-town"); }))
      << log_of(here);
  program.send(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
}

}  // namespace
}  // namespace gkwatch::testing
