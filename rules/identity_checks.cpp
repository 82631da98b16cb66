// ID: whose report it is, and for which year (domain/report-format.md, 3.7).
#include <map>

#include "core/pattern.h"
#include "core/text.h"
#include "rules/checks.h"
#include "rules/identity.h"
#include "rules/table_reading.h"
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

std::optional<int> year_of(const Case& report) {
  const int year = report.input.report.year;
  return year == 0 ? std::nullopt : std::optional{year};
}

// Behind the first report of a file others may stand: this agency's among them.
bool titles_report_of(const std::string& text, const std::string& agency) {
  constexpr std::size_t kNear = 90;  // bytes: 2023年政府信息公开工作年度报告
  const std::string compact = without_spaces(nfkc(text));
  const std::string name = without_spaces(nfkc(agency));
  for (std::size_t at = 0; (at = compact.find(name, at)) != std::string::npos; at += name.size()) {
    if (contains(compact.substr(at + name.size(), kNear), "政府信息公开工作年度报告")) return true;
  }
  return false;
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
  const SameAgency same = names_agency(printed, *report.input.agency, year_of(report));
  if (same == SameAgency::Yes) return;
  const bool is_other = same == SameAgency::No;
  if (is_other && titles_report_of(report.parsed.text, own)) return verdict.unverifiable("", {});
  Finding& finding = verdict.fail({.severity = is_other ? Severity::Error : Severity::Warning,
                                   .text = is_other ? "message" : "message.unsure",
                                   .fills = fills});
  finding.expected = own;
  finding.actual = printed;
}

// The years that the overview speaks of, document names and numbers left out.
std::map<std::string, int> years_told(const Section& overview) {
  static const Pattern year{"《[^》]{1,80}》|[〔(\\[]20[0-9]{2}[〕)\\]]|(20[0-9]{2})年"};
  std::map<std::string, int> years;
  for (const auto& match : year.all(without_spaces(nfkc(overview.text)))) {
    if (!match.group(1).empty()) ++years[match.group(1)];
  }
  return years;
}

void check_body_year(const Case& report, Verdict& verdict) {
  const Section* overview = find_section(report.parsed, 1);
  if (overview == nullptr || report.input.report.year == 0) return verdict.leave();
  const std::string own = std::to_string(report.input.report.year);
  const auto years = years_told(*overview);
  // Comparisons and plans name other years too; only who never names his own is odd.
  if (years.contains(own)) return;
  for (const auto& [year, times] : years) {
    if (times < 2 || year > own) continue;
    Finding& finding = verdict.fail({.place = "section 1",
                                     .severity = Severity::Warning,
                                     .fills = {{"other", year}, {"year", own}}});
    finding.expected = own;
    finding.actual = year;
    return;
  }
}

void check_title(const Case& report, Verdict& verdict) {
  if (report.parsed.title.empty()) return verdict.leave();
  const std::string title = without_spaces(nfkc(report.parsed.title));
  if (contains(title, "政府信息公开") && contains(title, "年度") && contains(title, "报告")) return;
  verdict.fail({.place = "", .fills = {{"title", report.parsed.title}}});
}

}  // namespace

Checks identity_checks() {
  return {{"R-ID-YEAR-TITLE", check_year},
          {"R-ID-AGENCY-TITLE", check_agency},
          {"R-ID-YEAR-BODY", check_body_year},
          {"R-ID-TITLE-FORM", check_title}};
}

}  // namespace gkwatch::rules
