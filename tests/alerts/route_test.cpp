#include "alerts/route.h"

#include <gtest/gtest.h>

#include "tests/alerts/sample_alerts.h"

namespace gkwatch::alerts {
namespace {

bool takes(const Match& match) { return is_wanted(match, balance(Severity::Warning), shiling()); }

TEST(Route, TakesEverythingWithoutConditions) { EXPECT_TRUE(takes({})); }

TEST(Route, TakesByRegionPrefix) {
  EXPECT_TRUE(takes({.region_prefix = "4401"}));
  EXPECT_TRUE(takes({.region_prefix = "440114"}));
  EXPECT_FALSE(takes({.region_prefix = "440113"}));
  EXPECT_FALSE(takes({.region_prefix = "4401140"}));
}

TEST(Route, TakesByClassAgencyAndSeverity) {
  EXPECT_TRUE(takes({.agency_class = "Z"}));
  EXPECT_FALSE(takes({.agency_class = "S"}));
  EXPECT_TRUE(takes({.agency = "huadu-shiling"}));
  EXPECT_FALSE(takes({.agency = "huadu"}));
  EXPECT_TRUE(takes({.severity = Severity::Info}));
  EXPECT_TRUE(takes({.severity = Severity::Warning}));
  EXPECT_FALSE(takes({.severity = Severity::Error}));
}

TEST(Route, TakesByRuleOrItsBeginning) {
  EXPECT_TRUE(takes({.rule = "R-T3-BALANCE"}));
  EXPECT_TRUE(takes({.rule = "R-T3-*"}));
  EXPECT_FALSE(takes({.rule = "R-T3"}));
  EXPECT_FALSE(takes({.rule = "R-P-*"}));
}

TEST(Route, NeedsAllConditions) {
  EXPECT_FALSE(takes({.region_prefix = "4401", .severity = Severity::Error}));
}

TEST(Route, SaysWhyAReceiverHearsOfAnAlert) {
  AlertPolicy policy = policy_with({hook({.region_prefix = "4401", .rule = "R-T3-*"}), post_box()});
  policy.language = Language::English;
  const auto routes = routes_of(balance(Severity::Error), shiling(), policy);
  ASSERT_EQ(routes.size(), 2u);
  EXPECT_TRUE(routes[0].is_taken);
  EXPECT_EQ(routes[0].why, "region 440114 begins with 4401; rule R-T3-BALANCE is R-T3-*");
  EXPECT_TRUE(routes[1].is_taken);
  EXPECT_EQ(routes[1].why, "takes all alerts");
}

TEST(Route, SaysOnlyWhatStandsInTheWay) {
  const AlertPolicy policy =
      policy_with({hook({.region_prefix = "4401", .severity = Severity::Error})});
  const auto routes = routes_of(balance(Severity::Warning), shiling(), policy);
  EXPECT_FALSE(routes.at(0).is_taken);
  EXPECT_EQ(routes.at(0).why, "级别 warning 低于 error");
}

TEST(Route, SaysThatTheThresholdOfAllAlertsStandsInTheWay) {
  const auto routes = routes_of(balance(Severity::Info), shiling(), policy_with({hook()}));
  EXPECT_FALSE(routes.at(0).is_taken);
  EXPECT_NE(routes.at(0).why.find("min_severity"), std::string::npos);
}

}  // namespace
}  // namespace gkwatch::alerts
