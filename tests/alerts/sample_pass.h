#pragma once

#include <string>
#include <vector>

#include "alerts/notice.h"
#include "tests/alerts/sample_alerts.h"

namespace gkwatch::alerts {

// What one pass finds at two agencies: an error, two warnings and one that is over.
inline std::vector<Telling> a_whole_pass(const AlertPolicy& policy) {
  using std::chrono::hours;
  const Instant now = kMonday + hours{7} + std::chrono::minutes{24};
  Agency tanbu = shiling();
  tanbu.id = {"huadu-tanbu"};
  tanbu.name = "广州市花都区炭步镇政府";
  Finding rowsum{.key = {{"R-T4-SUM"}, tanbu.id, 2023, "T4.RV"},
                 .severity = Severity::Warning,
                 .outcome = Outcome::Fail,
                 .cells = {{{"T4.RV.TOT"}, ""}, {{"T4.RV.KEEP"}, "3"}, {{"T4.RV.FIX"}, "－"}},
                 .expected = "3",
                 .message = {"行政复议一行：各项之和为 3，总计一栏空白。",
                             "Review row: the parts add up to 3, the total is blank."}};
  EvidenceLinks links = shiling_links();
  links.by_year[2023] = {.url = "https://www.huadu.gov.cn/tanbu/post_9.html?a=1&b=2",
                         .sha256 = std::string(64, 'b'),
                         .form = Form::F2021};
  links.rule_titles[{"R-T4-SUM"}] = {"行政复议、行政诉讼合计不符", "totals of table 4 differ"};

  Finding over = balance(Severity::Error, "3");
  over.key.place = "T3.NP";
  const auto open = open_since(kMonday, {over});
  std::vector<AlertEvent> events =
      events_of(reconcile({{late(), balance(Severity::Error)}}, open, policy, now), shiling(),
                links, policy, now);
  for (auto& event : events_of(reconcile({{rowsum}}, {}, policy, now), tanbu, links, policy, now)) {
    events.push_back(std::move(event));
  }
  return tellings_of(events);
}

}  // namespace gkwatch::alerts
