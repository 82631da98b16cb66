// The reports that are to be read again, and their versions.
#include "core/json.h"
#include "store/evidence.h"
#include "store/row_types.h"

namespace gkwatch::store {
namespace {

constexpr auto kReports = R"sql(
SELECT r.number FROM t_report AS r JOIN t_agency AS a ON a.id = r.agency
WHERE (?1 IS NULL OR r.agency IN (SELECT value FROM json_each(?1)))
AND substr(a.region, 1, length(?2)) = ?2 AND (?3 = '' OR a.class = ?3)
AND (?4 IS NULL OR r.year = ?4)
AND EXISTS (SELECT 1 FROM t_version AS v WHERE v.report = r.number
  AND (?5 IS NULL OR v.first_seen >= ?5) AND (?6 IS NULL OR v.first_seen <= ?6))
ORDER BY r.number)sql";

constexpr auto kDocument = R"sql(
SELECT hash, url, article, name, declared_type, fetched_at FROM t_document
WHERE agency = ?1 AND hash = ?2 ORDER BY url = ?3 DESC, fetched_at LIMIT 1)sql";

Result<std::int64_t> number_from(const Row& row) { return row.integer(0); }

}  // namespace

Result<std::vector<std::int64_t>> Evidence::reports(const Filter& filter) {
  std::optional<std::string> agencies;
  if (!filter.agencies.empty()) {
    agencies = Json{Json::Array{filter.agencies.begin(), filter.agencies.end()}}.dump();
  }
  return collect<std::int64_t>(connection_, kReports,
                               {agencies, filter.region_prefix, filter.agency_class, filter.year,
                                filter.since, filter.until},
                               number_from);
}

Result<std::vector<StoredVersion>> Evidence::versions(std::int64_t report) {
  const std::string sql = std::string{kSelectVersion} + "WHERE r.number = ?1 ORDER BY v.version";
  auto versions = collect<ReportVersion>(connection_, sql, {report}, version_from);
  if (!versions) return std::move(versions).error();
  std::vector<StoredVersion> all;
  for (ReportVersion& version : *versions) {
    StoredVersion one{.version = std::move(version), .name = {}, .declared_type = {}};
    one.declared_type = one.version.report.parsed.declared_type;
    const Report& read = one.version.report;
    const auto seen = collect<SeenDocument>(
        connection_, kDocument,
        {read.agency.text, to_hex(read.document), one.version.document_url}, document_from);
    if (!seen) return seen.error();
    if (!seen->empty()) {
      one.name = seen->front().name;
      one.declared_type = seen->front().declared_type;
    }
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace gkwatch::store
