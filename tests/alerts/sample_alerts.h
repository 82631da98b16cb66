#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "alerts/events.h"
#include "alerts/notice.h"
#include "alerts/policy.h"
#include "alerts/reconcile.h"
#include "model/agency.h"
#include "model/finding.h"

namespace gkwatch::alerts {

inline constexpr Instant kMonday{std::chrono::sys_days{std::chrono::year{2025} / 2 / 3}};

inline Finding balance(Severity severity, std::string raw = "2") {
  return {.key = {{"R-T3-BALANCE"}, {"huadu-shiling"}, 2020, "T3.SUM"},
          .severity = severity,
          .outcome = Outcome::Fail,
          .cells = {{{"T3.R7.SUM"}, std::move(raw)}, {{"T3.NEW.SUM"}, "1"}, {{"T3.CIN.SUM"}, "0"}},
          .expected = "1",
          .actual = "2",
          .delta = Decimal{1, 0},
          .message = {"总计一栏：本年新收 1 件，办理结果合计却是 2 件。",
                      "Total column: 1 request came in, but the results add up to 2."}};
}

inline Finding late() {
  return {.key = {{"R-P-LATE"}, {"huadu-shiling"}, 2020, ""},
          .severity = Severity::Warning,
          .outcome = Outcome::Fail,
          .message = {"2021-02-03 公布，迟于 2021-01-31。",
                      "Published on 2021-02-03, due by 2021-01-31."}};
}

inline Finding unverifiable(Finding finding) {
  finding.outcome = Outcome::Unverifiable;
  return finding;
}

inline Agency shiling() {
  return {.id = {"huadu-shiling"},
          .name = "广州市花都区狮岭镇政府",
          .kind = AgencyClass::Z,
          .region = "440114"};
}

inline EvidenceLinks shiling_links() {
  return {
      .by_year = {{2020,
                   {.url = "http://www.huadu.gov.cn/gkmlpt/content/7/7051/post_7051234.html",
                    .sha256 = std::string(64, 'a'),
                    .form = Form::F2019}}},
      .rule_titles = {{{"R-T3-BALANCE"},
                       {"收到与办理的申请数量不平衡", "requests received and dealt with differ"}},
                      {{"R-P-LATE"}, {"迟于法定期限公布", "published after the legal date"}}}};
}

inline ReceiverSettings hook(Match match = {}) {
  return {.name = {"hook"},
          .kind = ReceiverKind::Webhook,
          .match = std::move(match),
          .url = "http://127.0.0.1:9000/hook"};
}

inline ReceiverSettings post_box() {
  return {.name = {"mail"},
          .kind = ReceiverKind::Email,
          .smtp = "smtp://127.0.0.1:2525",
          .from = "gkwatch <watch@example.gov.cn>",
          .to = {"clerk@example.gov.cn"}};
}

inline AlertPolicy policy_with(std::vector<ReceiverSettings> receivers) {
  return {.page_base = "http://127.0.0.1:8480", .receivers = std::move(receivers)};
}

// What is open, and told, once the findings have been seen for the first time.
inline std::vector<Alert> open_since(Instant moment, const std::vector<Finding>& findings) {
  return reconcile(findings, {}, {}, moment).upserts;
}

// The events of findings seen for the first time, for each receiver of the policy.
inline std::vector<AlertEvent> first_events(const std::vector<Finding>& findings,
                                            const AlertPolicy& policy,
                                            const Agency& agency = shiling()) {
  return events_of(reconcile(findings, {}, policy, kMonday), agency, shiling_links(), policy,
                   kMonday);
}

// The same as the outbox hands them out: alerts numbered from 7 on, report 12.
inline std::vector<Telling> tellings_of(const std::vector<AlertEvent>& events) {
  std::vector<Telling> tellings;
  tellings.reserve(events.size());
  std::int64_t number = 7;
  for (const AlertEvent& event : events) tellings.push_back({event, number++, 12});
  return tellings;
}

}  // namespace gkwatch::alerts
