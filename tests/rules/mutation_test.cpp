#include <gtest/gtest.h>

#include <random>

#include "rules/identities.h"
#include "tests/rules/rule_test.h"
#include "tests/support/balanced_report.h"

namespace gkwatch::rules {
namespace {

std::vector<Rule> arithmetic_rules() {
  std::vector<Rule> rules;
  for (const char* id :
       {"R-T3-BALANCE", "R-T3-RESULTSUM", "R-T3-ROWSUM", "R-T4-SUM", "R-FMT-CELL", "R-FMT-LABEL"}) {
    rules.push_back(*find_rule(id));
  }
  return rules;
}

bool is_found(const std::vector<Finding>& findings, const std::string& cell) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.outcome == Outcome::Fail && finding.severity == Severity::Error &&
           has_candidate(finding, cell);
  });
}

bool has_error(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::Error; });
}

// Every single cell that is changed is found at error level, and named among the candidates.
TEST(Mutation, FindsEveryChangedCellOfTenThousand) {
  std::mt19937 random{20210121};
  const auto rules = arithmetic_rules();
  for (int report = 0; report < 100; ++report) {
    ReportBuilder builder = balanced_report(random);
    const auto& book = identity_book(builder.parsed());
    ASSERT_FALSE(has_error(run({builder.report()}, rules)));
    for (int change = 0; change < 100; ++change) {
      const std::size_t at = random() % book.cells.size();
      const CellKey& key = book.cells[at];
      const Cell before = builder.parsed().cells.at(key);
      const auto value = std::to_string(random() % 60);
      if (*before.value == *Decimal::parse(value)) continue;
      builder.set(key.text, value);
      const auto findings = run({builder.report()}, rules);
      if (book.by_cell[at].empty()) {
        ASSERT_FALSE(has_error(findings)) << key.text << " is in no identity";
      } else {
        ASSERT_TRUE(is_found(findings, key.text))
            << key.text << ": " << before.raw << " became " << value;
      }
      builder.put(key.text, before);
    }
  }
}

}  // namespace
}  // namespace gkwatch::rules
