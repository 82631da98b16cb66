#include "store/evidence.h"

#include "core/json.h"
#include "store/opening.h"
#include "store/row_types.h"

namespace gkwatch::store {
namespace {

constexpr auto kNamed = R"sql(
SELECT hash FROM t_visit WHERE hash IS NOT NULL AND fault <> 'disk'
UNION SELECT hash FROM t_page
UNION SELECT hash FROM t_document
UNION SELECT document FROM t_version
ORDER BY 1)sql";

constexpr auto kOrigin = R"sql(
SELECT url, time FROM t_visit WHERE hash = ?1
UNION ALL SELECT url, fetched_at FROM t_document WHERE hash = ?1
UNION ALL SELECT url, fetched_at FROM t_page WHERE hash = ?1
UNION ALL SELECT document_url, first_seen FROM t_version WHERE document = ?1
ORDER BY 2 LIMIT 1)sql";

constexpr std::string_view kAnswer =
    "SELECT t.number, t.time, t.url, t.http_status, t.request, t.headers, t.hash, t.fault "
    "FROM t_visit AS t WHERE t.http_status > 0 ";
constexpr std::string_view kCount = "SELECT count(*) FROM t_visit AS t WHERE t.http_status > 0 ";

// By pages, so that a long reading does not keep the -wal from being taken in.
constexpr int kPage = 500;
constexpr std::string_view kChosen = R"sql(
AND (t.time, t.number) > (?7, ?8)
AND (?1 IS NULL OR t.agency IN (SELECT value FROM json_each(?1)))
AND ((?2 = '' AND ?3 = '') OR t.agency IN (SELECT id FROM t_agency
  WHERE substr(region, 1, length(?2)) = ?2 AND (?3 = '' OR class = ?3)))
AND (?4 IS NULL
  OR EXISTS (SELECT 1 FROM t_document AS d JOIN t_article AS a
    ON a.agency = d.agency AND a.id = d.article
    WHERE d.agency = t.agency AND d.hash = t.hash AND a.year = ?4)
  OR EXISTS (SELECT 1 FROM t_version AS v JOIN t_report AS r ON r.number = v.report
    WHERE r.agency = t.agency AND r.year = ?4 AND v.document = t.hash))
AND (?5 IS NULL OR t.time >= ?5) AND (?6 IS NULL OR t.time <= ?6))sql";
constexpr std::string_view kNext = " ORDER BY t.time, t.number LIMIT ?9";

// From where on an answer is looked for.
Instant before_first(const Filter& filter) {
  return filter.since.value_or(Instant{}) - std::chrono::milliseconds{1};
}

Result<RecordedVisit> visit_from(const Row& row) {
  RecordedVisit visit{.number = row.integer(0),
                      .time = row.instant(1),
                      .url = row.text(2),
                      .http_status = static_cast<int>(row.integer(3)),
                      .request = row.text(4),
                      .headers = row.text(5),
                      .fault = row.text(7)};
  if (row.is_null(6)) return visit;
  const auto hash = hash_from(row, 6);
  if (!hash) return hash.error();
  visit.hash = *hash;
  return visit;
}

std::optional<std::string> list_of(const std::vector<std::string>& agencies) {
  if (agencies.empty()) return std::nullopt;
  return Json{Json::Array{agencies.begin(), agencies.end()}}.dump();
}

Result<ContentHash> first_column(const Row& row) { return hash_from(row, 0); }

Result<Origin> origin_from(const Row& row) { return Origin{row.text(0), row.instant(1)}; }

}  // namespace

Result<Evidence> Evidence::open(const std::filesystem::path& database) {
  auto connection = open_for_reading(database);
  if (!connection) return std::move(connection).error();
  return Evidence{*std::move(connection)};
}

Result<std::vector<ContentHash>> Evidence::named() {
  return collect<ContentHash>(connection_, kNamed, {}, first_column);
}

Result<std::optional<Origin>> Evidence::origin(const ContentHash& hash) {
  auto found = collect<Origin>(connection_, kOrigin, {to_hex(hash)}, origin_from);
  if (!found) return std::move(found).error();
  if (found->empty()) return std::optional<Origin>{};
  return std::optional{std::move(found->front())};
}

Status Evidence::each_answer(const Filter& filter,
                             const std::function<Status(const RecordedVisit&)>& take) {
  const std::string sql = std::string{kAnswer} + std::string{kChosen} + std::string{kNext};
  const auto agencies = list_of(filter.agencies);
  Instant time = before_first(filter);
  std::int64_t number = 0;
  for (;;) {
    const auto page =
        collect<RecordedVisit>(connection_, sql,
                               {agencies, filter.region_prefix, filter.agency_class, filter.year,
                                filter.since, filter.until, time, number, kPage},
                               visit_from);
    if (!page) return page.error();
    for (const RecordedVisit& visit : *page) {
      if (Status taken = take(visit); !taken) return taken;
    }
    if (page->size() < static_cast<std::size_t>(kPage)) return {};
    time = page->back().time;
    number = page->back().number;
  }
}

Result<std::size_t> Evidence::count_answers(const Filter& filter) {
  const std::string sql = std::string{kCount} + std::string{kChosen};
  const auto agencies = list_of(filter.agencies);
  const auto count =
      connection_.integer(sql, {agencies, filter.region_prefix, filter.agency_class, filter.year,
                                filter.since, filter.until, before_first(filter), 0});
  if (!count) return count.error();
  return static_cast<std::size_t>(count->value_or(0));
}

Result<std::optional<RecordedVisit>> Evidence::first_answer(const ContentHash& hash,
                                                            const std::string& url) {
  const std::string sql =
      std::string{kAnswer} +
      "AND t.http_status = 200 AND t.hash = ?1 AND t.outcome IN ('new', 'changed') "
      "ORDER BY t.url = ?2 DESC, t.time, t.number LIMIT 1";
  auto found = collect<RecordedVisit>(connection_, sql, {to_hex(hash), url}, visit_from);
  if (!found) return std::move(found).error();
  if (found->empty()) return std::optional<RecordedVisit>{};
  return std::optional{std::move(found->front())};
}

Result<RecordedVisit> Evidence::answer(std::int64_t number) {
  const std::string sql = std::string{kAnswer} + "AND t.number = ?1";
  auto found = collect<RecordedVisit>(connection_, sql, {number}, visit_from);
  if (!found) return std::move(found).error();
  if (found->empty()) return Error{ErrorCode::NotFound, "there is no such visit"};
  return std::move(found->front());
}

}  // namespace gkwatch::store
