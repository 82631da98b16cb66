#include "store/stat_facts.h"

#include <map>

#include "core/json.h"

namespace gkwatch::store {
namespace {

// `held`: the findings that a person holds to be in order, while their cells read as they did then.
// The last check is the clock of those that run out.
constexpr auto kBegin = R"sql(
WITH wanted AS (SELECT id, region, class, is_watched FROM t_agency
  WHERE (?1 IS NULL OR id IN (SELECT value FROM json_each(?1)))
    AND substr(region, 1, length(?2)) = ?2 AND (?3 = '' OR class = ?3)),
held AS (SELECT d.finding FROM t_dismissal AS d JOIN t_finding AS f ON f.number = d.finding
  WHERE (d.until IS NULL OR d.until > coalesce((SELECT max(time) FROM t_check), 0))
    AND (SELECT group_concat(quote, char(10)) FROM (SELECT c.value || char(9) || w.value AS quote
      FROM json_each(f.finding, '$.cells') AS c
      JOIN json_each(f.finding, '$.raw') AS w ON w.key = c.key ORDER BY 1)) IS
      (SELECT group_concat(quote, char(10)) FROM (SELECT c.value || char(9) || w.value AS quote
      FROM json_each(d.as_it_stood, '$.cells') AS c
      JOIN json_each(d.as_it_stood, '$.raw') AS w ON w.key = c.key ORDER BY 1))),
faults AS (SELECT agency, year, count(*) AS findings, sum(severity = 'error') AS errors,
    max(severity = 'error' AND (rule GLOB 'R-T3-*' OR rule GLOB 'R-T4-*'
      OR rule = 'R-FMT-CELL')) AS is_unsound,
    max(severity = 'error' AND rule = 'R-Y-CARRY') AS breaks
  FROM t_finding WHERE is_current AND outcome = 'fail' AND number NOT IN held
  GROUP BY agency, year) )sql";

constexpr auto kReports = R"sql(
SELECT k.agency, w.region, w.class, k.year, coalesce(d.state, ''),
  CAST(julianday(d.due) - julianday(date(d.published_at / 1000 + 28800, 'unixepoch')) AS INTEGER),
  v.form IN ('2019', '2021') AND v.status IN ('read', 'partial'), coalesce(x.errors, 0),
  coalesce(x.findings, 0), coalesce(x.is_unsound, 0), coalesce(x.breaks, 0), v.number
FROM (SELECT agency, year FROM t_duty UNION SELECT agency, year FROM t_report) AS k
JOIN wanted AS w ON w.id = k.agency
LEFT JOIN t_duty AS d ON d.agency = k.agency AND d.year = k.year
LEFT JOIN t_report AS r ON r.agency = k.agency AND r.year = k.year
LEFT JOIN t_version AS v ON v.report = r.number AND v.version = r.current
LEFT JOIN faults AS x ON x.agency = k.agency AND x.year = k.year
WHERE (w.is_watched OR r.number IS NOT NULL) AND (?4 IS NULL OR k.year = ?4)
  AND (?5 IS NULL OR coalesce(d.published_at, d.first_seen, v.published_at, v.first_seen,
    strftime('%s', d.due) * 1000) >= ?5)
  AND (?6 IS NULL OR coalesce(d.published_at, d.first_seen, v.published_at, v.first_seen,
    strftime('%s', d.due) * 1000) <= ?6)
ORDER BY k.agency, k.year)sql";

// A row of T3 is worth its 总计. Where that was left blank it is the sum of its parts, if there
// are any (2019 reports of whole cities leave it blank); a row of blanks throughout is zero only
// where the row was there to be read.
constexpr auto kRows = R"sql(
, part AS (SELECT c.version, substr(rtrim(c.cell, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), 1,
    length(rtrim(c.cell, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')) - 1) AS line,
    c.cell GLOB '*.SUM' AS is_sum, c.kind, c.units, c.scale
  FROM t_cell AS c JOIN t_version AS v ON v.number = c.version
  JOIN t_report AS r ON r.number = v.report AND r.current = v.version
  WHERE c.cell GLOB 'T3.*' AND r.agency IN (SELECT id FROM wanted)
    AND (?4 IS NULL OR r.year = ?4) AND ?5 IS ?5 AND ?6 IS ?6)
SELECT version, substr(line, 4),
  CASE max(CASE WHEN is_sum THEN kind END) WHEN 'number' THEN max(CASE WHEN is_sum THEN units END)
    ELSE sum(CASE WHEN NOT is_sum THEN coalesce(units, 0) END) END
FROM part GROUP BY version, line
HAVING sum(CASE WHEN is_sum AND kind = 'number' THEN scale <> 0
    WHEN is_sum THEN kind NOT IN ('blank', 'dash') ELSE 0 END) = 0
  AND (sum(is_sum AND kind = 'number') = 1
    OR sum(NOT is_sum AND (kind IN ('gap', 'text') OR coalesce(scale, 0) <> 0)) = 0))sql";

// The applicants of 本年新收, T4, and the counts of T2, each for itself.
constexpr auto kCells = R"sql(
SELECT c.version, substr(c.cell, 4), coalesce(c.units, 0)
FROM t_cell AS c JOIN t_version AS v ON v.number = c.version
JOIN t_report AS r ON r.number = v.report AND r.current = v.version
WHERE (c.cell GLOB 'T3.NEW.*' OR c.cell GLOB 'T4.*' OR c.cell GLOB 'T2.NORM.*'
    OR c.cell GLOB 'T2.*.DECISIONS')
  AND c.cell <> 'T3.NEW.SUM' AND c.kind IN ('number', 'blank', 'dash') AND coalesce(c.scale, 0) = 0
  AND r.agency IN (SELECT id FROM wanted) AND (?4 IS NULL OR r.year = ?4)
  AND ?5 IS ?5 AND ?6 IS ?6)sql";

constexpr auto kRules = R"sql(
SELECT rule, count(*), sum(number IN held),
  count(DISTINCT CASE WHEN is_current THEN agency || ':' || year END) FROM t_finding
WHERE outcome = 'fail' AND agency IN (SELECT id FROM wanted) AND (?4 IS NULL OR year = ?4)
  AND (?5 IS NULL OR last_seen >= ?5) AND (?6 IS NULL OR first_seen <= ?6)
GROUP BY rule ORDER BY rule)sql";

std::optional<std::string> agencies_of(const Filter& filter) {
  if (filter.agencies.empty()) return std::nullopt;
  return Json{Json::Array{filter.agencies.begin(), filter.agencies.end()}}.dump();
}

Status ask(Connection& connection, const char* question, const Filter& filter,
           const std::function<Status(const Row&)>& take) {
  return connection.each(std::string{kBegin} + question,
                         {agencies_of(filter), filter.region_prefix, filter.agency_class,
                          filter.year, filter.since, filter.until},
                         take);
}

ReportFact fact_from(const Row& row) {
  return {.agency = row.text(0),
          .region = row.text(1),
          .agency_class = row.text(2),
          .year = static_cast<int>(row.integer(3)),
          .state = row.text(4),
          .days_to_due = row.maybe_int(5),
          .is_read = row.integer(6) != 0,
          .errors = row.integer(7),
          .findings = row.integer(8),
          .is_unsound = row.integer(9) != 0,
          .breaks_with_last_year = row.integer(10) != 0};
}

}  // namespace

Result<std::vector<ReportFact>> report_facts(Connection& connection, const Filter& filter) {
  std::vector<ReportFact> facts;
  std::map<std::int64_t, std::size_t> by_version;
  Status done = ask(connection, kReports, filter, [&](const Row& row) -> Status {
    if (!row.is_null(11)) by_version.emplace(row.integer(11), facts.size());
    facts.push_back(fact_from(row));
    return {};
  });
  const auto take = [&](const Row& row) -> Status {
    const auto found = by_version.find(row.integer(0));
    if (found != by_version.end()) facts[found->second].figures[row.text(1)] = row.integer(2);
    return {};
  };
  if (done) done = ask(connection, kRows, filter, take);
  if (done) done = ask(connection, kCells, filter, take);
  if (!done) return done.error();
  return facts;
}

Result<std::vector<RuleFact>> rule_facts(Connection& connection, const Filter& filter) {
  std::vector<RuleFact> facts;
  Status done = ask(connection, kRules, filter, [&](const Row& row) -> Status {
    facts.push_back({row.text(0), row.integer(1), row.integer(2), row.integer(3)});
    return {};
  });
  if (!done) return done.error();
  return facts;
}

}  // namespace gkwatch::store
