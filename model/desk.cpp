#include "model/desk.h"

#include <algorithm>

namespace gkwatch {
namespace {

bool is_over(const std::optional<Instant>& until, Instant now) { return until && *until <= now; }

}  // namespace

bool is_rule_like(std::string_view rule, std::string_view pattern) {
  if (!pattern.ends_with('*')) return rule == pattern;
  pattern.remove_suffix(1);
  return rule.starts_with(pattern);
}

bool covers(const Silence& silence, const FindingKey& about, const Agency& agency, Instant now) {
  if (is_over(silence.until, now)) return false;
  if (silence.rule && !is_rule_like(about.rule.text, silence.rule->text)) return false;
  if (silence.agency && *silence.agency != about.agency) return false;
  if (silence.year && *silence.year != about.year) return false;
  if (!agency.region.starts_with(silence.region_prefix)) return false;
  return silence.agency_class.empty() || silence.agency_class == name_of(agency.kind);
}

bool holds(const Dismissal& dismissal, const Finding& finding, Instant now) {
  if (is_over(dismissal.until, now) || dismissal.finding != finding.key) return false;
  return dismissal.cells.size() == finding.cells.size() &&
         std::is_permutation(dismissal.cells.begin(), dismissal.cells.end(), finding.cells.begin());
}

}  // namespace gkwatch
