#include <array>

#include "store/migrations.h"

namespace gkwatch::store {

namespace {
constexpr std::array<std::string_view, 15> kViews{
    "agencies", "reports",  "versions",  "cells",      "findings", "alerts",  "history",
    "checks",   "articles", "documents", "deliveries", "desk",     "silences",
    "imports",  "rereadings"};
}

std::span<const std::string_view> documented_views() { return kViews; }

// Times for people: ISO 8601 in China Standard Time (28800 seconds ahead of UTC). No function
// that SQLite holds for unsafe in a schema (those of JSON): foreign SQL runs with trusted_schema
// off.
const std::string_view kCreateViews = R"sql(
CREATE VIEW agencies AS
SELECT a.id, a.name, a.class, a.region, a.sources AS url, a.aliases,
  a.since, a.until, a.predecessor, a.is_watched AS watched,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', c.time / 1000 + 28800, 'unixepoch') AS last_check,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', nullif(c.last_complete, 0) / 1000 + 28800, 'unixepoch')
    AS last_complete,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', nullif(c.next_due, 0) / 1000 + 28800, 'unixepoch')
    AS next_check,
  c.failures AS failures_in_a_row
FROM t_agency AS a
LEFT JOIN t_check AS c ON c.agency = a.id
  AND c.time = (SELECT max(time) FROM t_check WHERE agency = a.id);

CREATE VIEW reports AS
SELECT r.number AS report, k.agency, a.name, k.year, d.state AS status,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', coalesce(d.published_at, v.published_at) / 1000 + 28800,
    'unixepoch') AS published_at,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', coalesce(d.first_seen,
    (SELECT min(first_seen) FROM t_version WHERE report = r.number)) / 1000 + 28800,
    'unixepoch') AS first_seen,
  d.due,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', d.checked_at / 1000 + 28800, 'unixepoch') AS checked_at,
  coalesce(d.is_complete, 0) AS complete, v.url, v.document AS sha256, v.version,
  (SELECT count(*) FROM t_version WHERE report = r.number) AS versions, v.form,
  (SELECT count(*) FROM t_finding AS f WHERE f.agency = k.agency AND f.year = k.year
    AND f.is_current AND f.outcome = 'fail' AND f.severity = 'error') AS errors,
  (SELECT count(*) FROM t_finding AS f WHERE f.agency = k.agency AND f.year = k.year
    AND f.is_current AND f.outcome = 'fail' AND f.severity = 'warning') AS warnings,
  a.class, a.region, d.due_source, v.status AS reading, v.title, v.document_url
FROM (SELECT agency, year FROM t_duty UNION SELECT agency, year FROM t_report) AS k
JOIN t_agency AS a ON a.id = k.agency
LEFT JOIN t_duty AS d ON d.agency = k.agency AND d.year = k.year
LEFT JOIN t_report AS r ON r.agency = k.agency AND r.year = k.year
LEFT JOIN t_version AS v ON v.report = r.number AND v.version = r.current
WHERE a.is_watched OR r.number IS NOT NULL;

CREATE VIEW versions AS
SELECT r.number AS report, r.agency, r.year, v.version, v.version = r.current AS is_current,
  v.document AS sha256, v.url, v.document_url, v.article,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', v.published_at / 1000 + 28800, 'unixepoch')
    AS published_at,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', v.first_seen / 1000 + 28800, 'unixepoch') AS first_seen,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', v.current_since / 1000 + 28800, 'unixepoch')
    AS current_since,
  v.change, v.form, v.status AS reading, v.title
FROM t_version AS v JOIN t_report AS r ON r.number = v.report;

CREATE VIEW cells AS
SELECT r.agency, r.year, r.number AS report, v.version, v.version = r.current AS is_current,
  c.cell, c.kind,
  c.units * 1.0 / CAST('1' || substr('000000000', 1, c.scale) AS INTEGER) AS value,
  CASE WHEN c.units IS NULL THEN NULL WHEN c.scale = 0 THEN CAST(c.units AS TEXT)
    ELSE rtrim(rtrim(printf('%s%d.%0*d', CASE WHEN c.units < 0 THEN '-' ELSE '' END,
      abs(c.units) / CAST('1' || substr('000000000', 1, c.scale) AS INTEGER), c.scale,
      abs(c.units) % CAST('1' || substr('000000000', 1, c.scale) AS INTEGER)), '0'), '.')
    END AS exact,
  c.raw, c.unit, c.place, c.why
FROM t_cell AS c
JOIN t_version AS v ON v.number = c.version
JOIN t_report AS r ON r.number = v.report;

CREATE VIEW findings AS
SELECT f.number AS id, f.agency, f.year, f.rule, f.severity, f.outcome, f.place, f.cells,
  f.expected, f.actual, f.delta, f.message_zh, f.message_en, f.is_current,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', f.first_seen / 1000 + 28800, 'unixepoch') AS first_seen,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', f.last_seen / 1000 + 28800, 'unixepoch') AS last_seen,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', f.gone_at / 1000 + 28800, 'unixepoch') AS gone_at,
  d.finding IS NOT NULL AS is_dismissed
FROM t_finding AS f LEFT JOIN t_dismissal AS d ON d.finding = f.number;

CREATE VIEW alerts AS
SELECT a.number AS id, a.rule, a.severity, a.state, a.agency, a.year, a.title_zh AS title,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', a.first_seen / 1000 + 28800, 'unixepoch') AS first_seen,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', a.last_seen / 1000 + 28800, 'unixepoch') AS last_seen,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', a.resolved_at / 1000 + 28800, 'unixepoch')
    AS resolved_at,
  (SELECT group_concat(receiver, ', ') FROM (SELECT DISTINCT e.receiver FROM t_event AS e
    JOIN t_delivery AS d ON d.id = e.delivery WHERE e.alert = a.number AND d.state = 'delivered'
    ORDER BY e.receiver)) AS notified,
  a.place, a.title_en,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', nullif(a.last_told, 0) / 1000 + 28800, 'unixepoch')
    AS last_told,
  a.times_opened
FROM t_alert AS a;

CREATE VIEW history AS
SELECT strftime('%Y-%m-%dT%H:%M:%S+08:00', time / 1000 + 28800, 'unixepoch') AS time,
  agency, url, kind, outcome, http_status, bytes, took AS ms, hash AS sha256,
  nullif(fault, '') AS error, nullif(detail, '') AS detail,
  time AS time_ms, number AS id
FROM t_visit;

CREATE VIEW checks AS
SELECT agency,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', time / 1000 + 28800, 'unixepoch') AS time,
  is_complete AS complete, failures AS failures_in_a_row,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', nullif(next_due, 0) / 1000 + 28800, 'unixepoch')
    AS next_check
FROM t_check;

CREATE VIEW articles AS
SELECT agency, id, year, title, url, publisher,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', published_at / 1000 + 28800, 'unixepoch')
    AS published_at,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', first_seen / 1000 + 28800, 'unixepoch') AS first_seen,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', last_seen / 1000 + 28800, 'unixepoch') AS last_seen,
  absent, is_link
FROM t_article;

CREATE VIEW documents AS
SELECT agency, hash AS sha256, url, article, name, declared_type,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', fetched_at / 1000 + 28800, 'unixepoch') AS fetched_at
FROM t_document;

CREATE VIEW deliveries AS
SELECT d.id, d.receiver, d.state,
  (SELECT count(*) FROM t_event WHERE delivery = d.id) AS events,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', d.made_at / 1000 + 28800, 'unixepoch') AS made_at,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', d.due_at / 1000 + 28800, 'unixepoch') AS due_at,
  d.attempts,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', d.ended_at / 1000 + 28800, 'unixepoch') AS ended_at,
  d.last_error
FROM t_delivery AS d;

CREATE VIEW desk AS
SELECT strftime('%Y-%m-%dT%H:%M:%S+08:00', at / 1000 + 28800, 'unixepoch') AS time,
  action, alert, finding, silence, by, note
FROM t_desk_note;
)sql";

}  // namespace gkwatch::store
