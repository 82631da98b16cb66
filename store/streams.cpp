// Whole tables, row by row, for exports.
#include "store/query_state.h"
#include "store/question.h"
#include "store/questions.h"

namespace gkwatch::store {
namespace {

// One row for each cell of each current report. The tables are read in the order of their
// indexes, so that nothing is sorted and nothing is kept. A number is told as units/scale: no
// figure passes through a floating-point number of SQLite.
constexpr auto kCells = R"sql(
SELECT r.agency, a.name, a.class, a.region, r.year, v.form, v.version, c.cell, c.kind,
  c.units || '/' || c.scale AS value, c.raw, nullif(c.unit, '') AS unit,
  nullif(c.place, '') AS "where", nullif(c.why, '') AS why, v.document AS sha256,
  r.agency, r.year, c.cell
FROM t_report AS r
CROSS JOIN t_agency AS a ON a.id = r.agency
CROSS JOIN t_version AS v ON v.report = r.number AND v.version = r.current
CROSS JOIN t_cell AS c ON c.version = v.number)sql";

KeyedQuestion question_for(Table table, const Filter& filter) {
  switch (table) {
    case Table::Reports:
      return reports_question(filter);
    case Table::Cells:
      return cells_question(filter);
    case Table::Findings:
      return findings_question(filter);
    case Table::History:
      break;
  }
  return history_question(filter);
}

}  // namespace

KeyedQuestion cells_question(const Filter& filter) {
  constexpr std::size_t kKeys = 3;
  constexpr auto kPublished = "coalesce(v.published_at, v.first_seen)";
  Conditions conditions;
  add_agency_filter(conditions, filter, "r.agency");
  conditions.add_if(filter.year.has_value(), "r.year = ?4");
  conditions.add_if(filter.since.has_value(), kPublished + std::string{" >= ?5"});
  conditions.add_if(filter.until.has_value(), kPublished + std::string{" <= ?6"});
  conditions.add_if(!filter.state.empty(), "c.kind = ?9");
  conditions.add_if(goes_on(filter), "(r.agency, r.year, c.cell) > (?12, ?13, ?14)");
  return {question(kCells + conditions.text() +
                   " ORDER BY r.agency, r.year, c.cell LIMIT ?10 OFFSET ?11"),
          kKeys};
}

Status Queries::stream(Table table, const Filter& filter, RowSink& sink) const {
  const KeyedQuestion asked = question_for(table, filter);
  return state_->connection.with([&](Connection& connection) {
    return pour(connection, asked.sql, filter, asked.keys, sink);
  });
}

}  // namespace gkwatch::store
