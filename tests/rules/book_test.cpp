#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "core/text.h"
#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

TEST(RuleBook, IsSortedAndComplete) {
  std::set<std::string> ids;
  std::string before;
  for (const Rule& rule : rule_book()) {
    EXPECT_LT(before, rule.id.text);
    before = rule.id.text;
    EXPECT_FALSE(rule.title.zh.empty() || rule.title.en.empty()) << rule.id.text;
    EXPECT_FALSE(rule.formula.zh.empty() || rule.formula.en.empty()) << rule.id.text;
    EXPECT_FALSE(rule.message.zh.empty() || rule.message.en.empty()) << rule.id.text;
    for (const std::string& field :
         {rule.clause, rule.example, rule.silent_on.zh, rule.silent_on.en}) {
      EXPECT_GT(length(field), 1u) << rule.id.text << " leaves a field of its row empty";
    }
    EXPECT_EQ(rule.check == nullptr, rule.judged_from != JudgedFrom::Report) << rule.id.text;
    EXPECT_TRUE(rule.severity != Severity::Error || rule.authority != Authority::Heuristic)
        << rule.id.text << " accuses on experience alone";
  }
  EXPECT_NE(find_rule("R-T3-BALANCE"), nullptr);
  EXPECT_EQ(find_rule("R-T3-NOTHING"), nullptr);
}

TEST(RuleBook, NeverGivesMoreThanItsRowSays) {
  ReportBuilder builder;
  for (const char* cell : {"T3.R1.NP", "T4.RV.TOT", "T2.RULE.MADE"}) builder.text(cell, "若干");
  const Findings findings{builder};
  for (const Finding& finding : findings.all()) {
    const Rule* rule = find_rule(finding.key.rule.text);
    ASSERT_NE(rule, nullptr);
    EXPECT_LE(finding.severity, rule->severity) << rule->id.text;
  }
}

TEST(RuleBook, TellsPassesWhereSomebodyAsks) {
  const ReportBuilder builder;
  ReportBuilder copy = builder;
  const auto all = run({copy.report()}, rule_book(), Keep::Everything);
  const auto pass = std::find_if(all.begin(), all.end(), [](const Finding& finding) {
    return finding.key.rule.text == "R-T3-BALANCE";
  });
  ASSERT_NE(pass, all.end());
  EXPECT_EQ(pass->outcome, Outcome::Pass);
  for (const Finding& finding : run({copy.report()}, rule_book())) {
    EXPECT_NE(finding.outcome, Outcome::Pass);
  }
}

TEST(RuleBook, LeavesNoSlotOfAMessageUnfilled) {
  ReportBuilder builder;
  builder.set("T3.R7.NP", "9").blank("T3.R1.SUM").set("T4.RV.TOT", "9").gap("T3.CIN.CO");
  builder.without_section(5).parsed().is_year_from_title = false;
  const Findings findings{builder};
  for (const Finding& finding : findings.all()) {
    EXPECT_EQ(finding.message.zh.find('{'), std::string::npos) << finding.message.zh;
    EXPECT_EQ(finding.message.en.find('{'), std::string::npos) << finding.message.en;
  }
}

// UPDATE_GOLDEN=1 writes the page anew; the difference is for a reviewer.
TEST(RuleBook, IsThePageInTheDocuments) {
  const std::string path = std::string{GKWATCH_SOURCE_DIR} + "/docs/rules.md";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream{path} << print_book();
  std::ifstream file{path};
  const std::string page{std::istreambuf_iterator<char>{file}, {}};
  EXPECT_TRUE(page == print_book()) << "run with UPDATE_GOLDEN=1 and look at the difference";
}

}  // namespace
}  // namespace gkwatch::rules
