#include "store/migrations.h"

namespace gkwatch::store {

// Reports that came by other ways than the crawl, who brought them and why; and readings that a
// newer parser has put in the place of older ones.
const std::string_view kCreateImports = R"sql(
ALTER TABLE t_version ADD COLUMN is_imported INTEGER NOT NULL DEFAULT 0;

CREATE TABLE t_import (
  number INTEGER PRIMARY KEY,
  agency TEXT NOT NULL REFERENCES t_agency(id),
  year INTEGER NOT NULL,
  document TEXT NOT NULL,
  file TEXT NOT NULL,               -- its name, without folders
  url TEXT NOT NULL,                -- where it is said to have stood; empty: nowhere
  by TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX t_import_by_report ON t_import (agency, year);

CREATE TABLE t_rereading (
  number INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES t_version(number),
  at INTEGER NOT NULL,
  program TEXT NOT NULL,            -- that read it anew
  change TEXT NOT NULL,
  status_before TEXT NOT NULL,
  status_after TEXT NOT NULL,
  cells TEXT NOT NULL               -- JSON: [[cell, before, after]…], null for a gap
) STRICT;
CREATE INDEX t_rereading_by_version ON t_rereading (version);

DROP VIEW reports;
CREATE VIEW reports AS
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
  a.class, a.region, d.due_source, v.status AS reading, v.title, v.document_url,
  v.is_imported AS imported
FROM (SELECT agency, year FROM t_duty UNION SELECT agency, year FROM t_report) AS k
JOIN t_agency AS a ON a.id = k.agency
LEFT JOIN t_duty AS d ON d.agency = k.agency AND d.year = k.year
LEFT JOIN t_report AS r ON r.agency = k.agency AND r.year = k.year
LEFT JOIN t_version AS v ON v.report = r.number AND v.version = r.current
WHERE a.is_watched OR r.number IS NOT NULL;

DROP VIEW versions;
CREATE VIEW versions AS
SELECT r.number AS report, r.agency, r.year, v.version, v.version = r.current AS is_current,
  v.document AS sha256, nullif(v.url, '') AS url, v.document_url, nullif(v.article, '') AS article,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', v.published_at / 1000 + 28800, 'unixepoch')
    AS published_at,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', v.first_seen / 1000 + 28800, 'unixepoch') AS first_seen,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', v.current_since / 1000 + 28800, 'unixepoch')
    AS current_since,
  v.change, v.form, v.status AS reading, v.title, v.is_imported AS imported
FROM t_version AS v JOIN t_report AS r ON r.number = v.report;

CREATE VIEW imports AS
SELECT number AS id, agency, year, document AS sha256, file, nullif(url, '') AS url, by, note,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', at / 1000 + 28800, 'unixepoch') AS time
FROM t_import;

CREATE VIEW rereadings AS
SELECT n.number AS id, r.agency, r.year, r.number AS report, v.version, v.document AS sha256,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', n.at / 1000 + 28800, 'unixepoch') AS time,
  n.program, n.change, n.status_before, n.status_after, n.cells
FROM t_rereading AS n
JOIN t_version AS v ON v.number = n.version
JOIN t_report AS r ON r.number = v.report;
)sql";

}  // namespace gkwatch::store
