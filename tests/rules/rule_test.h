#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.h"
#include "tests/support/builders.h"

namespace gkwatch::rules {

// What the whole book says about one report: tests ask for the rule they speak of.
class Findings {
 public:
  explicit Findings(const Report& report, const Agency* agency = nullptr,
                    std::vector<Report> history = {})
      : all_{run({report, agency, history}, rule_book())} {}
  explicit Findings(ReportBuilder builder) : Findings{builder.report()} {}
  explicit Findings(const RuleInput& input) : all_{run(input, rule_book())} {}

  std::vector<Finding> of(std::string_view rule) const {
    std::vector<Finding> found;
    for (const Finding& finding : all_) {
      if (finding.key.rule.text == rule) found.push_back(finding);
    }
    return found;
  }
  // "error T3.NP; unverifiable T4": severity (or outcome) and place of each, in order.
  std::string told(std::string_view rule) const {
    std::string text;
    for (const Finding& finding : of(rule)) {
      text += text.empty() ? "" : "; ";
      text +=
          finding.outcome == Outcome::Fail ? name_of(finding.severity) : name_of(finding.outcome);
      if (!finding.key.place.empty()) text += " " + finding.key.place;
    }
    return text;
  }
  // The rules that fail at this severity, each once.
  std::vector<std::string> rules_at(Severity severity) const {
    std::vector<std::string> rules;
    for (const Finding& finding : all_) {
      if (finding.outcome != Outcome::Fail || finding.severity != severity) continue;
      if (rules.empty() || rules.back() != finding.key.rule.text) {
        rules.push_back(finding.key.rule.text);
      }
    }
    return rules;
  }
  const std::vector<Finding>& all() const { return all_; }

 private:
  std::vector<Finding> all_;
};

inline bool has_candidate(const Finding& finding, std::string_view cell) {
  return std::any_of(finding.candidates.begin(), finding.candidates.end(),
                     [&](const CellKey& key) { return key.text == cell; });
}

}  // namespace gkwatch::rules
