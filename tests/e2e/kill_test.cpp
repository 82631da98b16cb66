// kill -9 at random moments of polls and deliveries, while reports come, go and are corrected.
//
// GKWATCH_KILLS=500 runs the long form; GKWATCH_KILL_SEED another course of events.

#include <gtest/gtest.h>
#include <signal.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <thread>

#include "core/text.h"
#include "tests/e2e/neighbourhood.h"
#include "tests/e2e/program.h"

namespace gkwatch::testing {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

unsigned number_from_environment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::atoi(text));
}

std::string header_of(const std::string& mail, const std::string& name) {
  const auto begin = mail.find(name + ": ");
  return begin == std::string::npos ? "" : mail.substr(begin, mail.find('\n', begin) - begin);
}

// Passes three days apart, so that nothing counts as flapping and every digest is due.
class KilledOften {
 public:
  explicit KilledOften(unsigned seed) : random_{seed} {
    here_.run({"poll", "--all"}, std::chrono::hours{-13});
    corrected_ = *here_.portal().fixture("huadu-shiling", "report-2020-corrected.html");
    faulty_ = *here_.portal().fixture("huadu-shiling", "report-2020.html");
    complete_pass();
  }

  void complete_pass() {
    const auto begun = steady_clock::now();
    Program program = start();
    const int exit = program.wait();
    EXPECT_TRUE(exit == 0 || exit == 1) << exit;
    usual_ = duration_cast<milliseconds>(steady_clock::now() - begun);
  }

  void killed_pass() {
    if (below(3) == 0) change_something();
    const std::size_t before = deliveries();
    Program program = start();
    if (below(2) == 0) {
      wait_for(program, milliseconds{below(static_cast<unsigned>(usual_.count()) + 1)});
    } else {
      while (program.is_running() && deliveries() == before) std::this_thread::yield();
      wait_for(program, milliseconds{below(20)});
    }
    ++(program.is_running() ? (deliveries() > before ? in_delivery_ : in_pass_) : ended_);
    program.send(SIGKILL);
    program.wait();
  }

  void compare() {
    compare_bodies();
    compare_mails();
    compare_alerts();
  }

  void print() const {
    std::printf(
        "killed %d times in a pass and %d times in deliveries, too late %d times; "
        "%zu webhook calls, %zu mails\n",
        in_pass_, in_delivery_, ended_, here_.hook().calls().size(),
        here_.mailbox().mails().size());
  }

 private:
  unsigned below(unsigned end) { return static_cast<unsigned>(random_()) % end; }

  Program start() {
    constexpr int kStep = 72;
    hours_ += kStep;
    return Program::at(hours_, {"poll", "--all", "--config", here_.config().string()},
                       (here_.folder() / "log").string());
  }

  static void wait_for(Program& program, milliseconds time) {
    const auto end = steady_clock::now() + time;
    while (program.is_running() && steady_clock::now() < end) std::this_thread::yield();
  }

  std::size_t deliveries() const {
    return here_.hook().calls().size() + here_.mailbox().commands().size();
  }

  void change_something() {
    portal::Portal& portal = here_.portal();
    bool& is_changed = changed_[below(3)];
    is_changed = !is_changed;
    if (&is_changed == &changed_[0]) {
      EXPECT_TRUE(
          portal.replace_body("huadu-shiling", "report-2020", is_changed ? corrected_ : faulty_));
    } else {
      const char* agency = &is_changed == &changed_[1] ? "sample-town" : "panyu-luopu";
      const bool is_published = (&is_changed == &changed_[1]) == is_changed;
      EXPECT_TRUE(is_published ? portal.publish(agency, "report-2020")
                               : portal.withdraw(agency, "report-2020"));
    }
  }

  void compare_bodies() const {
    std::map<std::string, std::string> bodies;
    for (const HookCall& call : here_.hook().calls()) {
      const auto [known, is_new] = bodies.emplace(call.id, call.body);
      EXPECT_EQ(known->second, call.body) << "one id, two bodies";
    }
    for (const Json& one : made("hook")) {
      EXPECT_EQ(one["state"].string_or(""), "delivered") << one.dump();
      EXPECT_TRUE(bodies.contains(std::string{one["id"].string_or("")})) << one.dump();
    }
  }

  void compare_mails() const {
    std::map<std::string, std::string> contents;
    for (const ReceivedMail& mail : here_.mailbox().mails()) {
      const std::string id = header_of(mail.content, "Message-ID");
      const auto [known, is_new] = contents.emplace(id, mail.content);
      EXPECT_EQ(known->second, mail.content) << "one Message-ID, two mails";
    }
    for (const Json& one : made("mail")) {
      EXPECT_EQ(one["state"].string_or(""), "delivered") << one.dump();
      const std::string id = "Message-ID: <" + std::string{one["id"].string_or("")};
      EXPECT_TRUE(contents.lower_bound(id) != contents.end() &&
                  contents.lower_bound(id)->first.starts_with(id))
          << one.dump();
    }
  }

  std::vector<Json> made(const std::string& receiver) const {
    return here_
        .run({"sql", "SELECT id, state FROM deliveries WHERE receiver = '" + receiver + "'",
              "--format", "json"})
        .json()
        .items();
  }

  // What the hook was told of each alert, repeats of one webhook-id left out: beginnings and ends
  // in turn, each exactly as often as the alert was opened.
  void compare_alerts() const {
    std::map<std::string, std::vector<std::string>> told;
    for (const Json& alert : here_.hook().alerts()) {
      const std::string event{alert["event"].string_or("")};
      if (event == "firing" || event == "resolved") told[alert["id"].dump()].push_back(event);
    }
    const Ran ran = here_.run({"sql",
                               "SELECT id, rule, state, times_opened FROM alerts "
                               "WHERE severity <> 'info'",
                               "--format", "json"});
    const Json alerts = ran.json();
    for (const Json& alert : alerts.items()) {
      SCOPED_TRACE(alert.dump());
      std::vector<std::string> expected;
      for (std::int64_t i = 0; i < alert["times_opened"].integer().value_or(0); ++i) {
        expected.insert(expected.end(), {"firing", "resolved"});
      }
      if (alert["state"].string_or("") != "resolved") expected.pop_back();
      EXPECT_EQ(told[alert["id"].dump()], expected);
      openings_ += alert["times_opened"].integer().value_or(0);
    }
    EXPECT_GT(openings_, 3);
  }

  Neighbourhood here_;
  std::mt19937 random_;
  std::string corrected_, faulty_;
  std::array<bool, 3> changed_{};
  milliseconds usual_{};
  int hours_ = 0;
  int in_pass_ = 0, in_delivery_ = 0, ended_ = 0;
  mutable std::int64_t openings_ = 0;
};

TEST(Killed, TellsEveryEventUnderOneBodyAndOpensNoAlertTwice) {
  const unsigned kills = number_from_environment("GKWATCH_KILLS", 16);
  KilledOften course{number_from_environment("GKWATCH_KILL_SEED", 1)};
  for (unsigned i = 0; i < kills; ++i) course.killed_pass();
  course.complete_pass();
  course.complete_pass();
  course.compare();
  course.print();
}

TEST(KilledInACheck, LeavesWhatItHasAskedInTheHistory) {
  Neighbourhood here;
  here.portal().inject({.kind = portal::FaultKind::Timeout, .agency = "huadu-shiling", .after = 2});
  Program program =
      Program::at(0, {"poll", "--agency", "huadu-shiling", "--config", here.config().string()},
                  (here.folder() / "log").string());
  const auto asked = [&] {
    std::size_t requests = 0;
    for (const auto& [path, count] : here.portal().requests()) requests += count;
    return requests;
  };
  while (program.is_running() && asked() < 4) std::this_thread::yield();  // robots.txt and three
  program.send(SIGKILL);
  program.wait();
  here.portal().clear_faults();
  here.run({"poll", "--agency", "xigong-luobei"});
  const auto visits = here.rows("history", {"--agency", "huadu-shiling"});
  EXPECT_EQ(visits.size(), 3u) << "the fourth was not answered";
  here.run({"poll", "--agency", "xigong-luobei"});
  EXPECT_EQ(here.rows("history", {"--agency", "huadu-shiling"}).size(), 3u);
}

}  // namespace
}  // namespace gkwatch::testing
