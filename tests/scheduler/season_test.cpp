// A whole season by the clock, in seconds: towns publish, correct, withdraw and fail at random, and
// what the real engine, crawler, parser, rules and store know at the end is the truth.
//
// GKWATCH_SEASONS=200 GKWATCH_SEASON_AGENCIES=300 runs the long form.

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "core/china_time.h"
#include "scheduler/engine.h"
#include "tests/scheduler/check_rig.h"
#include "tests/scheduler/season_script.h"

namespace gkwatch::testing {
namespace {

using std::chrono::hours;

constexpr int kYear = 2023;

int number_from_environment(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoi(text);
}

class Season {
 public:
  Season(unsigned seed, int agencies)
      : script_{seed, agencies}, rig_{SeasonScript::begin(), {kYear}} {
    rig_.schedule().season = hours{12};
    rig_.schedule().recheck = hours{36};
    script_.set_up(rig_.portal());
    rig_.open();
  }

  // Everything that is due, every two hours, until the end.
  void run() {
    scheduler::Engine engine{rig_.agencies(), rig_.tools()};
    auto event = script_.events().begin();
    while (rig_.clock().now() < SeasonScript::end()) {
      while (event != script_.events().end() && event->at <= rig_.clock().now()) {
        SeasonScript::apply(*event++, rig_.portal());
      }
      const auto pass = engine.pass(scheduler::Scope::Due, {}, {});
      ASSERT_TRUE(pass) << pass.error().message;
      checks_ += pass->checked;
      rig_.clock().advance(hours{2});
    }
  }

  void compare() {
    for (const Agency& agency : rig_.agencies()) {
      SCOPED_TRACE(agency.id.text);
      const SeasonTruth& truth = script_.truth().at(agency.id);
      compare_state(agency.id, truth);
      compare_report(agency, truth);
      compare_findings(agency.id, truth);
    }
    compare_events();
  }

  int checks() const { return checks_; }
  int requests() const { return rig_.portal().requests(); }
  int failures() const { return rig_.portal().failures(); }

 private:
  template <class T>
  T ask(Result<T> (store::Database::*question)(const AgencyId&) const, const AgencyId& agency) {
    return rig_.database().with(
        [&](const store::Database& held) { return *(held.*question)(agency); });
  }

  void compare_state(const AgencyId& agency, const SeasonTruth& truth) {
    const auto duties = ask(&store::Database::duties, agency);
    ASSERT_EQ(duties.size(), 1u);
    EXPECT_EQ(name_of(duties[0].state), name_of(truth.state));
    EXPECT_TRUE(duties[0].complete);
  }

  void compare_report(const Agency& agency, const SeasonTruth& truth) {
    const auto versions = ask(&store::Database::versions, agency.id);
    EXPECT_EQ(static_cast<int>(versions.size()), truth.editions);
    const auto reports = ask(&store::Database::current_reports, agency.id);
    ASSERT_EQ(reports.empty(), truth.editions == 0);
    if (reports.empty()) return;
    const auto read = parser::PlainReader{}.read(document_of(agency, truth.last_seed), {});
    ASSERT_TRUE(read);
    for (const auto& [key, cell] : read->cells) {
      EXPECT_EQ(reports[0].report.parsed.cells.at(key).value, cell.value) << key.text;
    }
  }

  static Document document_of(const Agency& agency, unsigned seed) {
    const std::string body = edition(agency.name, seed);
    return {.hash = hash_of(body),
            .found_at = "report.html",
            .declared_type = "text/html",
            .body = std::make_shared<const std::string>(body)};
  }

  void compare_findings(const AgencyId& agency, const SeasonTruth& truth) {
    std::set<std::string> told;
    for (const Finding& finding : ask(&store::Database::current_findings, agency)) {
      EXPECT_TRUE(finding.severity != Severity::Error || finding.key.rule.text == "R-P-LATE" ||
                  finding.key.rule.text == "R-P-MISSING")
          << finding.key.rule.text << ": an accusation that nothing bears out";
      told.insert(finding.key.rule.text);
    }
    EXPECT_EQ(told.contains("R-P-MISSING"), truth.state == Publication::Missing);
    EXPECT_EQ(told.contains("R-P-REMOVED"), truth.state == Publication::Removed);
    EXPECT_EQ(told.contains("R-P-LATE"), truth.is_late);
    EXPECT_EQ(told.contains("R-P-REPLACED"), truth.editions > 1);
  }

  // Nobody was called missing who had published, and nothing was told twice: what fires again was
  // resolved before, by an edition that mended it.
  void compare_events() {
    const auto events = rig_.database().with([](const store::Database& held) {
      return *held.unsent_events(ReceiverId{"hook"}, 1'000'000);
    });
    std::set<std::string> open;
    for (const store::QueuedEvent& one : events) {
      const FindingKey& about = one.event.about;
      const std::string what = about.agency.text + " " + about.rule.text + " " + about.place;
      if (one.event.reason == TellReason::Resolved) {
        EXPECT_EQ(open.erase(what), 1u) << what << " was resolved and never fired";
      }
      if (one.event.reason != TellReason::Firing) continue;
      EXPECT_TRUE(open.insert(what).second) << what << " fired twice, resolved never";
      if (about.rule.text != "R-P-MISSING") continue;
      const SeasonTruth& truth = script_.truth().at(about.agency);
      EXPECT_TRUE(truth.editions == 0 || one.event.at < truth.published)
          << about.agency.text << " was called missing on " << iso_time(one.event.at);
    }
  }

  const SeasonScript script_;
  CheckRig rig_;
  int checks_ = 0;
};

TEST(ASeason, EndsWithTheTruthHoweverItWent) {
  const int seasons = number_from_environment("GKWATCH_SEASONS", 1);
  const int first = number_from_environment("GKWATCH_FIRST_SEASON", 1);
  const int agencies = number_from_environment("GKWATCH_SEASON_AGENCIES", 6);
  int failures = 0;
  for (int seed = first; seed < first + seasons; ++seed) {
    SCOPED_TRACE("season " + std::to_string(seed));
    Season season{static_cast<unsigned>(seed), agencies};
    season.run();
    season.compare();
    failures += season.failures();
    std::printf("season %d: %d checks, %d requests, %d of them failed\n", seed, season.checks(),
                season.requests(), season.failures());
  }
}

}  // namespace
}  // namespace gkwatch::testing
