// Counts over all agencies: for the overview, the calendar and the charts.
#include "store/queries.h"
#include "store/query_state.h"
#include "store/question.h"

namespace gkwatch::store {
namespace {

// Counts begin at the agencies: a region is few of them, and the order does not matter.
Conditions of_agencies(const Filter& filter) {
  Conditions conditions;
  conditions.add_if(!filter.agencies.empty(), "a.id IN (SELECT value FROM json_each(?1))");
  conditions.add_if(!filter.region_prefix.empty(), "substr(a.region, 1, length(?2)) = ?2");
  conditions.add_if(!filter.agency_class.empty(), "a.class = ?3");
  return conditions;
}

std::string tally_question(const Filter& filter) {
  Conditions conditions = of_agencies(filter);
  conditions.add("a.is_watched");
  conditions.add_if(filter.year.has_value(), "d.year = ?4");
  return question(R"sql(
SELECT a.region, a.class, d.year, d.state AS status, count(*) AS reports,
  sum(EXISTS (SELECT 1 FROM t_finding AS x WHERE x.is_current AND x.outcome = 'fail'
    AND x.severity = 'error' AND x.agency = d.agency AND x.year = d.year)) AS wrong
FROM t_agency AS a CROSS JOIN t_duty AS d ON d.agency = a.id)sql" +
                  conditions.text() + " GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT ?10");
}

std::string alert_counts_question(const Filter& filter) {
  Conditions conditions = of_agencies(filter);
  // Over all agencies the index of the states alone has it.
  const std::string from = conditions.text().empty()
                               ? " FROM t_alert AS t"
                               : " FROM t_agency AS a CROSS JOIN t_alert AS t ON t.agency = a.id";
  return question("SELECT t.state, t.severity, count(*) AS alerts" + from + conditions.text() +
                  " GROUP BY 1, 2 LIMIT ?10");
}

std::string deadlines_question(const Filter& filter) {
  Conditions conditions = of_agencies(filter);
  conditions.add_if(filter.year.has_value(), "d.year = ?4");
  conditions.add_if(filter.since.has_value(),
                    "d.due >= strftime('%Y-%m-%d', ?5 / 1000 + 28800, 'unixepoch')");
  return question(R"sql(
SELECT d.due, d.year, count(*) AS reports,
  count(*) FILTER (WHERE d.state IN ('due_soon', 'not_due', 'missing', 'source_down')) AS open
FROM t_agency AS a CROSS JOIN t_duty AS d ON d.agency = a.id)sql" +
                  conditions.text() + " GROUP BY 1, 2 ORDER BY 1, 2 LIMIT ?10");
}

// Days between the deadline and the day of publication: negative before it.
std::string punctuality_question(const Filter& filter) {
  Conditions conditions = of_agencies(filter);
  conditions.add("d.published_at IS NOT NULL");
  conditions.add_if(filter.year.has_value(), "d.year = ?4");
  return question(R"sql(
SELECT d.year,
  (d.published_at / 1000 + 28800) / 86400 - CAST(strftime('%s', d.due) AS INTEGER) / 86400 AS days,
  count(*) AS reports
FROM t_agency AS a CROSS JOIN t_duty AS d ON d.agency = a.id)sql" +
                  conditions.text() + " GROUP BY 1, 2 ORDER BY 1, 2 LIMIT ?10");
}

// Sums of table 3, over the reports whose cell is a number. R3 is (三)不予公开 with all its rows,
// and so on; a report with a gap in one of them is left out of that sum's `reports`.
std::string figures_question(const Filter& filter) {
  Conditions conditions = of_agencies(filter);
  conditions.add_if(filter.year.has_value(), "r.year = ?4");
  return question(R"sql(
SELECT r.year, substr(c.cell, 4, iif(c.cell GLOB 'T3.R?.*', 2, instr(substr(c.cell, 4), '.') - 1))
  AS figure, sum(c.units) AS total, count(DISTINCT r.number) AS reports
FROM t_agency AS a CROSS JOIN t_report AS r ON r.agency = a.id
CROSS JOIN t_version AS v ON v.report = r.number AND v.version = r.current
CROSS JOIN t_cell AS c ON c.version = v.number AND c.cell IN ('T3.NEW.SUM', 'T3.CIN.SUM',
  'T3.R1.SUM', 'T3.R2.SUM', 'T3.R3.1.SUM', 'T3.R3.2.SUM', 'T3.R3.3.SUM', 'T3.R3.4.SUM',
  'T3.R3.5.SUM', 'T3.R3.6.SUM', 'T3.R3.7.SUM', 'T3.R3.8.SUM', 'T3.R4.1.SUM', 'T3.R4.2.SUM',
  'T3.R4.3.SUM', 'T3.R5.1.SUM', 'T3.R5.2.SUM', 'T3.R5.3.SUM', 'T3.R5.4.SUM', 'T3.R5.5.SUM',
  'T3.R6.SUM', 'T3.R6.1.SUM', 'T3.R6.2.SUM', 'T3.R6.3.SUM', 'T3.R7.SUM', 'T3.COUT.SUM')
  AND c.kind = 'number' AND c.scale = 0)sql" +
                  conditions.text() + " GROUP BY 1, 2 ORDER BY 1, 2 LIMIT ?10");
}

std::string news_question(const Filter& filter) {
  Conditions conditions;
  add_agency_filter(conditions, filter, "r.agency");
  conditions.add_if(filter.year.has_value(), "r.year = ?4");
  return question(R"sql(
SELECT r.number AS report, r.agency, a.name, r.year, v.version, v.change, v.title, v.url,
  v.document AS sha256,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', v.first_seen / 1000 + 28800, 'unixepoch') AS first_seen
FROM t_version AS v CROSS JOIN t_report AS r ON r.number = v.report
CROSS JOIN t_agency AS a ON a.id = r.agency)sql" +
                  conditions.text() + " ORDER BY v.first_seen DESC, v.number DESC LIMIT ?10");
}

}  // namespace

Result<Rows> Queries::tally(const Filter& filter) const {
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, tally_question(filter), filter, 0); });
}

Result<Rows> Queries::alert_counts(const Filter& filter) const {
  return state_->connection.with([&](Connection& connection) {
    return ask(connection, alert_counts_question(filter), filter, 0);
  });
}

Result<Rows> Queries::deadlines(const Filter& filter) const {
  return state_->connection.with([&](Connection& connection) {
    return ask(connection, deadlines_question(filter), filter, 0);
  });
}

Result<Rows> Queries::punctuality(const Filter& filter) const {
  return state_->connection.with([&](Connection& connection) {
    return ask(connection, punctuality_question(filter), filter, 0);
  });
}

Result<Rows> Queries::figures(const Filter& filter) const {
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, figures_question(filter), filter, 0); });
}

Result<Rows> Queries::news(const Filter& filter) const {
  return state_->connection.with(
      [&](Connection& connection) { return ask(connection, news_question(filter), filter, 0); });
}

}  // namespace gkwatch::store
