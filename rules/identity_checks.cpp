// ID: whose report it is, and for which year (domain/report-format.md, 3.7).
#include "rules/checks.h"
#include "rules/identity.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

bool is_readable(const Case& report) { return report.parsed.status != ReadStatus::Unreadable; }

void check_year(const Case& report, Verdict& verdict) {
  if (!is_readable(report)) return verdict.unverifiable("", {});
  const int year = report.input.report.year;
  const auto& printed = report.parsed.year;
  if (!report.parsed.is_year_from_title || !printed) {
    verdict.fail({.severity = Severity::Warning,
                  .text = "message.none",
                  .fills = {{"title", report.parsed.title}}});
    return;
  }
  if (*printed == year) return;
  Finding& finding = verdict.fail({.severity = Severity::Error,
                                   .fills = {{"title", report.parsed.title},
                                             {"printed", std::to_string(*printed)},
                                             {"year", std::to_string(year)}}});
  finding.expected = std::to_string(year);
  finding.actual = std::to_string(*printed);
}

void check_agency(const Case& report, Verdict& verdict) {
  if (report.input.agency == nullptr) return verdict.leave();
  if (!is_readable(report)) return verdict.unverifiable("", {});
  const std::string& printed = report.parsed.agency_name;
  const std::string& own = report.input.agency->name;
  const std::vector<Fill> fills{{"printed", printed}, {"own", own}};
  if (printed.empty()) {
    verdict.fail({.severity = Severity::Warning, .text = "message.none", .fills = fills});
    return;
  }
  const SameAgency same = names_agency(printed, *report.input.agency);
  if (same == SameAgency::Yes) return;
  const bool is_other = same == SameAgency::No;
  Finding& finding = verdict.fail({.severity = is_other ? Severity::Error : Severity::Warning,
                                   .text = is_other ? "message" : "message.unsure",
                                   .fills = fills});
  finding.expected = own;
  finding.actual = printed;
}

}  // namespace

Checks identity_checks() {
  return {{"R-ID-YEAR-TITLE", check_year}, {"R-ID-AGENCY-TITLE", check_agency}};
}

}  // namespace gkwatch::rules
