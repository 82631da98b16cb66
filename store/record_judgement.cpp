#include "core/json.h"
#include "model/finding_json.h"
#include "store/record.h"
#include "store/silences.h"

namespace gkwatch::store {
namespace {

constexpr auto kWriteFinding = R"sql(
INSERT INTO t_finding (rule, agency, year, place, severity, outcome, cells, expected, actual,
  delta, message_zh, message_en, finding, is_current, first_seen, last_seen)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 1, ?14, ?14)
ON CONFLICT (agency, year, rule, place) DO UPDATE SET severity = excluded.severity,
  outcome = excluded.outcome, cells = excluded.cells, expected = excluded.expected,
  actual = excluded.actual, delta = excluded.delta, message_zh = excluded.message_zh,
  message_en = excluded.message_en, finding = excluded.finding, is_current = 1,
  last_seen = excluded.last_seen, gone_at = NULL)sql";

constexpr auto kFindingGone =
    "UPDATE t_finding SET is_current = 0, gone_at = ?5 WHERE rule = ?1 AND agency = ?2 "
    "AND year = ?3 AND place = ?4 AND is_current";

std::string cells_of(const Finding& finding) {
  Json::Array cells;
  for (const CellQuote& quote : finding.cells) cells.emplace_back(quote.cell.text);
  return Json{std::move(cells)}.dump();
}

Status write_finding(Connection& connection, const Finding& finding, Instant at) {
  std::optional<std::string> delta;
  if (finding.delta) delta = to_text(*finding.delta);
  const FindingKey& key = finding.key;
  return connection.run(
      kWriteFinding,
      {key.rule.text, key.agency.text, key.year, key.place, name_of(finding.severity),
       name_of(finding.outcome), cells_of(finding), finding.expected, finding.actual, delta,
       finding.message.zh, finding.message.en, to_json(finding).dump(), at});
}

Status write_findings(Connection& connection, const CheckRecord& check) {
  for (const Finding& finding : check.findings) {
    Status done = write_finding(connection, finding, time_of(check));
    if (!done) return done;
  }
  for (const FindingKey& key : check.gone) {
    Status done = connection.run(
        kFindingGone, {key.rule.text, key.agency.text, key.year, key.place, time_of(check)});
    if (!done) return done;
  }
  return {};
}

// A person may acknowledge while a check is under way, which still knows the alert as firing:
// the verdict stays until the alert is resolved or opened anew.
constexpr auto kWriteAlert = R"sql(
INSERT INTO t_alert (rule, agency, year, place, state, severity, title_zh, title_en, finding,
  first_seen, last_seen, last_told, times_opened, resolved_at, opened_at, flaps)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
ON CONFLICT (agency, year, rule, place) DO UPDATE SET
  state = CASE WHEN t_alert.state = 'acknowledged' AND excluded.state IN ('firing', 'silenced')
    AND excluded.times_opened = t_alert.times_opened THEN t_alert.state ELSE excluded.state END,
  severity = excluded.severity, title_zh = excluded.title_zh, title_en = excluded.title_en,
  finding = excluded.finding, first_seen = min(t_alert.first_seen, excluded.first_seen),
  last_seen = excluded.last_seen, last_told = excluded.last_told,
  times_opened = excluded.times_opened, opened_at = excluded.opened_at,
  flaps = excluded.flaps,
  resolved_at = CASE WHEN excluded.state = 'resolved'
    THEN coalesce(t_alert.resolved_at, excluded.resolved_at) END)sql";

Status write_alert(Connection& connection, const Alert& alert, Instant at) {
  const Finding& finding = alert.finding;
  const FindingKey& key = finding.key;
  std::optional<Instant> resolved_at;
  if (alert.state == AlertState::Resolved) resolved_at = at;
  return connection.run(
      kWriteAlert, {key.rule.text, key.agency.text, key.year, key.place, name_of(alert.state),
                    name_of(finding.severity), finding.message.zh, finding.message.en,
                    to_json(finding).dump(), alert.first_seen, alert.last_seen, alert.last_told,
                    alert.times_opened, resolved_at, alert.opened_at, alert.flaps});
}

constexpr auto kWriteEvent = R"sql(
INSERT INTO t_event (id, receiver, alert, reason, at, body)
SELECT ?1, ?2, number, ?7, ?8, ?9 FROM t_alert
WHERE rule = ?3 AND agency = ?4 AND year = ?5 AND place = ?6
ON CONFLICT (id) DO NOTHING)sql";
constexpr auto kHasEvent = "SELECT 1 FROM t_event WHERE id = ?1";

// An event that no alert takes would be lost without a word.
Status write_event(Connection& connection, const AlertEvent& event) {
  const FindingKey& about = event.about;
  Status done = connection.run(
      kWriteEvent, {event.id, event.receiver.text, about.rule.text, about.agency.text, about.year,
                    about.place, name_of(event.reason), event.at, event.body});
  if (!done || connection.changes() != 0) return done;
  const auto is_there = connection.integer(kHasEvent, {event.id});
  if (!is_there) return is_there.error();
  if (*is_there) return {};
  return Error{ErrorCode::Conflict, "the event " + event.id + " is about no known alert"};
}

}  // namespace

Status write_judgement(Connection& connection, const CheckRecord& check) {
  if (Status done = write_findings(connection, check); !done) return done;
  for (const Alert& alert : check.alerts) {
    Status done = write_alert(connection, alert, time_of(check));
    if (!done) return done;
  }
  // Somebody may have silenced or unsilenced while the check was under way.
  if (Status done = apply_silences(connection, time_of(check), check.agency.text); !done) {
    return done;
  }
  for (const AlertEvent& event : check.events) {
    if (Status done = write_event(connection, event); !done) return done;
  }
  return {};
}

}  // namespace gkwatch::store
