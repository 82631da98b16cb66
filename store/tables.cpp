#include "store/migrations.h"

namespace gkwatch::store {

// Times are integer milliseconds UTC, days are ISO texts, decimals are units and scale. People
// read the views, so the tables have names of their own (t_…).
const std::string_view kCreateTables = R"sql(
CREATE TABLE t_agency (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  class TEXT NOT NULL,
  region TEXT NOT NULL,
  sources TEXT NOT NULL,            -- as in the watch list: blanks between, #fragment kept
  aliases TEXT NOT NULL,            -- as in the watch list: | between
  since INTEGER,
  until INTEGER,
  predecessor TEXT,
  is_watched INTEGER NOT NULL,
  watched_since INTEGER NOT NULL,
  left_at INTEGER                   -- when it was no longer in the watch list
) STRICT, WITHOUT ROWID;

CREATE TABLE t_check (
  agency TEXT NOT NULL REFERENCES t_agency(id),
  time INTEGER NOT NULL,
  is_complete INTEGER NOT NULL,
  last_complete INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  server_asked_for INTEGER NOT NULL, -- seconds
  next_due INTEGER NOT NULL,
  PRIMARY KEY (agency, time)
) STRICT, WITHOUT ROWID;

CREATE TABLE t_visit (
  number INTEGER PRIMARY KEY,
  agency TEXT NOT NULL REFERENCES t_agency(id),
  time INTEGER NOT NULL,
  url TEXT NOT NULL,
  kind TEXT NOT NULL,
  repeat INTEGER NOT NULL,          -- counts visits that are alike but for their answer
  outcome TEXT NOT NULL,
  http_status INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  took INTEGER NOT NULL,            -- milliseconds
  hash TEXT,
  fault TEXT NOT NULL,
  detail TEXT NOT NULL,
  headers TEXT NOT NULL,
  UNIQUE (agency, time, url, kind, repeat)
) STRICT;
CREATE INDEX t_visit_by_time ON t_visit (time);

CREATE TABLE t_page (
  url TEXT PRIMARY KEY,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  media_type TEXT NOT NULL,
  hash TEXT NOT NULL,
  fetched_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE t_listing (
  agency TEXT NOT NULL REFERENCES t_agency(id),
  column_url TEXT NOT NULL,
  read_at INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  is_complete INTEGER NOT NULL,
  proof TEXT NOT NULL,
  articles INTEGER NOT NULL,
  PRIMARY KEY (agency, column_url, read_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE t_article (
  agency TEXT NOT NULL REFERENCES t_agency(id),
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  is_link INTEGER NOT NULL,
  publisher TEXT NOT NULL,
  published_at INTEGER,
  attachments TEXT NOT NULL,        -- JSON: [[name, url]…]
  year INTEGER,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  absent INTEGER NOT NULL,
  fetched_at INTEGER NOT NULL,
  PRIMARY KEY (agency, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE t_document (
  agency TEXT NOT NULL REFERENCES t_agency(id),
  hash TEXT NOT NULL,
  url TEXT NOT NULL,
  article TEXT NOT NULL,
  name TEXT NOT NULL,
  declared_type TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,
  PRIMARY KEY (agency, hash, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE t_report (
  number INTEGER PRIMARY KEY,
  agency TEXT NOT NULL REFERENCES t_agency(id),
  year INTEGER NOT NULL,
  current INTEGER NOT NULL,         -- the version that became current last
  UNIQUE (agency, year)
) STRICT;

CREATE TABLE t_version (
  number INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES t_report(number),
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  url TEXT NOT NULL,
  document_url TEXT NOT NULL,
  article TEXT NOT NULL,
  published_at INTEGER,
  first_seen INTEGER NOT NULL,
  current_since INTEGER NOT NULL,   -- later than first_seen when an old document has come back
  change TEXT NOT NULL,
  form TEXT NOT NULL,
  status TEXT NOT NULL,
  title TEXT NOT NULL,
  reading TEXT NOT NULL,            -- the parsed document as JSON
  UNIQUE (report, version),
  UNIQUE (report, document)
) STRICT;

CREATE TABLE t_cell (
  version INTEGER NOT NULL REFERENCES t_version(number),
  cell TEXT NOT NULL,
  kind TEXT NOT NULL,
  units INTEGER,
  scale INTEGER,
  raw TEXT NOT NULL,
  place TEXT NOT NULL,
  unit TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (version, cell),
  -- A Gap is never a number, and a number is never anything else.
  CHECK ((kind = 'number') = (units IS NOT NULL AND scale IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE t_duty (
  agency TEXT NOT NULL REFERENCES t_agency(id),
  year INTEGER NOT NULL,
  due TEXT NOT NULL,
  due_source TEXT NOT NULL,
  state TEXT NOT NULL,
  published_at INTEGER,
  first_seen INTEGER,
  checked_at INTEGER,
  is_complete INTEGER NOT NULL,
  PRIMARY KEY (agency, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE t_finding (
  number INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  agency TEXT NOT NULL REFERENCES t_agency(id),
  year INTEGER NOT NULL,
  place TEXT NOT NULL,
  severity TEXT NOT NULL,
  outcome TEXT NOT NULL,
  cells TEXT NOT NULL,              -- JSON: [cell…]
  expected TEXT NOT NULL,
  actual TEXT NOT NULL,
  delta TEXT,
  message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL,
  finding TEXT NOT NULL,            -- all of it as JSON
  is_current INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  gone_at INTEGER,
  UNIQUE (agency, year, rule, place)
) STRICT;

CREATE TABLE t_alert (
  number INTEGER PRIMARY KEY,       -- what people call it by: never changes, never reused
  rule TEXT NOT NULL,
  agency TEXT NOT NULL REFERENCES t_agency(id),
  year INTEGER NOT NULL,
  place TEXT NOT NULL,
  state TEXT NOT NULL,
  severity TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  finding TEXT NOT NULL,            -- as last seen, as JSON
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  last_told INTEGER NOT NULL,
  times_opened INTEGER NOT NULL,
  resolved_at INTEGER,
  UNIQUE (agency, year, rule, place)
) STRICT;

CREATE TABLE t_delivery (
  id TEXT PRIMARY KEY,
  receiver TEXT NOT NULL,
  sequence INTEGER NOT NULL UNIQUE, -- the order in which they were made
  payload TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'given_up')),
  ended_at INTEGER,
  last_error TEXT,
  CHECK ((state = 'pending') = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX t_delivery_pending ON t_delivery (receiver, sequence) WHERE state = 'pending';

CREATE TABLE t_event (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  receiver TEXT NOT NULL,
  alert INTEGER NOT NULL REFERENCES t_alert(number),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL,
  delivery TEXT REFERENCES t_delivery(id)
) STRICT;
CREATE INDEX t_event_unsent ON t_event (receiver, number) WHERE delivery IS NULL;
CREATE INDEX t_event_by_alert ON t_event (alert);
CREATE INDEX t_event_by_delivery ON t_event (delivery);

CREATE TABLE t_silence (
  number INTEGER PRIMARY KEY,
  rule TEXT,                        -- NULL: every rule
  agency TEXT,                      -- NULL: every agency
  until INTEGER,                    -- NULL: until somebody ends it
  ended_at INTEGER
) STRICT;

CREATE TABLE t_dismissal (
  finding INTEGER PRIMARY KEY REFERENCES t_finding(number),
  as_it_stood TEXT NOT NULL,        -- the finding as JSON, when it was dismissed
  until INTEGER
) STRICT;

CREATE TABLE t_desk_note (
  number INTEGER PRIMARY KEY,
  action TEXT NOT NULL,             -- acknowledge, silence, unsilence, dismiss
  alert INTEGER REFERENCES t_alert(number),
  finding INTEGER REFERENCES t_finding(number),
  silence INTEGER REFERENCES t_silence(number),
  by TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
)sql";

}  // namespace gkwatch::store
