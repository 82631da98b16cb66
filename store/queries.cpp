#include "store/queries.h"

#include <algorithm>

#include "core/china_time.h"
#include "store/opening.h"
#include "store/query_state.h"
#include "store/sql.h"

namespace gkwatch::store {
namespace {

// Every question begins with this: what the filter says, as one row named f.
constexpr auto kFilter = R"sql(
WITH f (agencies, region, class, year, since, until, since_ms, until_ms, rule, severity, state)
  AS (SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11),
watched AS (SELECT a.id FROM t_agency AS a, f
  WHERE (f.agencies IS NULL OR a.id IN (SELECT value FROM json_each(f.agencies)))
    AND substr(a.region, 1, length(f.region)) = f.region
    AND (f.class = '' OR a.class = f.class)) )sql";

constexpr auto kAgencies = R"sql(
SELECT t.id, t.name, t.class, t.region, t.url, t.aliases, t.since, t.until, t.predecessor,
  t.watched, t.last_check, t.last_complete, t.next_check, t.failures_in_a_row
FROM agencies AS t, f
WHERE t.id IN watched
  AND (f.state = '' OR f.state = iif(t.watched, 'watched', 'unwatched'))
  AND (f.year IS NULL OR f.year BETWEEN coalesce(t.since, f.year) AND coalesce(t.until, f.year))
ORDER BY t.id LIMIT ?12 OFFSET ?13)sql";

constexpr auto kReports = R"sql(
SELECT t.report, t.agency, t.name, t.year, t.status, t.published_at, t.first_seen, t.due,
  t.checked_at, t.complete, t.url, t.sha256, t.version, t.versions, t.form, t.errors,
  t.warnings
FROM reports AS t, f
WHERE t.agency IN watched
  AND (f.year IS NULL OR t.year = f.year)
  AND (f.since IS NULL OR coalesce(t.published_at, t.first_seen) >= f.since)
  AND (f.until IS NULL OR coalesce(t.published_at, t.first_seen) <= f.until)
  AND (f.state = '' OR t.status = f.state)
  AND (f.severity IS NULL OR f.severity = 0 OR t.errors > 0
    OR (f.severity = 1 AND t.warnings > 0))
  AND (f.rule = '' OR EXISTS (SELECT 1 FROM t_finding AS x WHERE x.agency = t.agency
    AND x.year = t.year AND x.rule = f.rule AND x.is_current AND x.outcome = 'fail'))
ORDER BY t.agency, t.year LIMIT ?12 OFFSET ?13)sql";

constexpr auto kHistory = R"sql(
SELECT t.time, t.agency, t.url, t.kind, t.outcome, t.http_status, t.bytes, t.ms, t.sha256,
  t.error, t.detail
FROM f, history AS t
WHERE t.agency IN watched
  AND (f.since_ms IS NULL OR t.time_ms >= f.since_ms)
  AND (f.until_ms IS NULL OR t.time_ms <= f.until_ms)
  AND (f.state = '' OR t.outcome = f.state)
ORDER BY t.time_ms DESC, t.id DESC LIMIT ?12 OFFSET ?13)sql";

constexpr auto kFindings = R"sql(
SELECT t.id, t.agency, t.year, t.rule, t.severity, t.outcome, t.cells, nullif(t.expected, '') AS expected,
  nullif(t.actual, '') AS actual, t.delta, json_object('zh', t.message_zh, 'en', t.message_en) AS message, t.place,
  t.first_seen, t.last_seen, t.is_dismissed AS dismissed,
  (SELECT number FROM t_report WHERE agency = t.agency AND year = t.year) AS report
FROM findings AS t, f
WHERE t.agency IN watched AND (t.is_current = (f.state NOT IN ('gone')))
  AND (f.state IN ('', 'current', 'gone') OR t.outcome = f.state
    OR (f.state = 'dismissed' AND t.is_dismissed))
  AND (f.year IS NULL OR t.year = f.year)
  AND (f.since IS NULL OR t.last_seen >= f.since)
  AND (f.until IS NULL OR t.first_seen <= f.until)
  AND (f.rule = '' OR t.rule = f.rule)
  AND (f.severity IS NULL OR f.severity <= CASE t.severity WHEN 'error' THEN 2
    WHEN 'warning' THEN 1 ELSE 0 END)
ORDER BY t.agency, t.year, t.id LIMIT ?12 OFFSET ?13)sql";

constexpr auto kAlerts = R"sql(
SELECT t.id, t.rule, t.severity, t.state, t.agency, t.year, t.title, t.first_seen, t.last_seen,
  t.resolved_at,
  (SELECT json_group_array(receiver) FROM (SELECT DISTINCT e.receiver FROM t_event AS e
    JOIN t_delivery AS d ON d.id = e.delivery WHERE e.alert = t.id AND d.state = 'delivered'
    ORDER BY e.receiver)) AS notified
FROM alerts AS t, f
WHERE t.agency IN watched
  AND (f.state = '' OR t.state = f.state)
  AND (f.year IS NULL OR t.year = f.year)
  AND (f.since IS NULL OR t.last_seen >= f.since)
  AND (f.until IS NULL OR t.first_seen <= f.until)
  AND (f.rule = '' OR t.rule = f.rule)
  AND (f.severity IS NULL OR f.severity <= CASE t.severity WHEN 'error' THEN 2
    WHEN 'warning' THEN 1 ELSE 0 END)
ORDER BY t.first_seen DESC, t.id DESC LIMIT ?12 OFFSET ?13)sql";

constexpr std::size_t kMostRows = 10'000'000;

// How a column goes out that SQLite has no type for.
Json shaped(const std::string& name, Json value) {
  if (value.is_null()) return value;
  if (name == "complete" || name == "watched" || name == "dismissed") {
    return Json{value.integer() != std::int64_t{0}};
  }
  if (name == "delta") return Json{Json::parse(value.string_or("")).value_or(Json{})};
  if (name == "notified" || name == "cells" || name == "message") {
    return Json::parse(value.string_or("")).value_or(Json{});
  }
  return value;
}

std::optional<std::string> agencies_of(const Filter& filter) {
  if (filter.agencies.empty()) return std::nullopt;
  const Json::Array ids{filter.agencies.begin(), filter.agencies.end()};
  return Json{ids}.dump();
}

std::optional<std::string> iso_of(std::optional<Instant> moment) {
  if (!moment) return std::nullopt;
  return iso_time(*moment);
}

Result<Rows> ask(Connection& connection, const char* question, const Filter& filter) {
  const std::string sql = std::string{kFilter} + question;
  std::optional<int> severity;
  if (filter.severity) severity = static_cast<int>(*filter.severity);
  const std::size_t limit = std::min(filter.limit, kMostRows);
  auto columns = connection.columns(sql);
  if (!columns) return columns.error();
  Rows rows{.columns = *std::move(columns)};
  const auto take = [&](const Row& row) -> Status {
    if (rows.values.size() == limit) {
      rows.is_cut = true;
      return {};
    }
    auto& values = rows.values.emplace_back();
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
      values.push_back(shaped(rows.columns[i], json_of(row, static_cast<int>(i))));
    }
    return {};
  };
  Status done =
      connection.each(sql,
                      {agencies_of(filter), filter.region_prefix, filter.agency_class, filter.year,
                       iso_of(filter.since), iso_of(filter.until), filter.since, filter.until,
                       filter.rule, severity, filter.state, limit + 1, filter.offset},
                      take);
  if (!done) return done.error();
  return rows;
}

}  // namespace

Queries::Queries(std::unique_ptr<State> state) : state_{std::move(state)} {}
Queries::Queries(Queries&&) noexcept = default;
Queries& Queries::operator=(Queries&&) noexcept = default;
Queries::~Queries() = default;

Result<Queries> Queries::open(const std::filesystem::path& file) {
  auto connection = open_for_reading(file);
  if (!connection) return std::move(connection).error();
  return Queries{std::make_unique<State>(file, *std::move(connection))};
}

Result<Rows> Queries::agencies(const Filter& filter) const {
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, kAgencies, filter); });
}

Result<Rows> Queries::reports(const Filter& filter) const {
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, kReports, filter); });
}

Result<Rows> Queries::history(const Filter& filter) const {
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, kHistory, filter); });
}

Result<Rows> Queries::findings(const Filter& filter) const {
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, kFindings, filter); });
}

Result<Rows> Queries::alerts(const Filter& filter) const {
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, kAlerts, filter); });
}

Result<Rows> Queries::sql(const std::string& text, const SqlLimits& limits) const {
  return run_sql(state_->file, text, limits);
}

}  // namespace gkwatch::store
