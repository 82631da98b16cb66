#include "store/reading.h"

#include "core/content_hash.h"
#include "model/form_layout.h"
#include "model/report_json.h"
#include "store/figures_of_version.h"
#include "store/search.h"

namespace gkwatch::store {
namespace {

constexpr auto kFindVersion = R"sql(
SELECT v.number FROM t_version AS v JOIN t_report AS r ON r.number = v.report
WHERE r.agency = ?1 AND r.year = ?2 AND v.document = ?3)sql";
constexpr auto kSetReading =
    "UPDATE t_version SET form = ?2, status = ?3, title = ?4, reading = ?5 WHERE number = ?1";
constexpr auto kForgetCells = "DELETE FROM t_cell WHERE version = ?1";
constexpr auto kWriteCell = R"sql(
INSERT INTO t_cell (version, cell, kind, units, scale, raw, place, unit, why)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))sql";

Status write_cell(Connection& connection, std::int64_t version, const CellKey& key,
                  const Cell& cell) {
  std::optional<std::int64_t> units;
  std::optional<int> scale;
  if (cell.value) {
    units = cell.value->units;
    scale = cell.value->scale;
  }
  return connection.run(kWriteCell, {version, key.text, name_of(cell.kind), units, scale, cell.raw,
                                     cell.where, cell.unit, cell.why});
}

}  // namespace

Status write_reading(Connection& connection, const Report& report) {
  const ParsedDocument& parsed = report.parsed;
  const auto number =
      connection.integer(kFindVersion, {report.agency.text, report.year, to_hex(report.document)});
  if (!number) return number.error();
  if (!*number) {
    return Error{ErrorCode::NotFound, report.agency.text + " has no report for " +
                                          std::to_string(report.year) + " with the document " +
                                          to_hex(report.document)};
  }
  const std::int64_t version = **number;
  Status done = connection.run(kSetReading, {version, name_of(parsed.form), name_of(parsed.status),
                                             parsed.title, to_json(parsed).dump()});
  if (done) done = index_text(connection, version, parsed.text);
  if (done) done = connection.run(kForgetCells, {version});
  for (const auto& [key, cell] : parsed.cells) {
    if (done) done = write_cell(connection, version, key, cell);
  }
  if (done) done = write_figures(connection, version);
  return done;
}

}  // namespace gkwatch::store
