// Statistics of domain/report-format.md, 6.1, over a few made reports whose rates are known.
#include <gtest/gtest.h>

#include <algorithm>

#include "sample.h"
#include "store/queries.h"
#include "store/stat_formulas.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;

class StatsTest : public ::testing::Test {
 protected:
  // A report of `agency` with these figures; what is not named is 0, and what is "-" a gap.
  CheckRecord report(const char* agency, int year, const std::map<std::string, std::string>& cells,
                     Publication state = Publication::OnTime) {
    ReportVersion version = testing::version(std::string{agency} + std::to_string(year), kMorning);
    version.report.agency = AgencyId{agency};
    version.report.year = year;
    version.report.parsed.status = ReadStatus::Read;
    for (auto& [key, cell] : version.report.parsed.cells) {
      cell = {.kind = CellKind::Number, .value = Decimal{}, .raw = "0"};
      const auto given = cells.find(key.text);
      if (given == cells.end()) continue;
      cell = {
          .kind = CellKind::Number, .value = Decimal::parse(given->second), .raw = given->second};
      if (given->second == "-") cell = {.kind = CellKind::Gap, .why = "lost"};
      if (given->second.empty()) cell = {.kind = CellKind::Blank};
    }
    CheckRecord check = check_at(kMorning);
    check.agency = version.report.agency;
    check.versions = {version};
    DutyState duty = testing::duty(year, state);
    duty.agency = check.agency;
    duty.published_at = at((std::to_string(year + 1) + "-01-20").c_str());
    check.duties = {duty};
    return check;
  }
  void take(CheckRecord check) { ASSERT_TRUE(database.record(check)); }

  void SetUp() override {
    ASSERT_TRUE(database.sync_agencies(std::vector{town(), bureau()}, kMorning));
  }

  // A column of the row of this metric in the first group.
  std::string told(const std::string& metric, const std::string& column = "value",
                   const Filter& filter = {}, const Grouping& by = {}) {
    const auto rows = queries.stats(filter, by);
    if (!rows) return rows.error().message;
    const auto place = [&](const std::string& name) {
      const auto at = std::find(rows->columns.begin(), rows->columns.end(), name);
      return static_cast<std::size_t>(at - rows->columns.begin());
    };
    for (const auto& row : rows->values) {
      if (row[place("metric")] == Json{metric}) return row[place(column)].dump();
    }
    return "no such metric";
  }

  TemporaryFolder folder;
  Database database = *Database::open(folder / "gkwatch.db", Database::Role::Keeper);
  Queries queries = *Queries::open(folder / "gkwatch.db");
};

using Stats = StatsTest;

TEST_F(Stats, SumOverMembersAndNeverTakeTheMeanOfTheirRates) {
  take(report("town", 2020, {{"T3.R1.SUM", "9"}, {"T3.R7.SUM", "10"}, {"T3.R2.SUM", "1"}}));
  take(report("bureau", 2020, {{"T3.R1.SUM", "10"}, {"T3.R7.SUM", "90"}, {"T3.R3.4.SUM", "80"}}));
  EXPECT_EQ(told("disclosure_rate_strict"), "0.19") << "19 of 100, not the mean of 0.9 and 0.1111";
  EXPECT_EQ(told("disclosure_rate_strict", "median"), "0.50555");
  EXPECT_EQ(told("disclosure_rate_broad"), "0.2");
  EXPECT_EQ(told("denial_rate"), "0.8");
  EXPECT_EQ(told("denial_ground_4_third_party"), "1");
  EXPECT_EQ(told("disclosure_rate_strict", "formula"), "\"R1 / R7\"");
}

TEST_F(Stats, HaveNoRateWhereTheDenominatorIsNothing) {
  take(report("town", 2020, {}));
  for (const char* metric : {"disclosure_rate_strict", "completion_rate", "review_correction_rate",
                             "applicant_companies", "normative_turnover", "received_change"}) {
    EXPECT_EQ(told(metric), "null") << metric;
  }
  EXPECT_EQ(told("received"), "0");
  EXPECT_EQ(told("zero_report_share"), "1");
}

TEST_F(Stats, AgreeWithTheWorkedExamples) {
  // 番禺区政府办公室 2024: four of five reviews are concluded, one corrected.
  take(report("town", 2024, {{"T4.RV.TOT", "5"}, {"T4.RV.PEND", "1"}, {"T4.RV.FIX", "1"}}));
  EXPECT_EQ(told("review_correction_rate"), "0.25");
  EXPECT_EQ(told("review_correction_rate_all_cases"), "0.2");
  // 宿迁 2025: 25 / (259 - 24) and 1 / (66 - 15).
  take(report("bureau", 2025,
              {{"T4.RV.TOT", "259"},
               {"T4.RV.PEND", "24"},
               {"T4.RV.FIX", "25"},
               {"T4.LD.TOT", "28"},
               {"T4.LD.PEND", "6"},
               {"T4.LA.TOT", "38"},
               {"T4.LA.PEND", "9"},
               {"T4.LA.FIX", "1"}}));
  EXPECT_EQ(told("review_correction_rate", "value", {.year = 2025}), "0.1064");
  EXPECT_EQ(told("litigation_correction_rate", "value", {.year = 2025}), "0.0196");
  EXPECT_EQ(told("review_correction_rate", "formula"), "\"RV.FIX / (RV.TOT - RV.PEND)\"");
}

TEST_F(Stats, LeaveOutWhatIsNotKnownAndCountABlankTotalAsItsParts) {
  take(report("town", 2020, {{"T3.R1.SUM", "-"}, {"T3.R7.SUM", "10"}}));
  EXPECT_EQ(told("disclosure_rate_strict"), "null") << "a gap is never a zero";
  EXPECT_EQ(told("disclosure_rate_strict", "reports"), "0");
  take(report("bureau", 2020,
              {{"T3.R1.SUM", ""}, {"T3.R1.NP", "3"}, {"T3.R1.CO", "1"}, {"T3.R7.SUM", "8"}}));
  EXPECT_EQ(told("disclosure_rate_strict"), "0.5");
  take(report("bureau", 2021, {{"T3.R1.SUM", ""}, {"T3.R1.NP", "-"}, {"T3.R7.SUM", "8"}}));
  EXPECT_EQ(told("disclosure_rate_strict", "reports"), "1");
}

TEST_F(Stats, TellBothBoundsOfWhoPublishedInTime) {
  take(report("town", 2019, {}, Publication::OnTime));
  take(report("town", 2020, {}, Publication::Late));
  take(report("town", 2021, {}, Publication::UnknownDate));
  take(report("bureau", 2020, {}, Publication::SourceDown));
  EXPECT_EQ(told("on_time_rate"), "0.5");
  EXPECT_EQ(told("on_time_rate", "low"), "0.3333");
  EXPECT_EQ(told("on_time_rate", "high"), "0.6667");
  EXPECT_EQ(told("reports_source_down"), "1");
  EXPECT_EQ(told("on_time_rate", "value", {.year = 2021}), "null");
  EXPECT_EQ(told("days_before_due"), "11");
}

TEST_F(Stats, BreakDownByWhatIsAskedAndFilterAsEverywhere) {
  take(report("town", 2020, {{"T3.NEW.SUM", "5"}, {"T3.NEW.CO", "2"}}));
  take(report("bureau", 2020, {{"T3.NEW.SUM", "7"}}));
  EXPECT_EQ(told("received"), "12");
  EXPECT_EQ(told("received", "value", {.region_prefix = "4401"}), "5");
  EXPECT_EQ(told("received", "value", {.agency_class = "B"}), "7");
  EXPECT_EQ(told("received", "value", {.agencies = {"town"}}), "5");
  EXPECT_EQ(told("received", "region", {}, {.region = true}), "\"440114\"");
  EXPECT_EQ(told("received", "value", {}, {.region = true, .year = true}), "5");
  EXPECT_EQ(told("received", "class"), "null");
  EXPECT_EQ(told("applicant_companies", "value", {.agencies = {"town"}}), "0.4");
  EXPECT_EQ(told("received", "value", {.until = at("2020-12-31")}), "null");
}

TEST_F(Stats, CompareOnlyAgenciesWithBothYears) {
  take(report("town", 2019, {{"T3.NEW.SUM", "10"}}));
  take(report("town", 2020, {{"T3.NEW.SUM", "15"}}));
  take(report("bureau", 2020, {{"T3.NEW.SUM", "99"}}));
  EXPECT_EQ(told("received_change", "value", {.year = 2020}), "0.5");
  EXPECT_EQ(told("received_change", "reports", {.year = 2020}), "1");
}

TEST_F(Stats, LeaveAReportWhoseSumsAreWrongOutOfTheRatesAndSaySo) {
  CheckRecord check = report("town", 2020, {{"T3.R1.SUM", "9"}, {"T3.R7.SUM", "10"}});
  check.findings = {finding()};
  take(check);
  EXPECT_EQ(told("disclosure_rate_strict"), "null");
  EXPECT_EQ(told("reports_left_out"), "1");
  EXPECT_EQ(told("data_quality_rate"), "0");
}

TEST_F(Stats, CountADismissedFindingForTheAgencyAndAgainstTheRuleWhileItsCellsStand) {
  CheckRecord check = report("town", 2020, {{"T3.R1.SUM", "9"}, {"T3.R7.SUM", "10"}});
  check.findings = {finding()};
  take(check);
  EXPECT_EQ(told("dismissed_share.R-T3-BALANCE"), "0");
  ASSERT_TRUE(database.dismiss(1, {}, {"desk", "printed so", kEvening}));
  EXPECT_EQ(told("dismissed_share.R-T3-BALANCE"), "1");
  EXPECT_EQ(told("data_quality_rate"), "1");
  EXPECT_EQ(told("disclosure_rate_strict"), "0.9");
  CheckRecord later = check_at(kNextDay);
  later.findings = {finding()};
  later.findings.front().cells.front().raw = "4";
  take(later);
  EXPECT_EQ(told("dismissed_share.R-T3-BALANCE"), "0") << "the cell reads otherwise now";
}

TEST_F(Stats, TellHowManyReportsAreWrongByRule) {
  CheckRecord check = report("town", 2020, {{"T3.R1.SUM", "9"}, {"T3.R7.SUM", "10"}});
  check.findings = {finding(), finding("R-DOC-PERIOD", Severity::Info)};
  take(check);
  take(report("bureau", 2020, {{"T3.R5.4.SUM", "3"}, {"T3.R7.SUM", "12"}}));
  EXPECT_EQ(told("reports_with.R-T3-BALANCE"), "0.5") << "of two that were read";
  EXPECT_EQ(told("repeated_bulk_rate"), "0.25") << "the report with an error is left out";
  CheckRecord later = check_at(kNextDay);
  later.gone = {finding().key};
  take(later);
  EXPECT_EQ(told("reports_with.R-T3-BALANCE"), "0");
}

TEST_F(Stats, ForgetADismissalThatHasRunOut) {
  CheckRecord check = report("town", 2020, {});
  check.findings = {finding()};
  take(check);
  ASSERT_TRUE(database.dismiss(1, kEvening, {"desk", "for a day", kMorning}));
  EXPECT_EQ(told("dismissed_share.R-T3-BALANCE"), "1");
  take(check_at(kNextDay));
  EXPECT_EQ(told("dismissed_share.R-T3-BALANCE"), "0");
}

TEST(StatFormulas, AddGroupsOfRowsInBothForms) {
  const Figures figures{{"R3.1", 2}, {"R3.8", 3}, {"R6", 7}, {"R7", 12}};
  EXPECT_EQ(evaluate("R3.*", figures), 5);
  EXPECT_EQ(evaluate("R6.* - R3.*", figures), 2);
  EXPECT_EQ(evaluate("R4.*", figures), std::nullopt);
  EXPECT_EQ(evaluate("", figures), 0);
}

}  // namespace
}  // namespace gkwatch::store
