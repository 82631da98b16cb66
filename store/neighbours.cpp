// What the database knows beside the agency itself: its predecessor, its district, its columns.
#include <array>

#include "store/database.h"
#include "store/row_types.h"
#include "store/shingles.h"
#include "store/state.h"

namespace gkwatch::store {
namespace {

constexpr auto kReadings =
    "SELECT column_url, read_at, articles FROM t_listing WHERE agency = ?1 AND is_complete "
    "ORDER BY column_url, read_at";

Result<ColumnReading> reading_from(const Row& row) {
  return ColumnReading{row.text(0), row.instant(1), row.integer(2)};
}

// Only those whose text is long enough have shingles. A district is the first six digits.
constexpr auto kPeers = R"sql(
SELECT r.agency, a.name, coalesce(d.published_at, v.published_at), s.section, s.shingles
FROM t_report AS r JOIN t_agency AS a ON a.id = r.agency
JOIN t_version AS v ON v.report = r.number AND v.version = r.current
JOIN t_shingles AS s ON s.version = v.number
LEFT JOIN t_duty AS d ON d.agency = r.agency AND d.year = r.year
WHERE r.year = ?1 AND r.agency <> ?2 AND a.is_watched AND substr(a.region, 1, 6) = substr(?3, 1, 6)
ORDER BY r.agency, s.section)sql";

// The agencies of a district are all but the government itself; those of a larger region are
// its own, and the governments of its districts, whose reports hold their agencies already.
constexpr auto kMembers = R"sql(
SELECT a.id, v.number IS NOT NULL, c.cell, c.units, c.scale
FROM t_agency AS a
LEFT JOIN t_report AS r ON r.agency = a.id AND r.year = ?1
LEFT JOIN t_version AS v ON v.report = r.number AND v.version = r.current
LEFT JOIN t_cell AS c ON c.version = v.number AND c.kind = 'number'
  AND c.cell IN ('T3.NEW.SUM', 'T3.R7.SUM', 'T3.COUT.SUM', 'T4.RV.TOT')
WHERE a.is_watched AND a.id <> ?2 AND ?1 BETWEEN coalesce(a.since, ?1) AND coalesce(a.until, ?1)
  AND CASE WHEN length(rtrim(?3, '0')) > 4 THEN a.class <> 'G' AND substr(a.region, 1, 6) = ?3
    ELSE (a.region = ?3 AND a.class <> 'G')
      OR (a.class = 'G' AND a.region <> ?3
        AND substr(a.region, 1, length(rtrim(?3, '0'))) = rtrim(?3, '0')) END
ORDER BY a.id, c.cell)sql";

}  // namespace

Result<std::map<std::string, ClassCell>> Database::class_cells(const Agency& agency,
                                                               int year) const {
  return state_->class_figures.beside(state_->connection, agency, year);
}

Result<std::vector<ColumnReading>> Database::column_readings(const AgencyId& agency) const {
  return collect<ColumnReading>(state_->connection, kReadings, {agency.text}, reading_from);
}

Result<std::vector<ReportVersion>> Database::versions(const AgencyId& agency) const {
  const std::string sql =
      std::string{kSelectVersionWithoutReading} + "WHERE r.agency = ?1 ORDER BY r.year, v.version";
  return collect<ReportVersion>(state_->connection, sql, {agency.text}, version_from);
}

Result<Lineage> Database::lineage(const AgencyId& agency) const {
  Lineage lineage;
  Status done = state_->connection.each(
      "SELECT predecessor FROM t_agency WHERE id = ?1 AND predecessor <> ''", {agency.text},
      [&](const Row& row) -> Status {
        lineage.predecessor = AgencyId{row.text(0)};
        return {};
      });
  if (!done) return done.error();
  const auto successors = state_->connection.integer(
      "SELECT count(*) FROM t_agency WHERE predecessor = ?1 AND is_watched", {agency.text});
  if (!successors) return successors.error();
  lineage.successors = static_cast<int>(successors->value_or(0));
  return lineage;
}

Result<std::vector<NeighbourText>> Database::neighbour_texts(const Agency& agency, int year) const {
  std::vector<NeighbourText> texts;
  Status done = state_->connection.each(
      kPeers, {year, agency.id.text, agency.region}, [&](const Row& row) -> Status {
        if (texts.empty() || texts.back().agency.text != row.text(0)) {
          texts.push_back(
              {.agency = {row.text(0)}, .name = row.text(1), .published_at = row.maybe_instant(2)});
        }
        texts.back().shingles.emplace(static_cast<int>(row.integer(3)), shingles_from(row.text(4)));
        return {};
      });
  if (!done) return done.error();
  return texts;
}

Result<std::vector<MemberReport>> Database::member_reports(const Agency& government,
                                                           int year) const {
  std::vector<MemberReport> members;
  Status done = state_->connection.each(
      kMembers, {year, government.id.text, government.region}, [&](const Row& row) -> Status {
        if (members.empty() || members.back().agency.text != row.text(0)) {
          members.push_back({.agency = {row.text(0)}, .is_found = row.integer(1) != 0});
        }
        if (row.is_null(2)) return {};
        const Decimal value{row.integer(3), static_cast<std::uint8_t>(row.integer(4))};
        members.back().figures.emplace(row.text(2), value);
        return {};
      });
  if (!done) return done.error();
  return members;
}

}  // namespace gkwatch::store
