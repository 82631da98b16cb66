#include "rules/columns.h"

#include <set>
#include <string_view>

#include "rules/rule_texts.h"

namespace gkwatch::rules {
namespace {

constexpr std::int64_t kLeastRows = 10;
constexpr std::string_view kColumnRules = "R-C-";

}  // namespace

bool is_shrunk(std::int64_t rows, std::int64_t before) {
  return before > 0 && (rows == 0 || (before >= kLeastRows && 2 * rows < before));
}

std::vector<Finding> column_trouble_findings(const AgencyId& agency,
                                             std::span<const ColumnTrouble> troubles) {
  std::vector<Finding> findings;
  std::set<FindingKey> told;
  for (const ColumnTrouble& trouble : troubles) {
    const char* rule = trouble.is_shrunk ? "R-C-SHRUNK" : "R-C-CONTRACT";
    Finding finding;
    finding.key = {RuleId{rule}, agency, 0, trouble.column};
    if (!told.insert(finding.key).second) continue;
    finding.severity = Severity::Warning;
    if (trouble.is_shrunk) {
      finding.expected = std::to_string(trouble.before);
      finding.actual = std::to_string(trouble.rows);
    }
    const std::vector<Fill> fills{{"column", trouble.column},
                                  {"rows", std::to_string(trouble.rows)},
                                  {"before", std::to_string(trouble.before)},
                                  {"why", trouble.why}};
    finding.message = filled(texts_of(rule, "message"), fills);
    findings.push_back(std::move(finding));
  }
  return findings;
}

bool is_about_a_column(const RuleId& rule) { return rule.text.starts_with(kColumnRules); }

}  // namespace gkwatch::rules
