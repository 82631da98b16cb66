#include "store/stat_facts.h"

#include "core/json.h"
#include "store/figures_of_version.h"

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
  coalesce(x.findings, 0), coalesce(x.is_unsound, 0), coalesce(x.breaks, 0), f.figures
FROM (SELECT agency, year FROM t_duty UNION SELECT agency, year FROM t_report) AS k
JOIN wanted AS w ON w.id = k.agency
LEFT JOIN t_duty AS d ON d.agency = k.agency AND d.year = k.year
LEFT JOIN t_report AS r ON r.agency = k.agency AND r.year = k.year
LEFT JOIN t_version AS v ON v.report = r.number AND v.version = r.current
LEFT JOIN t_figures AS f ON f.version = v.number
LEFT JOIN faults AS x ON x.agency = k.agency AND x.year = k.year
WHERE (w.is_watched OR r.number IS NOT NULL) AND (?4 IS NULL OR k.year = ?4)
  AND (?5 IS NULL OR coalesce(d.published_at, d.first_seen, v.published_at, v.first_seen,
    strftime('%s', d.due) * 1000) >= ?5)
  AND (?6 IS NULL OR coalesce(d.published_at, d.first_seen, v.published_at, v.first_seen,
    strftime('%s', d.due) * 1000) <= ?6)
ORDER BY k.agency, k.year)sql";

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
          .breaks_with_last_year = row.integer(10) != 0,
          .figures = figures_from(row.text(11))};
}

}  // namespace

Result<std::vector<ReportFact>> report_facts(Connection& connection, const Filter& filter) {
  std::vector<ReportFact> facts;
  Status done = ask(connection, kReports, filter, [&](const Row& row) -> Status {
    facts.push_back(fact_from(row));
    return {};
  });
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
