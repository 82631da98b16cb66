#include "store/migrations.h"

namespace gkwatch::store {

// What the alert desk needs beyond the first tables: silences of regions, classes and years;
// alerts that flap; events that nobody shall hear of any more; receivers that are gone.
const std::string_view kCreateDesk = R"sql(
ALTER TABLE t_silence ADD COLUMN region TEXT NOT NULL DEFAULT '';  -- a code or its beginning
ALTER TABLE t_silence ADD COLUMN class TEXT NOT NULL DEFAULT '';
ALTER TABLE t_silence ADD COLUMN year INTEGER;

ALTER TABLE t_alert ADD COLUMN opened_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE t_alert ADD COLUMN flaps INTEGER NOT NULL DEFAULT 0;
UPDATE t_alert SET opened_at = first_seen;

ALTER TABLE t_event ADD COLUMN is_dropped INTEGER NOT NULL DEFAULT 0;
DROP INDEX t_event_unsent;
CREATE INDEX t_event_unsent ON t_event (receiver, number)
  WHERE delivery IS NULL AND is_dropped = 0;

CREATE TABLE t_receiver (
  name TEXT PRIMARY KEY,
  address TEXT NOT NULL,            -- SHA-256 of where it was reached when it was given up
  gone_at INTEGER NOT NULL,
  why TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the program has to say of itself is about an agency of its own, which no watch list can
-- hold and no list of agencies shows.
INSERT INTO t_agency (id, name, class, region, sources, aliases, is_watched, watched_since)
VALUES ('_gkwatch', 'gkwatch', 'D', '', '', '', 0, 0);
DROP VIEW agencies;
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
  AND c.time = (SELECT max(time) FROM t_check WHERE agency = a.id)
WHERE substr(a.id, 1, 1) <> '_';

DROP VIEW alerts;
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
  a.times_opened, n.by AS decided_by, n.note,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', n.at / 1000 + 28800, 'unixepoch') AS decided_at
FROM t_alert AS a
LEFT JOIN t_desk_note AS n
  ON n.number = (SELECT max(number) FROM t_desk_note WHERE alert = a.number);
CREATE INDEX t_desk_note_by_alert ON t_desk_note (alert) WHERE alert IS NOT NULL;

CREATE VIEW silences AS
SELECT s.number AS id, s.rule, s.agency, nullif(s.region, '') AS region,
  nullif(s.class, '') AS class, s.year,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', s.until / 1000 + 28800, 'unixepoch') AS until,
  n.by, n.note,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', n.at / 1000 + 28800, 'unixepoch') AS made_at,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', s.ended_at / 1000 + 28800, 'unixepoch') AS ended_at,
  (SELECT by FROM t_desk_note WHERE silence = s.number AND action = 'unsilence') AS ended_by
FROM t_silence AS s
LEFT JOIN t_desk_note AS n ON n.silence = s.number AND n.action = 'silence';
)sql";

}  // namespace gkwatch::store
