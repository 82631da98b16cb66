// What people have decided, in the plan: silences, dismissals, the first look; and damping.
#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include "alerts/events.h"
#include "alerts/reconcile.h"
#include "tests/alerts/sample_alerts.h"

namespace gkwatch::alerts {
namespace {

using std::chrono::hours;

const std::vector<Finding> kToday{balance(Severity::Error)};

AlertPlan plan_with(const Silence& silence, const std::vector<Finding>& findings,
                    const std::vector<Alert>& before, Instant now = kMonday) {
  const Agency agency = shiling();
  const std::vector<Silence> silences{silence};
  return reconcile(findings, before, {}, now, {.silences = silences, .agency = &agency});
}

TEST(Silencing, HoldsForEveryConditionThatIsSetAndNoOther) {
  for (const Silence& fitting :
       {Silence{}, Silence{.rule = RuleId{"R-T3-BALANCE"}}, Silence{.rule = RuleId{"R-T3-*"}},
        Silence{.agency = AgencyId{"huadu-shiling"}}, Silence{.region_prefix = "4401"},
        Silence{.agency_class = "Z"}, Silence{.year = 2020},
        Silence{.until = kMonday + hours{1}}}) {
    EXPECT_EQ(plan_with(fitting, kToday, {}).upserts.at(0).state, AlertState::Silenced);
  }
  for (const Silence& other :
       {Silence{.rule = RuleId{"R-T4-*"}}, Silence{.agency = AgencyId{"huadu"}},
        Silence{.region_prefix = "440113"}, Silence{.agency_class = "S"}, Silence{.year = 2021},
        Silence{.until = kMonday}}) {
    EXPECT_EQ(plan_with(other, kToday, {}).upserts.at(0).state, AlertState::Firing);
  }
}

TEST(Silencing, RemindsOfNothingAndEndsInSilence) {
  const auto open = open_since(kMonday, kToday);
  EXPECT_TRUE(plan_with({}, kToday, open, kMonday + hours{24 * 30}).drafts.empty());
  EXPECT_TRUE(plan_with({}, {}, open, kMonday + hours{24}).drafts.empty());
}

TEST(Silencing, IsOverWhenItsTimeIsOver) {
  auto open = open_since(kMonday, kToday);
  open.at(0).state = AlertState::Silenced;
  const auto plan = plan_with({.until = kMonday + hours{1}}, kToday, open, kMonday + hours{2});
  EXPECT_EQ(plan.upserts.at(0).state, AlertState::Firing);
}

TEST(Silencing, LeavesAnAcknowledgementInPlace) {
  auto open = open_since(kMonday, kToday);
  open.at(0).state = AlertState::Acknowledged;
  EXPECT_EQ(plan_with({}, kToday, open).upserts.at(0).state, AlertState::Acknowledged);
}

AlertPlan plan_dismissed(const Finding& spoken, const std::vector<Finding>& findings,
                         const std::vector<Alert>& before, std::optional<Instant> until = {}) {
  const std::vector<Dismissal> dismissals{{spoken.key, spoken.cells, until}};
  return reconcile(findings, before, {}, kMonday + hours{24}, {.dismissals = dismissals});
}

TEST(Dismissing, OpensNothingAndEndsWhatIsOpenOnce) {
  EXPECT_TRUE(plan_dismissed(kToday.at(0), kToday, {}).upserts.empty());
  const auto plan = plan_dismissed(kToday.at(0), kToday, open_since(kMonday, kToday));
  ASSERT_EQ(plan.drafts.size(), 1u);
  EXPECT_EQ(plan.drafts[0].reason, TellReason::Resolved);
  EXPECT_TRUE(plan.drafts[0].is_dismissed);
  EXPECT_TRUE(plan_dismissed(kToday.at(0), kToday, plan.upserts).drafts.empty());
}

TEST(Dismissing, HoldsOnlyWhileTheCellsReadAsTheyDid) {
  const std::vector<Finding> changed{balance(Severity::Error, "9")};
  EXPECT_EQ(plan_dismissed(kToday.at(0), changed, {}).drafts.size(), 1u);
  EXPECT_EQ(plan_dismissed(kToday.at(0), kToday, {}, kMonday).drafts.size(), 1u);
}

TEST(FirstLook, RecordsEarlierYearsAndTellsOfTheSeason) {
  Finding recent = balance(Severity::Error);
  recent.key.year = 2024;
  const std::vector<Finding> all{balance(Severity::Error), recent};
  const auto plan = reconcile(all, {}, {}, kMonday, {.first_year_told = 2024});
  EXPECT_EQ(plan.upserts.size(), 2u);
  ASSERT_EQ(plan.drafts.size(), 1u);
  EXPECT_EQ(plan.upserts.at(plan.drafts[0].alert).finding.key.year, 2024);
}

TEST(Damping, TellsAFlappingAlertTwiceAndThenOnlyWhenItStaysOpen) {
  std::vector<Alert> alerts;
  int openings_told = 0;
  Instant now = kMonday;
  for (int i = 0; i < 20; ++i, now += hours{1}) {
    const bool is_bad = i % 2 == 0;
    const auto plan = reconcile(is_bad ? kToday : std::vector<Finding>{}, alerts, {}, now);
    for (const Draft& draft : plan.drafts) openings_told += draft.reason == TellReason::Firing;
    if (!plan.upserts.empty()) alerts = plan.upserts;
  }
  EXPECT_EQ(openings_told, 2);
  const auto opened = reconcile(kToday, alerts, {}, now).upserts;
  EXPECT_TRUE(reconcile(kToday, opened, {}, now + kCalm - hours{1}).drafts.empty());
  const auto stable = reconcile(kToday, opened, {}, now + kCalm);
  ASSERT_EQ(stable.drafts.size(), 1u);
  EXPECT_EQ(stable.drafts[0].reason, TellReason::Firing);
}

}  // namespace
}  // namespace gkwatch::alerts
