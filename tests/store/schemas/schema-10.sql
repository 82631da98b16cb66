-- Schema 10 as its program made it, with a row in every table of the first. Never changed.
BEGIN;
CREATE TABLE t_agency (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  class TEXT NOT NULL,
  region TEXT NOT NULL,
  sources TEXT NOT NULL,
  aliases TEXT NOT NULL,
  since INTEGER,
  until INTEGER,
  predecessor TEXT,
  is_watched INTEGER NOT NULL,
  watched_since INTEGER NOT NULL,
  left_at INTEGER
  ) STRICT, WITHOUT ROWID;
INSERT INTO t_agency VALUES ('_gkwatch','gkwatch','D','','','',NULL,NULL,NULL,0,0,NULL);
INSERT INTO t_agency VALUES ('town','示例镇人民政府','Z','440114','http://www.example.gov.cn/gkmlpt/annualreport#6198','示例镇|镇政府',2019,NULL,NULL,1,1611187200000,NULL);
CREATE TABLE t_check (
  agency TEXT NOT NULL REFERENCES t_agency(id),
  time INTEGER NOT NULL,
  is_complete INTEGER NOT NULL,
  last_complete INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  server_asked_for INTEGER NOT NULL,
  next_due INTEGER NOT NULL,
  PRIMARY KEY (agency, time)
  ) STRICT, WITHOUT ROWID;
INSERT INTO t_check VALUES ('town',1611187200000,1,1611187200000,0,0,1611230400000);
CREATE TABLE t_visit (
  number INTEGER PRIMARY KEY,
  agency TEXT NOT NULL REFERENCES t_agency(id),
  time INTEGER NOT NULL,
  url TEXT NOT NULL,
  kind TEXT NOT NULL,
  repeat INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  http_status INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  took INTEGER NOT NULL,
  hash TEXT,
  fault TEXT NOT NULL,
  detail TEXT NOT NULL,
  headers TEXT NOT NULL, request TEXT NOT NULL DEFAULT '',
  UNIQUE (agency, time, url, kind, repeat)
  ) STRICT;
INSERT INTO t_visit VALUES (1,'town',1611187200000,'http://www.example.gov.cn/post_1.html','article',0,'new',200,1234,87,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','','','HTTP/1.1 200 OK','');
CREATE TABLE t_page (
  url TEXT PRIMARY KEY,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  media_type TEXT NOT NULL,
  hash TEXT NOT NULL,
  fetched_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
INSERT INTO t_page VALUES ('http://www.example.gov.cn/post_1.html','"e1"','','text/html','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',1611187200000);
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
INSERT INTO t_listing VALUES ('town','http://www.example.gov.cn/gkmlpt/annualreport',1611187200000,'政府信息公开年报',1,'1 of 1',1);
CREATE TABLE t_article (
  agency TEXT NOT NULL REFERENCES t_agency(id),
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  is_link INTEGER NOT NULL,
  publisher TEXT NOT NULL,
  published_at INTEGER,
  attachments TEXT NOT NULL,
  year INTEGER,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  absent INTEGER NOT NULL,
  fetched_at INTEGER NOT NULL,
  PRIMARY KEY (agency, id)
  ) STRICT, WITHOUT ROWID;
INSERT INTO t_article VALUES ('town','1','示例镇2020年政府信息公开工作年度报告','http://www.example.gov.cn/post_1.html',0,'示例镇',1611187200000,'[]',2020,1611187200000,1611187200000,0,1611187200000);
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
INSERT INTO t_document VALUES ('town','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','http://www.example.gov.cn/post_1.html','1','','text/html',1611187200000);
CREATE TABLE t_report (
  number INTEGER PRIMARY KEY,
  agency TEXT NOT NULL REFERENCES t_agency(id),
  year INTEGER NOT NULL,
  current INTEGER NOT NULL,
  UNIQUE (agency, year)
  ) STRICT;
INSERT INTO t_report VALUES (1,'town',2020,1);
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
  current_since INTEGER NOT NULL,
  change TEXT NOT NULL,
  form TEXT NOT NULL,
  status TEXT NOT NULL,
  title TEXT NOT NULL,
  reading TEXT NOT NULL, is_imported INTEGER NOT NULL DEFAULT 0,
  UNIQUE (report, version),
  UNIQUE (report, document)
  ) STRICT;
INSERT INTO t_version VALUES (1,1,1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','http://www.example.gov.cn/post_1.html','http://www.example.gov.cn/post_1.html','1',1611187200000,1611187200000,1611187200000,'first','unknown','partial','示例镇2020年政府信息公开工作年度报告','{"status":"partial","error":"","media_type":"text/html","declared_type":"text/html; charset=utf-8","converted_by":"","title":"示例镇2020年政府信息公开工作年度报告","agency_name":"示例镇人民政府","year":2020,"year_from_title":true,"form":"unknown","form_marks":0,"single_r6":false,"cells":{},"rows":{},"unknown_rows":[],"sections":[{"number":1,"heading":"一、总体情况","text":"本年新收申请3件"}],"claims":[],"images":[],"text":"本年新收申请3件"}',0);
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
  CHECK ((kind = 'number') = (units IS NOT NULL AND scale IS NOT NULL))
  ) STRICT, WITHOUT ROWID;
INSERT INTO t_cell VALUES (1,'T3.NEW.SUM','number',3,0,'3','page 3','','');
CREATE TABLE t_figures (
  version INTEGER PRIMARY KEY REFERENCES t_version(number),
  figures TEXT NOT NULL             -- see figures_of_version.h
) STRICT;
INSERT INTO t_figures VALUES (1,'NEW 3');
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
INSERT INTO t_duty VALUES ('town',2020,'2021-01-31','《条例》第五十条','on_time',1611187200000,1611187200000,1611187200000,1);
CREATE TABLE t_finding (
  number INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  agency TEXT NOT NULL REFERENCES t_agency(id),
  year INTEGER NOT NULL,
  place TEXT NOT NULL,
  severity TEXT NOT NULL,
  outcome TEXT NOT NULL,
  cells TEXT NOT NULL,
  expected TEXT NOT NULL,
  actual TEXT NOT NULL,
  delta TEXT,
  message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL,
  finding TEXT NOT NULL,
  is_current INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  gone_at INTEGER,
  UNIQUE (agency, year, rule, place)
  ) STRICT;
INSERT INTO t_finding VALUES (1,'R-T3-BALANCE','town',2020,'T3.NEW','error','fail','["T3.NEW.SUM"]','2','3','1','合计不等','the sum differs','{"rule":"R-T3-BALANCE","severity":"error","outcome":"fail","cells":["T3.NEW.SUM"],"raw":["3"],"candidates":["T3.NEW.SUM"],"expected":"2","actual":"3","delta":1,"message":{"zh":"合计不等","en":"the sum differs"},"agency":"town","year":2020,"place":"T3.NEW"}',1,1611187200000,1611187200000,NULL);
CREATE TABLE t_alert (
  number INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  agency TEXT NOT NULL REFERENCES t_agency(id),
  year INTEGER NOT NULL,
  place TEXT NOT NULL,
  state TEXT NOT NULL,
  severity TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  finding TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  last_told INTEGER NOT NULL,
  times_opened INTEGER NOT NULL,
  resolved_at INTEGER, opened_at INTEGER NOT NULL DEFAULT 0, flaps INTEGER NOT NULL DEFAULT 0,
  UNIQUE (agency, year, rule, place)
  ) STRICT;
INSERT INTO t_alert VALUES (7,'R-T3-BALANCE','town',2020,'T3.NEW','acknowledged','error','合计不等','the sum differs','{"rule":"R-T3-BALANCE","severity":"error","outcome":"fail","cells":["T3.NEW.SUM"],"raw":["3"],"candidates":["T3.NEW.SUM"],"expected":"2","actual":"3","delta":1,"message":{"zh":"合计不等","en":"the sum differs"},"agency":"town","year":2020,"place":"T3.NEW"}',1611187200000,1611187200000,1611187200000,1,NULL,1611187200000,0);
CREATE TABLE t_delivery (
  id TEXT PRIMARY KEY,
  receiver TEXT NOT NULL,
  sequence INTEGER NOT NULL UNIQUE,
  payload TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'given_up')),
  ended_at INTEGER,
  last_error TEXT, served TEXT NOT NULL DEFAULT '',
  CHECK ((state = 'pending') = (ended_at IS NULL))
  ) STRICT, WITHOUT ROWID;
INSERT INTO t_delivery VALUES ('d1','hook',1,'payload',1611187200000,1611187200000,0,'pending',NULL,NULL,'');
CREATE TABLE t_event (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  receiver TEXT NOT NULL,
  alert INTEGER NOT NULL REFERENCES t_alert(number),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL,
  delivery TEXT REFERENCES t_delivery(id)
  , is_dropped INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO t_event VALUES (1,'e1','hook',7,'firing',1611187200000,'{}','d1',0);
INSERT INTO t_event VALUES (2,'e2','mail',7,'firing',1611187200000,'{}',NULL,0);
CREATE TABLE t_silence (
  number INTEGER PRIMARY KEY,
  rule TEXT,
  agency TEXT,
  until INTEGER,
  ended_at INTEGER
  , region TEXT NOT NULL DEFAULT '', class TEXT NOT NULL DEFAULT '', year INTEGER) STRICT;
INSERT INTO t_silence VALUES (1,'R-P-LATE','town',1612051200000,NULL,'','',NULL);
CREATE TABLE t_dismissal (
  finding INTEGER PRIMARY KEY REFERENCES t_finding(number),
  as_it_stood TEXT NOT NULL,
  until INTEGER
  ) STRICT;
INSERT INTO t_dismissal VALUES (1,'{"rule":"R-T3-BALANCE","severity":"error","outcome":"fail","cells":["T3.NEW.SUM"],"raw":["3"],"candidates":["T3.NEW.SUM"],"expected":"2","actual":"3","delta":1,"message":{"zh":"合计不等","en":"the sum differs"},"agency":"town","year":2020,"place":"T3.NEW"}',NULL);
CREATE TABLE t_desk_note (
  number INTEGER PRIMARY KEY,
  action TEXT NOT NULL,
  alert INTEGER REFERENCES t_alert(number),
  finding INTEGER REFERENCES t_finding(number),
  silence INTEGER REFERENCES t_silence(number),
  by TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL
  ) STRICT;
INSERT INTO t_desk_note VALUES (1,'acknowledge',7,NULL,NULL,'王某','已联系',1611187200000);
INSERT INTO t_desk_note VALUES (2,'silence',NULL,NULL,1,'王某','假期',1611187200000);
CREATE VIRTUAL TABLE t_search USING fts5(words, tokenize = 'unicode61');
CREATE TABLE t_shingles (
  version INTEGER NOT NULL REFERENCES t_version(number),
  section INTEGER NOT NULL,
  shingles TEXT NOT NULL,
  PRIMARY KEY (version, section)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE t_receiver (
  name TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  gone_at INTEGER NOT NULL,
  why TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE t_import (
  number INTEGER PRIMARY KEY,
  agency TEXT NOT NULL REFERENCES t_agency(id),
  year INTEGER NOT NULL,
  document TEXT NOT NULL,
  file TEXT NOT NULL,
  url TEXT NOT NULL,
  by TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL
  ) STRICT;
CREATE TABLE t_rereading (
  number INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES t_version(number),
  at INTEGER NOT NULL,
  program TEXT NOT NULL,
  change TEXT NOT NULL,
  status_before TEXT NOT NULL,
  status_after TEXT NOT NULL,
  cells TEXT NOT NULL
  ) STRICT;
CREATE INDEX t_visit_by_time ON t_visit (time);
CREATE INDEX t_delivery_pending ON t_delivery (receiver, sequence) WHERE state = 'pending';
CREATE INDEX t_event_by_alert ON t_event (alert);
CREATE INDEX t_event_by_delivery ON t_event (delivery);
CREATE INDEX t_alert_by_time ON t_alert (first_seen);
CREATE INDEX t_alert_by_state ON t_alert (state, severity, first_seen);
CREATE INDEX t_alert_by_agency ON t_alert (agency, state, severity);
CREATE INDEX t_finding_current ON t_finding (agency, year, number, severity, outcome, rule)
  WHERE is_current;
CREATE INDEX t_finding_by_rule ON t_finding (rule, agency, year) WHERE is_current;
CREATE INDEX t_finding_wrong ON t_finding (agency, year, severity)
  WHERE is_current AND outcome = 'fail';
CREATE INDEX t_duty_by_state ON t_duty (state, agency, year);
CREATE INDEX t_duty_by_due ON t_duty (due, year, state);
CREATE INDEX t_version_by_time ON t_version (first_seen);
CREATE INDEX t_visit_by_outcome ON t_visit (outcome, time);
CREATE INDEX t_document_by_hash ON t_document (hash, fetched_at);
CREATE INDEX t_check_by_time ON t_check (time);
CREATE INDEX t_check_complete ON t_check (time) WHERE is_complete;
CREATE INDEX t_delivery_by_state ON t_delivery (state, receiver, made_at);
CREATE INDEX t_report_by_year ON t_report (year, agency);
CREATE INDEX t_event_unsent ON t_event (receiver, number)
  WHERE delivery IS NULL AND is_dropped = 0;
CREATE INDEX t_desk_note_by_alert ON t_desk_note (alert) WHERE alert IS NOT NULL;
CREATE INDEX t_visit_by_hash ON t_visit (hash) WHERE outcome IN ('new', 'changed');
CREATE INDEX t_import_by_report ON t_import (agency, year);
CREATE INDEX t_rereading_by_version ON t_rereading (version);
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
CREATE VIEW t_countable AS
SELECT version, substr(line, 4) AS name,
  CASE max(CASE WHEN is_sum THEN kind END)
    WHEN 'number' THEN max(CASE WHEN is_sum THEN units END)
    ELSE sum(CASE WHEN NOT is_sum THEN coalesce(units, 0) END) END AS total
FROM (SELECT version, substr(rtrim(cell, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), 1,
        length(rtrim(cell, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')) - 1) AS line,
        cell GLOB '*.SUM' AS is_sum, kind, units, scale
      FROM t_cell WHERE cell GLOB 'T3.*')
GROUP BY version, line
HAVING sum(CASE WHEN is_sum AND kind = 'number' THEN scale <> 0
    WHEN is_sum THEN kind NOT IN ('blank', 'dash') ELSE 0 END) = 0
  AND (sum(is_sum AND kind = 'number') = 1
    OR sum(NOT is_sum AND (kind IN ('gap', 'text') OR coalesce(scale, 0) <> 0)) = 0)
UNION ALL
-- The applicants of 本年新收, T4, and the counts of T2, each for itself.
SELECT version, substr(cell, 4), coalesce(units, 0) FROM t_cell
WHERE (cell GLOB 'T3.NEW.*' OR cell GLOB 'T4.*' OR cell GLOB 'T2.NORM.*'
    OR cell GLOB 'T2.*.DECISIONS')
  AND cell <> 'T3.NEW.SUM' AND kind IN ('number', 'blank', 'dash') AND coalesce(scale, 0) = 0;
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
PRAGMA user_version = 10;
COMMIT;
