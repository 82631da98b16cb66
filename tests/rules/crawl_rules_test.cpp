// Every rule of the book that judges what the crawl has seen: one that fails it, one that passes,
// and a crawl that could not look, which fails nothing.
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "rules/columns.h"
#include "rules/custody.h"
#include "rules/publication.h"
#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

Instant at(const char* time) { return *parse_china_time(time); }

// The report for 2020, due on 31 January 2021.
struct Crawl {
  const char* now = "2021-02-10 12:00";
  std::vector<Sighting> sightings{};
  std::vector<Instant> complete{at("2021-02-01 12:00"), at("2021-02-10 12:00")};
  bool is_last_complete = true;

  std::vector<Finding> findings() const {
    const PublicationFacts facts{
        .sightings = sightings,
        .complete_checks = complete,
        .is_last_complete = is_last_complete,
        .checked_at = complete.empty() ? std::nullopt : std::optional{complete.back()}};
    Agency agency = shiling();
    agency.kind = AgencyClass::D;
    return publication_findings(duty_of(agency, 2020, facts, {}, at(now)), agency, {}, facts);
  }
};

Sighting seen(const char* first, const char* stated = nullptr, int absent = 0) {
  Sighting one{.first_seen = at(first), .absent = absent};
  if (stated != nullptr) one.stated = at(stated);
  return one;
}

const std::vector<Instant>& two_looks() {
  static const std::vector<Instant> looks{at("2021-02-02 08:00"), at("2021-02-03 20:00")};
  return looks;
}

Sighting backdated(const char* stated) {
  Sighting one = seen("2021-02-05", stated);
  one.looked_before = two_looks();
  return one;
}

using Told = std::vector<Finding>;
const Custody kReport{AgencyId{"shiling"}, 2020};

Told copies(const char* sum) {
  static ReportBuilder one;
  static ReportBuilder other;
  other.set("T3.R7.SUM", sum);
  const std::vector<FoundCopy> both{{one.parsed(), "a.pdf"}, {other.parsed(), "a.html"}};
  return copy_findings(kReport, both);
}
Told unreadable_copies() {
  static ReportBuilder one;
  static ReportBuilder other;
  other.set("T3.R7.SUM", "99").parsed().status = ReadStatus::Unreadable;
  const std::vector<FoundCopy> both{{one.parsed(), "a.pdf"}, {other.parsed(), "a.html"}};
  return copy_findings(kReport, both);
}
Told columns(const std::vector<std::string>& names) { return column_findings(kReport, names); }
Told trouble(const ColumnTrouble& one) {
  return column_trouble_findings(AgencyId{"shiling"}, {&one, 1});
}

struct CrawlCase {
  std::function<Told()> fails;
  std::function<Told()> passes;
  std::function<Told()> could_not_look;
};

Told of(const Crawl& crawl) { return crawl.findings(); }
Told nobody_looked() { return of({.complete = {}, .is_last_complete = false}); }
Told in_time() { return of({.sightings = {seen("2021-01-20", "2021-01-20 09:00")}}); }

std::map<std::string, CrawlCase> cases() {
  return {
      {"R-P-MISSING", {[] { return of({}); }, in_time, nobody_looked}},
      {"R-P-LATE",
       {[] { return of({.sightings = {seen("2021-02-03 10:00", "2021-02-03 09:00")}}); }, in_time,
        nobody_looked}},
      {"R-P-DUESOON",
       {[] { return of({.now = "2021-01-27 12:00", .complete = {at("2021-01-27 12:00")}}); },
        in_time,
        [] { return of({.now = "2021-01-27 12:00", .complete = {}, .is_last_complete = false}); }}},
      {"R-P-EARLY",
       {[] { return of({.sightings = {seen("2021-01-10", "2020-12-28 09:00")}}); }, in_time,
        nobody_looked}},
      {"R-P-NODATE",
       {[] { return of({.sightings = {seen("2021-02-09")}}); },
        [] { return of({.sightings = {seen("2021-01-20")}}); }, nobody_looked}},
      {"R-P-REMOVED",
       {[] { return of({.sightings = {seen("2021-01-20", "2021-01-20 09:00", 3)}}); },
        [] { return of({.sightings = {seen("2021-01-20", "2021-01-20 09:00", 2)}}); },
        nobody_looked}},
      {"R-P-BACKDATED",
       {[] { return of({.sightings = {backdated("2021-01-30 09:00")}}); },
        [] { return of({.sightings = {backdated("2021-02-04 09:00")}}); }, nobody_looked}},
      {"R-P-REPLACED",
       {[] { return replacement_findings(kReport, Replaced::Cells, 2); },
        [] { return replacement_findings(kReport, Replaced::No, 2); },
        [] { return replacement_findings(kReport, Replaced::No, 1); }}},
      {"R-P-MULTICOPY",
       {[] { return copies("16"); }, [] { return copies("15"); }, unreadable_copies}},
      {"R-P-WRONGCOLUMN",
       {[] { return columns({"通知公告"}); },
        [] {
          return columns({"通知公告", "政府信息公开年报"});
        },
        [] { return columns({""}); }}},
      {"R-C-SHRUNK",
       {[] { return trouble({.column = "u", .is_shrunk = true, .rows = 0, .before = 14}); },
        [] { return Told{}; }, [] { return Told{}; }}},
      {"R-C-CONTRACT",
       {[] { return trouble({.column = "u", .why = "row 7 comes twice"}); }, [] { return Told{}; },
        [] { return Told{}; }}}};
}

bool fails(const Told& findings, const std::string& rule) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.key.rule.text == rule && finding.outcome == Outcome::Fail;
  });
}

TEST(EveryCrawlRule, FailsHoldsAndSaysNothingWhereNobodyCouldLook) {
  const auto all = cases();
  for (const Rule& rule : rule_book()) {
    if (rule.judged_from == JudgedFrom::Report) continue;
    ASSERT_TRUE(all.contains(rule.id.text)) << rule.id.text << " is not tried";
    const CrawlCase& one = all.at(rule.id.text);
    EXPECT_TRUE(fails(one.fails(), rule.id.text)) << rule.id.text;
    EXPECT_FALSE(fails(one.passes(), rule.id.text)) << rule.id.text;
    EXPECT_FALSE(fails(one.could_not_look(), rule.id.text)) << rule.id.text;
  }
  const auto down = nobody_looked();
  ASSERT_EQ(down.size(), 1u);
  EXPECT_EQ(down[0].key.rule.text, "R-P-MISSING");
  EXPECT_EQ(down[0].outcome, Outcome::Unverifiable);
}

}  // namespace
}  // namespace gkwatch::rules
