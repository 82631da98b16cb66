#include <string>

#include "model/form_layout.h"
#include "model/report_json.h"
#include "store/reading.h"
#include "store/record.h"
#include "store/shingles.h"

namespace gkwatch::store {
namespace {

constexpr auto kWriteReport =
    "INSERT INTO t_report (agency, year, current) VALUES (?1, ?2, 0) "
    "ON CONFLICT (agency, year) DO NOTHING";

// A document that is known leaves its row as it is.
constexpr auto kWriteVersion = R"sql(
INSERT INTO t_version (report, version, document, url, document_url, article, published_at,
  first_seen, current_since, change, form, status, title, reading, is_imported)
SELECT r.number, 1 + (SELECT count(*) FROM t_version WHERE report = r.number), ?3, ?4, ?5, ?6,
  ?7, ?8, ?8, ?9, 'unknown', 'unreadable', '', '', ?10
FROM t_report AS r WHERE r.agency = ?1 AND r.year = ?2
ON CONFLICT (report, document) DO NOTHING)sql";

constexpr auto kComeBack = R"sql(
UPDATE t_version SET current_since = ?4, url = ?5, document_url = ?6, article = ?7,
  published_at = ?8, is_imported = 0
WHERE report = (SELECT number FROM t_report WHERE agency = ?1 AND year = ?2) AND document = ?3
  AND current_since < ?4)sql";

// The version that became current last; so an old record that is written again changes nothing.
// What a person brought never takes the place of what the agency shows.
constexpr auto kSetCurrent = R"sql(
UPDATE t_report SET current = (SELECT version FROM t_version WHERE report = t_report.number
  ORDER BY is_imported, current_since DESC, version DESC LIMIT 1)
WHERE agency = ?1 AND year = ?2)sql";

Status write_row(Connection& connection, const ReportVersion& version) {
  const Report& report = version.report;
  return connection.run(
      kWriteVersion,
      {report.agency.text, report.year, to_hex(report.document), version.url, version.document_url,
       version.article_id, version.published_at, version.first_seen, name_of(version.change),
       version.is_imported});
}

Status come_back(Connection& connection, const ReportVersion& version) {
  const Report& report = version.report;
  return connection.run(
      kComeBack, {report.agency.text, report.year, to_hex(report.document), version.first_seen,
                  version.url, version.document_url, version.article_id, version.published_at});
}

Status write_version(Connection& connection, const ReportVersion& version) {
  const Report& report = version.report;
  Status done = connection.run(kWriteReport, {report.agency.text, report.year});
  if (done) done = write_row(connection, version);
  if (done && connection.changes() == 0) done = come_back(connection, version);
  if (!done || connection.changes() == 0) return done;
  done = write_reading(connection, report);
  if (done) done = write_shingles(connection, version);
  if (!done) return done;
  return connection.run(kSetCurrent, {report.agency.text, report.year});
}

// With its earlier versions at the same address: they are versions of one thing. Where each was
// had stays in t_document.
constexpr auto kMove = R"sql(
UPDATE t_version SET url = ?4, document_url = ?5, article = ?6,
  is_imported = iif(document = ?3, 0, is_imported)
WHERE report = (SELECT number FROM t_report WHERE agency = ?1 AND year = ?2)
  AND document_url = (SELECT v.document_url FROM t_version AS v
    JOIN t_report AS r ON r.number = v.report
    WHERE r.agency = ?1 AND r.year = ?2 AND v.document = ?3))sql";

Status move_version(Connection& connection, const AgencyId& agency, const MovedReport& moved) {
  return connection.run(kMove, {agency.text, moved.year, to_hex(moved.document), moved.url,
                                moved.document_url, moved.article_id});
}

}  // namespace

Status write_versions(Connection& connection, const CheckRecord& check) {
  for (const ReportVersion& version : check.versions) {
    if (Status done = write_version(connection, version); !done) return done;
  }
  for (const MovedReport& moved : check.moved) {
    if (Status done = move_version(connection, check.agency, moved); !done) return done;
  }
  return {};
}

}  // namespace gkwatch::store
