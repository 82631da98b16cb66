#include "rules/publication.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace gkwatch::rules {
namespace {

using std::chrono::hours;

Instant at(const char* time) { return *parse_china_time(time); }
Date day(const char* date) { return *parse_date(date); }

Agency of_class(AgencyClass kind) {
  Agency agency = shiling();
  agency.kind = kind;
  return agency;
}

// Real stamps: who published what, when, and what is to be said of it.
struct Stamp {
  AgencyClass kind;
  int year;
  const char* published;
  Publication state;
  int days_late;
};
class RealStamps : public testing::TestWithParam<Stamp> {};

TEST_P(RealStamps, AreJudgedByTheStatute) {
  const Stamp& stamp = GetParam();
  const Agency agency = of_class(stamp.kind);
  // We began to watch long after.
  const std::vector<Sighting> seen{{at("2026-06-01"), at(stamp.published)}};
  const auto duty = duty_of(agency, stamp.year, {.sightings = seen, .is_last_complete = true}, {},
                            at("2026-06-02"));
  EXPECT_EQ(duty.state, stamp.state);
  const auto findings = publication_findings(duty, agency, {});
  EXPECT_EQ(findings.empty(), stamp.days_late == 0);
  if (stamp.days_late > 0) {
    EXPECT_EQ(findings.at(0).delta, (Decimal{stamp.days_late, 0}));
    EXPECT_EQ(findings.at(0).severity, Severity::Error);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Publication, RealStamps,
    testing::Values(
        Stamp{AgencyClass::S, 2020, "2021-01-04", Publication::OnTime, 0},        // 多宝街道办
        Stamp{AgencyClass::S, 2020, "2021-01-18", Publication::OnTime, 0},        // 南源街道办
        Stamp{AgencyClass::T, 2020, "2021-01-21 15:24", Publication::OnTime, 0},  // 狮岭镇
        Stamp{AgencyClass::S, 2020, "2021-01-22", Publication::OnTime, 0},        // 珠江街道办
        Stamp{AgencyClass::S, 2020, "2021-01-22 22:26:31", Publication::OnTime, 0},  // 江南中街道
        Stamp{AgencyClass::S, 2020, "2021-01-29 11:04:44", Publication::OnTime, 0},  // 沙湾街道办
        Stamp{AgencyClass::S, 2021, "2022-01-24", Publication::OnTime, 0},        // 棠景街道办
        Stamp{AgencyClass::T, 2024, "2025-01-14 16:18", Publication::OnTime, 0},  // 梯面镇
        Stamp{AgencyClass::T, 2025, "2026-01-22 17:49:17", Publication::OnTime, 0},  // 湖东镇
        Stamp{AgencyClass::T, 2022, "2023-01-31 13:24", Publication::OnTime, 0},     // 螅镇
        Stamp{AgencyClass::D0, 2023, "2024-02-07 10:42:32", Publication::Late, 7},  // 番禺区府办
        Stamp{AgencyClass::G, 2021, "2022-02-15", Publication::OnTime, 0},   // 黄埔区政府
        Stamp{AgencyClass::G, 2024, "2025-02-14", Publication::OnTime, 0},   // 南沙区政府
        Stamp{AgencyClass::G, 2024, "2025-03-31", Publication::OnTime, 0}),  // 广东省政府
    [](const auto& one) { return "Case" + std::to_string(one.index); });

struct Due {
  AgencyClass kind;
  int year;
  const char* due;
  Severity overdue;
};
class DueDates : public testing::TestWithParam<Due> {};

TEST_P(DueDates, GoByClass) {
  const DueDate due = due_date(of_class(GetParam().kind), GetParam().year, {});
  EXPECT_EQ(iso_date(due.day), GetParam().due);
  EXPECT_EQ(due.overdue, GetParam().overdue);
  EXPECT_FALSE(due.source.empty());
}

INSTANTIATE_TEST_SUITE_P(Deadlines, DueDates,
                         testing::Values(Due{AgencyClass::D, 2019, "2020-01-31", Severity::Error},
                                         Due{AgencyClass::D0, 2020, "2021-01-31", Severity::Error},
                                         Due{AgencyClass::G, 2020, "2021-03-31", Severity::Error},
                                         Due{AgencyClass::T, 2020, "2021-01-31", Severity::Warning},
                                         Due{AgencyClass::S, 2020, "2021-01-31", Severity::Warning},
                                         Due{AgencyClass::V, 2020, "2021-01-31", Severity::Warning},
                                         Due{AgencyClass::Z, 2020, "2021-01-31", Severity::Warning},
                                         Due{AgencyClass::P, 2020, "2021-01-31", Severity::Warning},
                                         Due{AgencyClass::L, 2020, "2021-01-31", Severity::Warning},
                                         Due{AgencyClass::B, 2020, "2021-01-31", Severity::Warning},
                                         Due{AgencyClass::D, 2018, "2019-03-31", Severity::Info}),
                         [](const auto& one) { return "Case" + std::to_string(one.index); });

TEST(Deadlines, FollowTheMostExactNotice) {
  Agency street = of_class(AgencyClass::S);
  DeadlinePolicy policy;
  policy.overrides = {{"4401", std::nullopt, std::nullopt, day("2000-02-15"), "city"},
                      {"440114", AgencyClass::S, 2024, day("2025-01-20"), "district"},
                      {"4301", AgencyClass::S, 2024, day("2025-01-10"), "elsewhere"}};
  EXPECT_EQ(iso_date(due_date(street, 2024, policy).day), "2025-01-20");
  EXPECT_EQ(due_date(street, 2024, policy).overdue, Severity::Error);
  EXPECT_EQ(iso_date(due_date(street, 2023, policy).day), "2024-02-15");
  EXPECT_EQ(due_date(street, 2023, policy).source, "city");
}

TEST(Deadlines, KnowTheNoticesThatWereCollected) {
  Agency town = of_class(AgencyClass::T);
  town.region = "431202";
  EXPECT_EQ(iso_date(due_date(town, 2021, {}).day), "2022-02-20") << "怀化";
  EXPECT_EQ(iso_date(due_date(town, 2022, {}).day), "2023-01-31");
}

TEST(Deadlines, KnowWorkingDays) {
  EXPECT_FALSE(is_working_day(day("2021-01-31"))) << "a Sunday";
  EXPECT_TRUE(is_working_day(day("2022-01-30"))) << "a Sunday of work";
  EXPECT_FALSE(is_working_day(day("2025-01-31"))) << "Spring Festival";
  EXPECT_EQ(iso_date(first_working_day_from(day("2022-01-31"))), "2022-02-07");
  EXPECT_EQ(iso_date(first_working_day_from(day("2026-01-31"))), "2026-02-02");
}

const Date kDue = day("2021-01-31");
const Instant kAfter = at("2021-02-10 08:00");

Publication unseen(std::vector<Instant> complete, Instant now, bool is_last_complete = true) {
  return assess({.complete_checks = complete, .is_last_complete = is_last_complete}, kDue, now);
}

TEST(Missing, NeedsTwoCompleteChecksTwelveHoursApartAfterTheDueDay) {
  const Instant end = end_of(kDue);
  EXPECT_EQ(unseen({end, end + hours{12}}, kAfter), Publication::Missing);
  EXPECT_EQ(unseen({end + hours{12}, end}, kAfter), Publication::Missing);
  EXPECT_EQ(unseen({end, end + hours{11}}, kAfter), Publication::DueSoon);
  EXPECT_EQ(unseen({end}, kAfter), Publication::DueSoon);
  EXPECT_EQ(unseen({end - hours{1}, end + hours{11}}, kAfter), Publication::DueSoon)
      << "one of them was still in time";
}

TEST(Missing, IsNeverSaidWhereWeCouldNotLook) {
  EXPECT_EQ(unseen({}, kAfter, false), Publication::SourceDown);
  EXPECT_EQ(unseen({end_of(kDue), end_of(kDue) + hours{24}}, kAfter, false),
            Publication::SourceDown);
}

TEST(Missing, IsNotSaidOnTheDueDay) {
  const Instant noon = at("2021-01-31 12:00");
  EXPECT_EQ(unseen({noon - hours{24}, noon}, noon), Publication::DueSoon);
  EXPECT_EQ(unseen({}, at("2021-01-23 23:59"), false), Publication::NotDue);
  EXPECT_EQ(unseen({}, at("2021-01-24 00:00")), Publication::DueSoon);
}

Publication seen(const std::vector<Sighting>& sightings) {
  return assess({.sightings = sightings, .is_last_complete = true}, kDue, kAfter);
}

TEST(Lateness, GivesTheBenefitOfTheDoubt) {
  const Instant after = at("2021-02-05 09:00");
  EXPECT_EQ(seen({{after, at("2021-01-31")}}), Publication::OnTime) << "a day is the whole day";
  EXPECT_EQ(seen({{after, at("2021-01-31 23:59:59")}}), Publication::OnTime);
  EXPECT_EQ(seen({{after, at("2021-02-01")}}), Publication::Late);
  EXPECT_EQ(seen({{after, at("2021-02-01")}, {after, at("2021-01-30")}}), Publication::OnTime)
      << "the earliest copy counts";
  EXPECT_EQ(seen({{at("2021-01-31 23:00"), at("2021-02-03")}}), Publication::OnTime)
      << "we saw it before the stamp was set anew";
}

TEST(Lateness, IsNotSaidOfACopyWithoutAStamp) {
  const Instant after = at("2021-02-05 09:00");
  EXPECT_EQ(seen({{after}}), Publication::UnknownDate);
  EXPECT_EQ(seen({{after}, {at("2021-02-08"), at("2021-02-07")}}), Publication::UnknownDate);
  EXPECT_EQ(seen({{at("2021-01-30")}}), Publication::OnTime);
  EXPECT_EQ(seen({{after, at("2021-02-02")}, {after}}), Publication::Late);
}

TEST(Removal, NeedsThreeCompleteReadingsWithoutAnyCopy) {
  const Instant before = at("2021-01-20");
  EXPECT_EQ(seen({{before, before, 2}}), Publication::OnTime);
  EXPECT_EQ(seen({{before, before, 3}}), Publication::Removed);
  EXPECT_EQ(seen({{before, before, 3}, {before, before, 0}}), Publication::OnTime);
}

std::vector<Finding> findings_for(AgencyClass kind, const std::vector<Sighting>& sightings,
                                  int year = 2020) {
  const Agency agency = of_class(kind);
  const auto duty = duty_of(agency, year, {.sightings = sightings, .is_last_complete = true}, {},
                            at("2030-01-01"));
  return publication_findings(duty, agency, {});
}

std::vector<Instant> looks(std::initializer_list<const char*> times) {
  std::vector<Instant> moments;
  for (const char* time : times) moments.push_back(at(time));
  return moments;
}

Publication backdated(const std::vector<Instant>& looked) {
  return seen({{at("2021-02-08"), at("2021-01-28"), 0, looked}});
}

TEST(Backdating, IsSaidWhereItsOwnColumnDidNotListItAfterTheDueDay) {
  EXPECT_EQ(backdated({}), Publication::OnTime);
  EXPECT_EQ(backdated(looks({"2021-02-03", "2021-02-04"})), Publication::UnknownDate);
  EXPECT_EQ(backdated(looks({"2021-02-03"})), Publication::OnTime) << "one reading may be a cache";
  EXPECT_EQ(backdated(looks({"2021-02-03 08:00", "2021-02-03 19:00"})), Publication::OnTime);
  EXPECT_EQ(backdated(looks({"2021-01-29", "2021-02-01 12:00"})), Publication::OnTime)
      << "a day is granted";
  const auto looked = looks({"2021-02-03", "2021-02-04"});
  EXPECT_EQ(seen({{at("2021-02-08"), at("2021-01-28"), 0, looked},
                  {at("2021-02-09"), at("2021-01-30")}}),
            Publication::OnTime)
      << "another copy vouches for it";
  EXPECT_EQ(seen({{at("2021-02-08"), at("2021-02-05"), 0, looked}}), Publication::Late);
}

TEST(Backdating, IsToldInPlaceOfAMissingDate) {
  const Agency agency = of_class(AgencyClass::D);
  const auto looked = looks({"2021-02-03", "2021-02-04"});
  const std::vector<Sighting> sightings{{at("2021-02-08"), at("2021-01-28"), 0, looked}};
  const PublicationFacts facts{.sightings = sightings, .is_last_complete = true};
  const auto duty = duty_of(agency, 2020, facts, {}, kAfter);
  const auto findings = publication_findings(duty, agency, {}, facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].key.rule.text, "R-P-BACKDATED");
  EXPECT_EQ(findings[0].severity, Severity::Warning);
  EXPECT_EQ(findings[0].actual, "2021-01-28");
  EXPECT_EQ(findings[0].message.zh.find('{'), std::string::npos) << findings[0].message.zh;
  EXPECT_FALSE(duty.published_at) << "its stamp is not believed";
}

TEST(PublicationFindings, StillTellThatAReportWasLateWhenItIsGone) {
  const Agency agency = of_class(AgencyClass::D);
  const auto rules = [&](Instant first, Instant stated) {
    const std::vector<Sighting> sightings{{first, stated, 3}};
    const PublicationFacts facts{.sightings = sightings, .is_last_complete = true};
    std::string all;
    const auto duty = duty_of(agency, 2020, facts, {}, kAfter);
    for (const auto& one : publication_findings(duty, agency, {}, facts)) {
      all += one.key.rule.text + " ";
    }
    return all;
  };
  EXPECT_EQ(rules(at("2021-02-05"), at("2021-02-04")), "R-P-REMOVED R-P-LATE ");
  EXPECT_EQ(rules(at("2021-02-05"), at("2021-01-20")), "R-P-REMOVED ");
  EXPECT_EQ(rules(at("2021-01-21"), at("2021-02-04")), "R-P-REMOVED ") << "we saw it in time";
}

TEST(PublicationFindings, AreMilderWhereTheDueDayWasAHoliday) {
  const Instant later = at("2021-03-01");
  const auto monday = findings_for(AgencyClass::D, {{later, at("2021-02-01")}});
  ASSERT_EQ(monday.size(), 1u);
  EXPECT_EQ(monday[0].severity, Severity::Warning);
  EXPECT_NE(monday[0].message.zh.find("第一个工作日"), std::string::npos);
  EXPECT_EQ(findings_for(AgencyClass::D, {{later, at("2021-02-02")}}).at(0).severity,
            Severity::Error);
  EXPECT_EQ(findings_for(AgencyClass::S, {{later, at("2021-02-01")}}).at(0).severity,
            Severity::Info)
      << "瀛洲街道办 2020: one day late, after a Sunday";
}

TEST(PublicationFindings, TellAReportFromBeforeTheYearsEnd) {
  const auto early = findings_for(AgencyClass::D, {{at("2020-12-30"), at("2020-12-28")}});
  ASSERT_EQ(early.size(), 1u);
  EXPECT_EQ(early[0].key.rule.text, "R-P-EARLY");
}

TEST(PublicationFindings, TellOneRulePerState) {
  const Agency agency = of_class(AgencyClass::D);
  const auto rule_of = [&](Publication state) -> std::string {
    DutyState duty{.agency = agency.id, .year = 2020, .due = kDue, .state = state};
    const auto findings = publication_findings(duty, agency, {});
    return findings.empty()
               ? ""
               : findings[0].key.rule.text + " " + std::string{name_of(findings[0].outcome)};
  };
  EXPECT_EQ(rule_of(Publication::Missing), "R-P-MISSING fail");
  EXPECT_EQ(rule_of(Publication::SourceDown), "R-P-MISSING unverifiable");
  EXPECT_EQ(rule_of(Publication::DueSoon), "R-P-DUESOON fail");
  EXPECT_EQ(rule_of(Publication::UnknownDate), "R-P-NODATE fail");
  EXPECT_EQ(rule_of(Publication::Removed), "R-P-REMOVED fail");
  EXPECT_EQ(rule_of(Publication::NotDue), "");
  EXPECT_EQ(rule_of(Publication::OnTime), "");
}

}  // namespace
}  // namespace gkwatch::rules
