// Many random histories: whatever comes and goes, every opening is told once and every end at
// most once, and a person's verdict stands until the end.
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "alerts/events.h"
#include "alerts/reconcile.h"
#include "tests/alerts/sample_alerts.h"

namespace gkwatch::alerts {
namespace {

using std::chrono::hours;

// Stands for the store: keeps the alerts, and each event once by its id.
class History {
 public:
  explicit History(unsigned seed) : random_{seed} {}

  void live_a_day() {
    now_ += hours{24};
    const auto findings = todays_findings();
    const auto before = all_alerts();
    const AlertPlan plan = reconcile(findings, before, policy_, now_);
    check_against(before, findings, plan);
    for (const Alert& alert : plan.upserts) alerts_[alert.finding.key] = alert;
    for (const auto& event : events_of(plan, shiling(), shiling_links(), policy_, now_)) {
      EXPECT_TRUE(ids_.insert(event.id).second) << "an event was told twice";
      told_[event.about].push_back(event.reason);
    }
    let_somebody_decide();
  }

  void check_what_was_told() const {
    for (const auto& [key, reasons] : told_) {
      bool is_open = false;
      for (const TellReason reason : reasons) {
        const bool opens = reason == TellReason::Firing;
        EXPECT_NE(opens, is_open) << "place " << key.place << " told " << name_of(reason);
        is_open = reason != TellReason::Resolved;
      }
    }
  }

 private:
  int pick(int bound) { return std::uniform_int_distribution<int>{0, bound - 1}(random_); }

  std::vector<Finding> todays_findings() {
    std::vector<Finding> findings;
    for (const char* place : {"T3.NP", "T3.CO", "T3.SUM"}) {
      Finding finding = balance(static_cast<Severity>(pick(3)), std::to_string(pick(2)));
      finding.key.place = place;
      const int fate = pick(4);
      if (fate == 0) continue;
      findings.push_back(fate == 1 ? unverifiable(finding) : finding);
    }
    return findings;
  }

  std::vector<Alert> all_alerts() const {
    std::vector<Alert> all;
    for (const auto& [key, alert] : alerts_) all.push_back(alert);
    return all;
  }

  void let_somebody_decide() {
    for (auto& [key, alert] : alerts_) {
      if (alert.state == AlertState::Firing && pick(6) == 0) alert.state = AlertState::Acknowledged;
    }
  }

  static void check_against(const std::vector<Alert>& before, const std::vector<Finding>& findings,
                            const AlertPlan& plan) {
    for (const Alert& old : before) {
      for (const Alert& fresh : plan.upserts) {
        if (fresh.finding.key != old.finding.key) continue;
        if (old.state == AlertState::Acknowledged && fresh.state != AlertState::Resolved) {
          EXPECT_EQ(fresh.state, AlertState::Acknowledged);
        }
        EXPECT_GE(fresh.times_opened, old.times_opened);
      }
    }
    std::set<FindingKey> in_doubt;
    for (const Finding& finding : findings) {
      if (finding.outcome == Outcome::Unverifiable) in_doubt.insert(finding.key);
    }
    for (const Alert& fresh : plan.upserts) EXPECT_FALSE(in_doubt.contains(fresh.finding.key));
  }

  std::mt19937 random_;
  AlertPolicy policy_ = policy_with({hook()});
  Instant now_ = kMonday;
  std::map<FindingKey, Alert> alerts_;
  std::map<FindingKey, std::vector<TellReason>> told_;
  std::set<std::string> ids_;
};

TEST(ReconcileSequence, TellsEachOpeningAndEachEndOnce) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    History history{seed};
    for (int day = 0; day < 60; ++day) history.live_a_day();
    history.check_what_was_told();
    if (::testing::Test::HasFailure()) FAIL() << "seed " << seed;
  }
}

}  // namespace
}  // namespace gkwatch::alerts
