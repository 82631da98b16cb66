#include "rules/picture_doubt.h"

namespace gkwatch::rules {
namespace {

bool is_about_pictures(const Rule& rule) { return rule.id.text == "R-DOC-IMAGE-TABLE"; }

bool compares_years(const Rule& rule) {
  return rule.id.text.starts_with("R-Y-") || rule.id.text.starts_with("R-D-") ||
         rule.id.text == "R-T2-FEE-SCALE" || rule.id.text == "R-T2-OUTLIER";
}

bool rests_on_pictures(const Rule& rule, const Case& report) {
  if (report.parsed.is_read_by_ocr) return true;
  return compares_years(rule) && report.previous != nullptr &&
         report.previous->parsed.is_read_by_ocr;
}

}  // namespace

void doubt_pictures(const Rule& rule, const Case& report, std::vector<Finding>& findings) {
  if (is_about_pictures(rule) || !rests_on_pictures(rule, report)) return;
  for (Finding& finding : findings) {
    if (finding.outcome != Outcome::Fail) continue;
    finding.outcome = Outcome::Unverifiable;
    finding.severity = Severity::Info;
    finding.message = words("unverifiable.picture");
  }
}

}  // namespace gkwatch::rules
