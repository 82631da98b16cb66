// What people bring, and what a newer parser reads otherwise.
#include "store/imports.h"

#include "core/json.h"
#include "model/form_layout.h"
#include "store/reading.h"
#include "store/record.h"
#include "store/shingles.h"
#include "store/state.h"

namespace gkwatch::store {
namespace {

constexpr auto kIsAgency = "SELECT 1 FROM t_agency WHERE id = ?1 AND substr(id, 1, 1) <> '_'";
constexpr auto kIsVersion =
    "SELECT 1 FROM t_version AS v JOIN t_report AS r ON r.number = v.report "
    "WHERE r.agency = ?1 AND r.year = ?2 AND v.document = ?3";
constexpr auto kWriteImport = R"sql(
INSERT INTO t_import (agency, year, document, file, url, by, note, at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

constexpr auto kWriteRereading = R"sql(
INSERT INTO t_rereading (version, at, program, change, status_before, status_after, cells)
SELECT v.number, ?4, ?5, ?6, ?7, ?8, ?9 FROM t_version AS v JOIN t_report AS r
  ON r.number = v.report
WHERE r.agency = ?1 AND r.year = ?2 AND v.document = ?3)sql";
constexpr auto kForgetShingles = R"sql(
DELETE FROM t_shingles WHERE version = (SELECT v.number FROM t_version AS v JOIN t_report AS r
  ON r.number = v.report WHERE r.agency = ?1 AND r.year = ?2 AND v.document = ?3))sql";
constexpr auto kSetChange = R"sql(
UPDATE t_version SET change = ?4
WHERE report = (SELECT number FROM t_report WHERE agency = ?1 AND year = ?2) AND version = ?3)sql";

Result<bool> is_there(Connection& connection, std::string_view sql, Values values) {
  const auto found = connection.integer(sql, values);
  if (!found) return found.error();
  return found->has_value();
}

Status write_note(Connection& connection, const Report& report, const ImportNote& note) {
  return connection.run(kWriteImport,
                        {report.agency.text, report.year, to_hex(report.document), note.file,
                         note.url, note.by, note.note, note.at});
}

CheckRecord record_of(const Import& import) {
  CheckRecord record{.agency = import.version.report.agency, .at = import.note.at};
  record.versions = {import.version};
  record.versions.front().is_imported = true;
  record.documents = {{.hash = import.version.report.document,
                       .url = import.version.document_url,
                       .article_id = {},
                       .name = import.note.file,
                       .declared_type = import.declared_type,
                       .fetched_at = import.note.at}};
  return record;
}

Status write_import(Connection& connection, const Import& import, Imported& into) {
  const Report& report = import.version.report;
  const auto agency = is_there(connection, kIsAgency, {report.agency.text});
  if (!agency) return agency.error();
  if (!*agency) return Error{ErrorCode::NotFound, "there is no agency " + report.agency.text};
  const auto known = is_there(connection, kIsVersion,
                              {report.agency.text, report.year, to_hex(report.document)});
  if (!known) return known.error();
  into = *known ? Imported::Known : Imported::New;
  if (Status noted = write_note(connection, report, import.note); !noted) return noted;
  return *known ? Status{} : write_record(connection, record_of(import));
}

std::string cells_of(const Rereading& one) {
  const auto json_of = [](const std::optional<std::string>& raw) {
    return raw ? Json{*raw} : Json{};
  };
  Json::Array cells;
  for (const RereadCell& cell : one.cells) {
    cells.emplace_back(Json::Array{cell.cell.text, json_of(cell.before), json_of(cell.after)});
  }
  return Json{std::move(cells)}.dump();
}

Status write_rereading(Connection& connection, const Rereading& one) {
  const Report& report = one.report;
  Status done = write_reading(connection, report);
  if (done) {
    done = connection.run(kForgetShingles,
                          {report.agency.text, report.year, to_hex(report.document)});
  }
  if (done) {
    ReportVersion version;
    version.report = report;
    version.shingles = one.shingles;
    done = write_shingles(connection, version);
  }
  if (!done) return done;
  return connection.run(kWriteRereading,
                        {report.agency.text, report.year, to_hex(report.document), one.at,
                         one.program, name_of(one.change), name_of(one.status_before),
                         name_of(report.parsed.status), cells_of(one)});
}

}  // namespace

std::string import_address(const ContentHash& document) { return "import:" + to_hex(document); }

Result<Imported> Database::take_in(const Import& import) {
  Imported imported = Imported::New;
  Connection& connection = state_->connection;
  state_->class_figures.forget();
  Status done =
      connection.in_transaction([&] { return write_import(connection, import, imported); });
  if (!done) return done.error();
  return imported;
}

Status Database::reread(std::span<const Rereading> readings, const AgencyId& agency, int year,
                        std::span<const VersionStep> steps) {
  Connection& connection = state_->connection;
  state_->class_figures.forget();
  return connection.in_transaction([&]() -> Status {
    for (const Rereading& one : readings) {
      if (Status done = write_rereading(connection, one); !done) return done;
    }
    for (const VersionStep& step : steps) {
      Status done = connection.run(kSetChange,
                                   {agency.text, year, step.version, name_of(step.change)});
      if (!done) return done;
    }
    return {};
  });
}

}  // namespace gkwatch::store
