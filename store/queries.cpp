#include "store/queries.h"

#include "store/query_state.h"
#include "store/question.h"
#include "store/questions.h"
#include "store/sql.h"

namespace gkwatch::store {
namespace {

constexpr auto kLimit = " LIMIT ?10 OFFSET ?11";

// A visit is of the year of the report that it was to have: its page, or a document of it.
constexpr auto kOfReportYear = R"sql((
  EXISTS (SELECT 1 FROM t_article AS x
    WHERE x.agency = t.agency AND x.year = ?4 AND x.url = t.url)
  OR EXISTS (SELECT 1 FROM t_document AS d JOIN t_article AS x
    ON x.agency = d.agency AND x.id = d.article
    WHERE d.agency = t.agency AND d.url = t.url AND x.year = ?4)))sql";

std::string agencies_question(const Filter& filter) {
  Conditions conditions;
  add_agency_filter(conditions, filter, "t.id");
  conditions.add_if(!filter.state.empty(), "?9 = iif(t.watched, 'watched', 'unwatched')");
  conditions.add_if(filter.year.has_value(),
                    "?4 BETWEEN coalesce(t.since, ?4) AND coalesce(t.until, ?4)");
  conditions.add_if(goes_on(filter), "t.id > ?12");
  return question(R"sql(
SELECT t.id, t.name, t.class, t.region, t.url, t.aliases, t.since, t.until, t.predecessor,
  t.watched, t.last_check, t.last_complete, t.next_check, t.failures_in_a_row, t.id
FROM agencies AS t)sql" +
                  conditions.text() + " ORDER BY t.id" + kLimit);
}

void add_judgement_filter(Conditions& conditions, const Filter& filter) {
  add_agency_filter(conditions, filter, "t.agency");
  conditions.add_if(filter.year.has_value(), "t.year = ?4");
  conditions.add_if(filter.since.has_value(), "t.last_seen >= ?5");
  conditions.add_if(filter.until.has_value(), "t.first_seen <= ?6");
  conditions.add_if(!filter.rule.empty(), "t.rule = ?7");
  conditions.add_if(filter.severity == Severity::Error, "t.severity = 'error'");
  conditions.add_if(filter.severity == Severity::Warning, "t.severity IN ('error', 'warning')");
}

std::string alerts_question(const Filter& filter) {
  Conditions conditions;
  add_judgement_filter(conditions, filter);
  conditions.add_if(!filter.state.empty(), "t.state = ?9");
  conditions.add_if(goes_on(filter), "(t.first_seen, t.number) < (?12, ?13)");
  return question(R"sql(
SELECT t.number AS id, t.rule, t.severity, t.state, t.agency, t.year, t.title_zh AS title,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', t.first_seen / 1000 + 28800, 'unixepoch') AS first_seen,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', t.last_seen / 1000 + 28800, 'unixepoch') AS last_seen,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', t.resolved_at / 1000 + 28800, 'unixepoch') AS resolved_at,
  (SELECT json_group_array(receiver) FROM (SELECT DISTINCT e.receiver FROM t_event AS e
    JOIN t_delivery AS d ON d.id = e.delivery WHERE e.alert = t.number AND d.state = 'delivered'
    ORDER BY e.receiver)) AS notified,
  n.by AS decided_by,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', n.at / 1000 + 28800, 'unixepoch') AS decided_at, n.note,
  t.first_seen, t.number
FROM t_alert AS t LEFT JOIN t_desk_note AS n
  ON n.number = (SELECT max(number) FROM t_desk_note WHERE alert = t.number))sql" +
                  conditions.text() + " ORDER BY t.first_seen DESC, t.number DESC" + kLimit);
}

}  // namespace

KeyedQuestion history_question(const Filter& filter) {
  Conditions conditions;
  add_agency_filter(conditions, filter, "t.agency");
  conditions.add_if(filter.since.has_value(), "t.time_ms >= ?5");
  conditions.add_if(filter.until.has_value(), "t.time_ms <= ?6");
  conditions.add_if(!filter.state.empty(), "t.outcome = ?9");
  conditions.add_if(filter.year.has_value(), kOfReportYear);
  conditions.add_if(goes_on(filter), "(t.time_ms, t.id) < (?12, ?13)");
  return {question(R"sql(
SELECT t.time, t.agency, t.url, t.kind, t.outcome, t.http_status, t.bytes, t.ms, t.sha256,
  t.error, t.detail, t.time_ms, t.id
FROM history AS t)sql" +
                   conditions.text() + " ORDER BY t.time_ms DESC, t.id DESC" + kLimit),
          2};
}

KeyedQuestion findings_question(const Filter& filter) {
  Conditions conditions;
  conditions.add(filter.state == "gone" ? "NOT t.is_current" : "t.is_current");
  const bool is_outcome = filter.state != "" && filter.state != "current" && filter.state != "gone";
  conditions.add_if(is_outcome, "(t.outcome = ?9 OR (?9 = 'dismissed' AND d.finding IS NOT NULL))");
  add_judgement_filter(conditions, filter);
  conditions.add_if(goes_on(filter), "(t.agency, t.year, t.number) > (?12, ?13, ?14)");
  return {question(R"sql(
SELECT t.number AS id, t.agency, t.year, t.rule, t.severity, t.outcome, t.cells,
  nullif(t.expected, '') AS expected, nullif(t.actual, '') AS actual, t.delta,
  json_object('zh', t.message_zh, 'en', t.message_en) AS message, t.place,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', t.first_seen / 1000 + 28800, 'unixepoch') AS first_seen,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', t.last_seen / 1000 + 28800, 'unixepoch') AS last_seen,
  d.finding IS NOT NULL AS dismissed,
  (SELECT number FROM t_report WHERE agency = t.agency AND year = t.year) AS report,
  t.agency, t.year, t.number
FROM t_finding AS t LEFT JOIN t_dismissal AS d ON d.finding = t.number)sql" +
                   conditions.text() + " ORDER BY t.agency, t.year, t.number" + kLimit),
          3};
}

Queries::Queries(std::unique_ptr<State> state) : state_{std::move(state)} {}
Queries::Queries(Queries&&) noexcept = default;
Queries& Queries::operator=(Queries&&) noexcept = default;
Queries::~Queries() = default;

Result<Queries> Queries::open(const std::filesystem::path& file) {
  auto readers = Readers::open(file);
  if (!readers) return std::move(readers).error();
  return Queries{std::make_unique<State>(file, *std::move(readers))};
}

Result<Rows> Queries::agencies(const Filter& filter) const {
  return state_->connection.with([&](Connection& connection) {
    return ask(connection, agencies_question(filter), filter, 1);
  });
}

Result<Rows> Queries::history(const Filter& filter) const {
  const KeyedQuestion asked = history_question(filter);
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, asked.sql, filter, asked.keys); });
}

Result<Rows> Queries::findings(const Filter& filter) const {
  const KeyedQuestion asked = findings_question(filter);
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, asked.sql, filter, asked.keys); });
}

Result<Rows> Queries::alerts(const Filter& filter) const {
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, alerts_question(filter), filter, 2); });
}

Result<Rows> Queries::sql(const std::string& text, const SqlLimits& limits) const {
  return run_sql(state_->file, text, limits);
}

Result<std::int64_t> Queries::edition() const {
  return state_->connection.with_first([](Connection& connection) -> Result<std::int64_t> {
    const auto version = connection.integer("PRAGMA data_version");
    if (!version) return version.error();
    return version->value_or(0);
  });
}

}  // namespace gkwatch::store
