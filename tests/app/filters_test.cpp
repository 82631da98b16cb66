// Every filter of every question: what it leaves, or that it is refused. None is passed over.

#include <map>

#include "core/text.h"
#include "tests/app/asked_house.h"

namespace gkwatch::testing {
namespace {

constexpr int kRefused = -2;

class Filters : public AskedHouse {
 protected:
  // How many rows are left; -1 times the exit code if it was not 0.
  int left(const std::string& question, const std::vector<std::string>& filter) const {
    std::vector<std::string> words{question, "--format", "json"};
    words.insert(words.end(), filter.begin(), filter.end());
    const Told told = run(words);
    return told.exit == 0 ? static_cast<int>(told.json().items().size()) : -told.exit;
  }
};

struct Case {
  std::vector<std::string> filter;
  std::map<std::string, int> left;  // by question
};

TEST_F(Filters, LeaveWhatTheySayInEveryQuestion) {
  // One agency with two years, two visits, a finding and an alert; another with nothing.
  const std::vector<Case> cases{
      {{}, {{"agencies", 2}, {"reports", 2}, {"history", 2}, {"findings", 1}, {"alerts", 1}}},
      {{"--agency", "town"},
       {{"agencies", 1}, {"reports", 2}, {"history", 2}, {"findings", 1}, {"alerts", 1}}},
      {{"--agency", "bureau"},
       {{"agencies", 1}, {"reports", 0}, {"history", 0}, {"findings", 0}, {"alerts", 0}}},
      {{"--region", "4403"},
       {{"agencies", 1}, {"reports", 0}, {"history", 0}, {"findings", 0}, {"alerts", 0}}},
      {{"--class", "Z"},
       {{"agencies", 1}, {"reports", 2}, {"history", 2}, {"findings", 1}, {"alerts", 1}}},
      {{"--class", "B"},
       {{"agencies", 1}, {"reports", 0}, {"history", 0}, {"findings", 0}, {"alerts", 0}}},
      {{"--year", "2020"},
       {{"agencies", 2}, {"reports", 1}, {"history", 1}, {"findings", 1}, {"alerts", 1}}},
      {{"--year", "2018"},
       {{"agencies", 1}, {"reports", 0}, {"history", 0}, {"findings", 0}, {"alerts", 0}}},
      {{"--since", "2021-01-22"},
       {{"agencies", kRefused}, {"reports", 0}, {"history", 0}, {"findings", 0}, {"alerts", 0}}},
      {{"--since", "2021-01-20", "--until", "2021-01-21"},
       {{"agencies", kRefused}, {"reports", 1}, {"history", 2}, {"findings", 1}, {"alerts", 1}}},
      {{"--until", "2021-01-19"},
       {{"agencies", kRefused}, {"reports", 0}, {"history", 0}, {"findings", 0}, {"alerts", 0}}},
      {{"--rule", "R-T3-BALANCE"},
       {{"agencies", kRefused},
        {"reports", 1},
        {"history", kRefused},
        {"findings", 1},
        {"alerts", 1},
        {"stats", kRefused}}},
      {{"--rule", "R-T4-SUM"}, {{"reports", 0}, {"findings", 0}, {"alerts", 0}}},
      {{"--severity", "error"},
       {{"agencies", kRefused},
        {"reports", 1},
        {"history", kRefused},
        {"findings", 1},
        {"alerts", 1},
        {"stats", kRefused}}},
      {{"--state", "missing"}, {{"reports", 1}, {"findings", kRefused}, {"stats", kRefused}}},
      {{"--state", "firing"}, {{"alerts", 1}, {"reports", kRefused}}},
      {{"--state", "gone"}, {{"findings", 0}, {"history", 0}, {"alerts", kRefused}}},
      {{"--state", "new"}, {{"history", 2}, {"agencies", kRefused}}},
      {{"--state", "watched"}, {{"agencies", 2}}},
      {{"--state", "unwatched"}, {{"agencies", 0}}},
      {{"--limit", "1"},
       {{"agencies", 1}, {"reports", 1}, {"history", 1}, {"findings", 1}, {"alerts", 1}}},
      {{"--agency", "nobody"},
       {{"agencies", kRefused},
        {"reports", kRefused},
        {"history", kRefused},
        {"findings", kRefused},
        {"alerts", kRefused},
        {"stats", kRefused}}},
      {{"--class", "X"}, {{"agencies", kRefused}, {"reports", kRefused}, {"stats", kRefused}}},
  };
  for (const Case& one : cases) {
    for (const auto& [question, count] : one.left) {
      EXPECT_EQ(left(question, one.filter), count)
          << question << " " << (one.filter.empty() ? "" : one.filter[0] + " " + one.filter[1]);
    }
  }
}

TEST_F(Filters, DoNotTakeTheNextMidnightForTheDayBefore) {
  ReportVersion dated = version("v2", kEvening);
  dated.published_at = at("2021-02-01");  // a portal that tells the day only
  CheckRecord check = check_at(kEvening);
  DutyState late = duty(2020, Publication::Late);
  late.published_at = dated.published_at;
  check.versions = {dated};
  check.duties = {late};
  ASSERT_TRUE(open_database().record(check));
  EXPECT_EQ(left("reports", {"--year", "2020", "--until", "2021-01-31"}), 0);
  EXPECT_EQ(left("reports", {"--year", "2020", "--until", "2021-02-01"}), 1);
}

TEST_F(Filters, NarrowTheStatistics) {
  const auto reports = [&](const std::vector<std::string>& filter) {
    std::vector<std::string> words{"stats", "--format", "json"};
    words.insert(words.end(), filter.begin(), filter.end());
    std::int64_t most = 0;
    const Json rows = run(words).json();
    for (const Json& row : rows.items()) {
      most = std::max(most, row["reports"].integer().value_or(0));
    }
    return most;
  };
  EXPECT_GT(reports({}), 0);
  EXPECT_GT(reports({"--region", "4401", "--class", "Z", "--year", "2020"}), 0);
  EXPECT_EQ(reports({"--region", "99"}), 0);
  EXPECT_EQ(reports({"--class", "B"}), 0);
  EXPECT_EQ(reports({"--year", "2018"}), 0);
  EXPECT_EQ(reports({"--since", "2030-01-01"}), 0);
}

}  // namespace
}  // namespace gkwatch::testing
