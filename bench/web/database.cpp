#include "bench/web/database.h"

#include <array>
#include <random>
#include <string>

#include "model/form_layout.h"
#include "model/report_json.h"
#include "store/database.h"
#include "store/opening.h"
#include "store/figures_of_version.h"
#include "store/search.h"

namespace gkwatch::bench {
namespace {

using store::Connection;

constexpr int kFirstYear = 2017;
constexpr std::array<std::string_view, 16> kClauses{"主动公开政府信息若干条",
                                                    "本年新收政府信息公开申请",
                                                    "依法答复并按时办结",
                                                    "未收取任何费用",
                                                    "政务新媒体平台建设稳步推进",
                                                    "行政规范性文件集中公开",
                                                    "组织业务培训两次",
                                                    "回应社会关切",
                                                    "公开目录及时更新",
                                                    "存在的问题是解读形式单一",
                                                    "下一步加强队伍建设",
                                                    "行政复议和行政诉讼情况",
                                                    "重点领域信息公开",
                                                    "接受社会评议",
                                                    "监督保障到位",
                                                    "其他需要报告的事项"};

// Rows that are made by the database itself; ?1 agencies, ?2 years, ?3 first year.
constexpr std::array<const char*, 7> kRows{
    R"sql(INSERT INTO t_agency
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
SELECT printf('a%05d', i), printf('某市第%d区某街道办事处第%d号', i % 300, i),
  substr('G D0D B P Z T S V L ', 1 + (i % 10) * 2, 2 - (i % 10 <> 1)),
  printf('%02d%02d%02d', 11 + (i % 30), 1 + (i % 10), 1 + (i % 7)),
  printf('http://a%d.example.gov.cn/gkmlpt/annualreport', i), '', ?3, NULL, NULL, 1, 0, NULL
FROM n WHERE ?2 > 0)sql",
    R"sql(INSERT INTO t_duty
WITH RECURSIVE y(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM y WHERE j + 1 < ?2)
SELECT a.id, ?3 + j, printf('%d-01-31', ?3 + j + 1), '《条例》第五十条',
  CASE WHEN abs(random()) % 100 < 80 THEN 'on_time' WHEN abs(random()) % 100 < 60 THEN 'late'
    WHEN abs(random()) % 2 THEN 'missing' ELSE 'source_down' END,
  (strftime('%s', printf('%d-01-31', ?3 + j + 1)) - abs(random()) % 3000000) * 1000, NULL,
  1700000000000, 1
FROM t_agency AS a, y WHERE ?1 > 0)sql",
    R"sql(INSERT INTO t_finding (rule, agency, year, place, severity, outcome, cells, expected, actual,
  delta, message_zh, message_en, finding, is_current, first_seen, last_seen)
SELECT r.rule, d.agency, d.year, 'T3.SUM', r.severity, 'fail', '["T3.R7.SUM","T3.NEW.SUM"]', '1',
  '2', '1', '各项办理结果相加为 1，应为 1。', 'The outcomes add up to 1.',
  json_object('rule', r.rule, 'agency', d.agency, 'year', d.year, 'place', 'T3.SUM', 'severity',
    r.severity, 'outcome', 'fail', 'cells', json('[]'), 'candidates', json('[]'), 'expected', '1',
    'actual', '2', 'delta', NULL, 'message', json('{"zh":"各项不等","en":"differs"}')),
  1, 1600000000000 + d.rowid_like, 1700000000000
FROM (SELECT agency, year, row_number() OVER () AS rowid_like FROM t_duty WHERE ?1 > 0 AND ?2 > 0
  AND ?3 > 0) AS d,
  (SELECT 'R-T3-BALANCE' AS rule, 'error' AS severity, 7 AS every
   UNION ALL SELECT 'R-DOC-RESIDUE', 'warning', 3 UNION ALL SELECT 'R-DOC-PERIOD', 'info', 1) AS r
WHERE d.rowid_like % r.every = 0)sql",
    R"sql(INSERT INTO t_alert (rule, agency, year, place, state, severity, title_zh, title_en, finding,
  first_seen, last_seen, last_told, times_opened)
SELECT rule, agency, year, place, CASE number % 5 WHEN 0 THEN 'firing' WHEN 1 THEN 'acknowledged'
  ELSE 'resolved' END, severity, message_zh, message_en, finding, first_seen, last_seen, 0, 1
FROM t_finding WHERE severity <> 'info' AND ?1 > 0 AND ?2 > 0 AND ?3 > 0)sql",
    R"sql(INSERT INTO t_visit (agency, time, url, kind, repeat, outcome, http_status, bytes, took, hash,
  fault, detail, headers)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= 50)
SELECT a.id, 1700000000000 + i * 3600000, a.sources || i, 'list', 0,
  CASE WHEN i % 10 = 0 THEN 'error' ELSE 'unchanged' END, 200, 12345, 87, NULL,
  CASE WHEN i % 10 = 0 THEN 'timeout' ELSE '' END, '', ''
FROM n, t_agency AS a WHERE ?1 > 0 AND ?2 > 0 AND ?3 > 0)sql",
    R"sql(INSERT INTO t_check
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= 50)
SELECT a.id, 1700000000000 + i * 3600000, i % 10 <> 0, 1700000000000, i % 10 = 0, 0, 1800000000000
FROM n, t_agency AS a WHERE ?1 > 0 AND ?2 > 0 AND ?3 > 0)sql",
    R"sql(INSERT INTO t_delivery (id, receiver, sequence, payload, made_at, due_at, attempts, state,
  ended_at, last_error)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
SELECT printf('d%d', i), 'hook', i, '{}', 1700000000000, 1700000000000, 1,
  CASE WHEN i % 100 = 0 THEN 'pending' ELSE 'delivered' END,
  CASE WHEN i % 100 = 0 THEN NULL ELSE 1700000000000 END, NULL
FROM n WHERE ?1 > 0 AND ?2 > 0 AND ?3 > 0)sql"};

constexpr auto kReports =
    "INSERT INTO t_report (agency, year, current) SELECT agency, year, 1 FROM t_duty "
    "WHERE state IN ('on_time', 'late')";
constexpr auto kVersion = R"sql(
INSERT INTO t_version (report, version, document, url, document_url, article, published_at,
  first_seen, current_since, change, form, status, title, reading)
SELECT number, 1, lower(hex(randomblob(32))), 'http://a.example.gov.cn/post_' || number || '.html',
  'http://a.example.gov.cn/' || number || '.pdf', number, 1690000000000 + number,
  1690000000000 + number, 1690000000000 + number, 'first', '2021', 'read',
  agency || ' ' || year || '年政府信息公开工作年度报告', ?2 FROM t_report WHERE number = ?1)sql";
constexpr auto kCells = R"sql(
INSERT INTO t_cell SELECT ?1, cell, 'number', abs(random()) % 50, 0, '7', 'page 3, row 4', '', ''
FROM t_form)sql";

ParsedDocument document(std::mt19937& random) {
  constexpr int kSentences = 90;
  ParsedDocument parsed{.status = ReadStatus::Read,
                        .media_type = "application/pdf",
                        .title = "某街道办事处年度报告",
                        .agency_name = "某街道办事处",
                        .year = 2020,
                        .form = Form::F2021,
                        .form_marks = 3};
  for (int i = 0; i < kSentences; ++i) {
    parsed.text +=
        std::string{kClauses[random() % kClauses.size()]} + std::to_string(random() % 999) + "，";
  }
  parsed.sections = {{1, "一、总体情况", parsed.text}};
  for (const CellKey& key : form_cells(Form::F2021)) {
    parsed.cells[key] = {
        .kind = CellKind::Number, .value = Decimal{7, 0}, .raw = "7", .where = "page 3, row 4"};
  }
  return parsed;
}

Status make_form(Connection& connection, const Size& size) {
  Status done = connection.run_script("CREATE TEMP TABLE t_form (cell TEXT PRIMARY KEY)");
  for (const CellKey& key : form_cells(Form::F2021)) {
    const bool is_total = key.text.starts_with("T3.") && key.text.ends_with(".SUM");
    if (done && (size.all_cells || is_total)) {
      done = connection.run("INSERT INTO t_form VALUES (?1)", {key.text});
    }
  }
  return done;
}

Status add_versions(Connection& connection) {
  const auto count = connection.integer("SELECT count(*) FROM t_report");
  if (!count) return count.error();
  std::mt19937 random{1};
  for (std::int64_t number = 1; number <= count->value_or(0); ++number) {
    const ParsedDocument parsed = document(random);
    Status done = connection.run(kVersion, {number, to_json(parsed).dump()});
    if (done) done = connection.run(kCells, {number});
    if (done) done = store::write_figures(connection, number);
    if (done) done = store::index_text(connection, number, parsed.text);
    if (!done) return done;
  }
  return {};
}

}  // namespace

Status fill(const std::filesystem::path& file, const Size& size) {
  auto connection = store::open_for_writing(file);
  if (!connection) return connection.error();
  // It is made once and looked at: what a power cut would take is made again.
  Status done = connection->run_script("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000");
  if (!done) return done;
  return connection->in_transaction([&]() -> Status {
    Status made = make_form(*connection, size);
    for (const char* rows : kRows) {
      if (made) made = connection->run(rows, {size.agencies, size.years, kFirstYear});
    }
    if (made) made = connection->run(kReports);
    if (made) made = add_versions(*connection);
    if (made) made = connection->run_script("ANALYZE");
    return made;
  });
}

}  // namespace gkwatch::bench
