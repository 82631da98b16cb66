#include <gtest/gtest.h>

#include <random>

#include "rules/identities.h"
#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

// A report whose T3 and T4 add up, with numbers drawn from `random`.
ReportBuilder random_report(std::mt19937& random) {
  const bool is_new_form = random() % 2 == 0;
  ReportBuilder builder{is_new_form ? Form::F2021 : Form::F2019, is_new_form ? 2023 : 2020};
  const auto draw = [&random]() -> int {
    return random() % 3 == 0 ? static_cast<int>(random() % 40) : 0;
  };
  std::array<int, 7> results{};
  for (const FormRow& row : form_rows(builder.parsed().form)) {
    if (row.table != "T3" || row.key.front() != 'R' || row.key == "R7") continue;
    std::array<int, 7> values{};
    for (std::size_t i = 0; i < 6; ++i) values[6] += values[i] = draw();
    for (std::size_t i = 0; i < 7; ++i) results[i] += values[i];
    builder.row(row.key, values);
  }
  std::array<int, 7> carried_in{};
  std::array<int, 7> carried_out{};
  std::array<int, 7> received{};
  for (std::size_t i = 0; i < 6; ++i) {
    carried_out[6] += carried_out[i] = draw();
    const int handled = results[i] + carried_out[i];
    carried_in[6] += carried_in[i] = handled > 0 ? static_cast<int>(random()) & handled & 7 : 0;
    received[6] += received[i] = handled - carried_in[i];
  }
  builder.row("R7", results).row("COUT", carried_out).row("CIN", carried_in).row("NEW", received);
  for (const char* group : {"RV", "LD", "LA"}) {
    int total = 0;
    for (const char* column : {"KEEP", "FIX", "OTH", "PEND"}) {
      const int value = draw();
      total += value;
      builder.set(cell_key("T4", group, column).text, std::to_string(value));
    }
    builder.set(cell_key("T4", group, "TOT").text, std::to_string(total));
  }
  return builder;
}

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
    ReportBuilder builder = random_report(random);
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
