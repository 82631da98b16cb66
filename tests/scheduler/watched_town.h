#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/china_time.h"
#include "tests/scheduler/check_rig.h"
#include "tests/support/pdf_report.h"
#include "tests/support/report_generator.h"

namespace gkwatch::testing {

// A town that has published its report of 2023, and is checked once a day.
class WatchedTown : public ::testing::Test {
 protected:
  WatchedTown() {
    Agency town;
    town.id = kTown;
    town.name = spec_.agency;
    town.kind = AgencyClass::T;
    town.region = "440114";
    rig_.portal().add(town, "www.example.gov.cn", "town");
    rig_.open();
    publish(100, "2024-01-10 09:00");
  }

  static Instant at(const char* time) { return *parse_china_time(time); }
  SimulatedSite& site() { return rig_.portal().site(kTown); }
  SimulatedPost& post(std::int64_t id) { return site().posts.at(id); }
  void publish(std::int64_t id, const char* stamp) {
    site().posts[id] = {.id = id, .year = 2023, .stamp = at(stamp), .body = report(1)};
  }
  std::string report(unsigned seed) {
    spec_.seed = seed;
    return print_report(spec_, make_figures(spec_), Layout::Html);
  }
  std::string pdf(const std::string& trailer) {
    spec_.seed = 1;
    return print_pdf_report(spec_, make_figures(spec_), {}) + "\n% " + trailer + "\n";
  }
  // One check after the other, a day and a bit apart.
  void check(int times = 1) {
    for (int i = 0; i < times; ++i) {
      ASSERT_TRUE(scheduler::check_agency(rig_.agencies().front(), rig_.tools(), {}));
      rig_.clock().advance(std::chrono::hours{25});
    }
  }
  DutyState duty() {
    return rig_.database().with(
        [](const store::Database& held) { return held.duties(kTown)->at(0); });
  }
  std::vector<store::ReportVersion> versions() {
    return rig_.database().with([](const store::Database& held) { return *held.versions(kTown); });
  }
  Bilingual message_of(const std::string& rule) {
    for (const Finding& finding : rig_.database().with(
             [](const store::Database& held) { return *held.current_findings(kTown); })) {
      if (finding.key.rule.text == rule) return finding.message;
    }
    return {};
  }
  bool is_told(const std::string& rule) {
    const auto findings = rig_.database().with(
        [](const store::Database& held) { return *held.current_findings(kTown); });
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& one) { return one.key.rule.text == rule; });
  }

  inline static const AgencyId kTown{"town"};
  ReportSpec spec_{.agency = "广州市示例区示例镇人民政府", .year = 2023};
  CheckRig rig_{at("2024-01-15"), {2023}};
};

}  // namespace gkwatch::testing
