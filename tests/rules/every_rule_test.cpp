// Every rule of the book that judges a report: one that fails it, one that passes, one that lost
// what the rule needs, and what must keep it silent. A rule without its row here fails the test.
#include <gtest/gtest.h>

#include "tests/rules/rule_cases.h"

namespace gkwatch::rules {
namespace {

std::vector<RuleCase> all_cases() {
  std::vector<RuleCase> all;
  for (auto* const group : {table_cases, second_cases, words_cases, narrative_cases, years_cases}) {
    for (RuleCase& one : group()) all.push_back(std::move(one));
  }
  return all;
}

std::set<Outcome> outcomes(const RuleCase& one, Change change) {
  Scene scene;
  one.base(scene);
  change(scene);
  return scene.outcomes(one.rule);
}

bool is_told(const RuleCase& one) { return one.lose != unreadable && one.lost == Lost::Cells; }

class EveryRule : public testing::TestWithParam<RuleCase> {};

TEST_P(EveryRule, HoldsFailsAndKnowsWhatItCannotSay) {
  const RuleCase& one = GetParam();
  EXPECT_EQ(outcomes(one, nothing), std::set{Outcome::Pass}) << "on a sound report";
  EXPECT_TRUE(outcomes(one, one.spoil).contains(Outcome::Fail)) << "on one that breaks it";
  auto lost = outcomes(one, one.lose);
  EXPECT_EQ(lost.contains(Outcome::Unverifiable), is_told(one)) << "that it could not be verified";
  lost.erase(Outcome::Unverifiable);
  // It looks at nothing but whether there is a reading.
  if (one.rule == std::string_view{"R-DOC-UNREADABLE"}) lost.erase(Outcome::Pass);
  EXPECT_EQ(lost, std::set<Outcome>{}) << "nothing was found, for or against";
}

TEST_P(EveryRule, IsSilentOnItsFalsePositives) {
  const RuleCase& one = GetParam();
  EXPECT_FALSE(one.silent.empty());
  for (std::size_t i = 0; i < one.silent.size(); ++i) {
    EXPECT_FALSE(outcomes(one, one.silent[i]).contains(Outcome::Fail)) << "case " << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Book, EveryRule, testing::ValuesIn(all_cases()), [](const auto& one) {
  std::string name = one.param.rule;
  std::erase(name, '-');
  return name;
});

TEST(EveryRule, IsTried) {
  std::set<std::string> tried;
  for (const RuleCase& one : all_cases()) {
    EXPECT_TRUE(tried.insert(one.rule).second) << one.rule << " twice";
  }
  for (const Rule& rule : rule_book()) {
    const bool is_of_reports = rule.judged_from == JudgedFrom::Report;
    EXPECT_EQ(tried.contains(rule.id.text), is_of_reports) << rule.id.text;
  }
}

}  // namespace
}  // namespace gkwatch::rules
