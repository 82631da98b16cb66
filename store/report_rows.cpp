// The question `reports`: one row for each agency and year watched, found or not.
#include "store/queries.h"
#include "store/query_state.h"
#include "store/question.h"
#include "store/questions.h"

namespace gkwatch::store {
namespace {

// The key of a page of rows, from the duties and from the reports that are not owed (taken in by
// hand). Both are read in the order of their index, and no further than the limit.
constexpr auto kOfDuties = R"sql(page AS (
SELECT d.agency AS agency, d.year AS year FROM t_duty AS d
CROSS JOIN t_agency AS a ON a.id = d.agency
LEFT JOIN t_report AS r ON r.agency = d.agency AND r.year = d.year)sql";
constexpr auto kOfOthers = R"sql( UNION ALL
SELECT r.agency, r.year FROM t_report AS r
LEFT JOIN t_duty AS d ON d.agency = r.agency AND d.year = r.year)sql";
constexpr auto kOfPage = " ORDER BY 1, 2 LIMIT ?10 OFFSET ?11) ";

// As the view `reports`, for the rows of the page alone.
constexpr auto kRows = R"sql(
SELECT r.number AS report, k.agency, a.name, k.year, d.state AS status,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', coalesce(d.published_at, v.published_at) / 1000 + 28800,
    'unixepoch') AS published_at,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', coalesce(d.first_seen,
    (SELECT min(first_seen) FROM t_version WHERE report = r.number)) / 1000 + 28800,
    'unixepoch') AS first_seen,
  d.due,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', d.checked_at / 1000 + 28800, 'unixepoch') AS checked_at,
  coalesce(d.is_complete, 0) AS complete, nullif(v.url, '') AS url, v.document AS sha256, v.version,
  (SELECT count(*) FROM t_version WHERE report = r.number) AS versions, v.form,
  (SELECT count(*) FROM t_finding AS f WHERE f.agency = k.agency AND f.year = k.year
    AND f.is_current AND f.outcome = 'fail' AND f.severity = 'error') AS errors,
  (SELECT count(*) FROM t_finding AS f WHERE f.agency = k.agency AND f.year = k.year
    AND f.is_current AND f.outcome = 'fail' AND f.severity = 'warning') AS warnings,
  v.is_imported AS imported, k.agency, k.year
FROM page AS k
CROSS JOIN t_agency AS a ON a.id = k.agency
LEFT JOIN t_duty AS d ON d.agency = k.agency AND d.year = k.year
LEFT JOIN t_report AS r ON r.agency = k.agency AND r.year = k.year
LEFT JOIN t_version AS v ON v.report = r.number AND v.version = r.current
ORDER BY k.agency, k.year)sql";

// When it was published, or else first seen by us.
constexpr auto kPublished = R"sql(coalesce(d.published_at,
  (SELECT v.published_at FROM t_version AS v WHERE v.report = r.number AND v.version = r.current),
  d.first_seen, (SELECT min(first_seen) FROM t_version WHERE report = r.number)))sql";
constexpr auto kCurrentFinding =
    "EXISTS (SELECT 1 FROM t_finding AS x WHERE x.is_current AND x.outcome = 'fail' AND ";

void add_common(Conditions& conditions, const Filter& filter, const std::string& table) {
  add_agency_filter(conditions, filter, table + ".agency");
  conditions.add_if(filter.year.has_value(), table + ".year = ?4");
  conditions.add_if(filter.since.has_value(), kPublished + std::string{" >= ?5"});
  conditions.add_if(filter.until.has_value(), kPublished + std::string{" <= ?6"});
  const std::string here = "x.agency = " + table + ".agency AND x.year = " + table + ".year AND ";
  conditions.add_if(filter.severity == Severity::Error,
                    kCurrentFinding + here + "x.severity = 'error')");
  conditions.add_if(filter.severity == Severity::Warning,
                    kCurrentFinding + here + "x.severity IN ('error', 'warning'))");
  conditions.add_if(!filter.rule.empty(), kCurrentFinding + here + "x.rule = ?7)");
  conditions.add_if(goes_on(filter), "(" + table + ".agency, " + table + ".year) > (?12, ?13)");
}

}  // namespace

KeyedQuestion reports_question(const Filter& filter) {
  Conditions owed, others;
  owed.add("(a.is_watched OR r.number IS NOT NULL)");
  owed.add_if(!filter.state.empty(), "d.state = ?9");
  add_common(owed, filter, "d");
  others.add("d.agency IS NULL");
  others.add_if(!filter.state.empty(), "0");
  add_common(others, filter, "r");
  return {question("," + std::string{kOfDuties} + owed.text() + kOfOthers + others.text() +
                   kOfPage + kRows),
          2};
}

Result<Rows> Queries::reports(const Filter& filter) const {
  const KeyedQuestion asked = reports_question(filter);
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, asked.sql, filter, asked.keys); });
}

}  // namespace gkwatch::store
