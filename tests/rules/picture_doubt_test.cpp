// A report that was read from pictures accuses nobody, whatever its figures seem to say.
#include <gtest/gtest.h>

#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

Report wrong_report(int year = 2020) {
  return ReportBuilder{Form::F2019, year}.set("T3.R7.SUM", "999").set("T4.RV.TOT", "77").report();
}

std::size_t failures(const Findings& findings) {
  return static_cast<std::size_t>(
      std::count_if(findings.all().begin(), findings.all().end(),
                    [](const Finding& finding) { return finding.outcome == Outcome::Fail; }));
}

TEST(PictureDoubt, MakesEveryFailureUnverifiable) {
  Report report = wrong_report();
  ASSERT_FALSE(Findings{report}.rules_at(Severity::Error).empty());
  report.parsed.is_read_by_ocr = true;
  const Findings findings{report};
  EXPECT_EQ(failures(findings), 0u);
  EXPECT_FALSE(findings.of("R-T4-SUM").empty());
  for (const Finding& finding : findings.all()) {
    EXPECT_EQ(finding.severity, Severity::Info) << finding.key.rule.text;
  }
}

TEST(PictureDoubt, ReachesTheReportThatIsComparedWithAPicture) {
  const Report report = ReportBuilder{Form::F2019, 2020}.report();
  Report before = ReportBuilder{Form::F2019, 2019}.set("T3.COUT.NP", "9").report();
  ASSERT_FALSE(Findings(report, nullptr, {before}).told("R-Y-CARRY").empty());
  before.parsed.is_read_by_ocr = true;
  for (const Finding& finding : Findings(report, nullptr, {before}).of("R-Y-CARRY")) {
    EXPECT_EQ(finding.outcome, Outcome::Unverifiable);
  }
}

TEST(PictureDoubt, LeavesAReportThatWasTypedAlone) {
  EXPECT_FALSE(Findings{wrong_report()}.of("R-T4-SUM").empty());
  EXPECT_GT(failures(Findings{wrong_report()}), 0u);
}

}  // namespace
}  // namespace gkwatch::rules
