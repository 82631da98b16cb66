#include "store/class_figures.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gkwatch::store {
namespace {

constexpr auto kSums = R"sql(
WITH figures AS (
  SELECT c.cell, c.units / pow(10.0, c.scale) AS x
  FROM t_agency AS a
  JOIN t_report AS r ON r.agency = a.id AND r.year = ?1
  JOIN t_version AS v ON v.report = r.number AND v.version = r.current
  JOIN t_cell AS c ON c.version = v.number AND c.kind = 'number'
    AND c.cell >= 'T2.' AND c.cell < 'T2/'
  WHERE a.is_watched AND a.class = ?2 AND substr(a.region, 1, 4) = ?3
)
SELECT cell, count(*), sum(x), sum(x * x) FROM figures GROUP BY cell)sql";

constexpr auto kOwn = R"sql(
SELECT c.cell, c.units / pow(10.0, c.scale)
FROM t_agency AS a
JOIN t_report AS r ON r.agency = a.id AND r.year = ?1
JOIN t_version AS v ON v.report = r.number AND v.version = r.current
JOIN t_cell AS c ON c.version = v.number AND c.kind = 'number'
  AND c.cell >= 'T2.' AND c.cell < 'T2/'
WHERE a.id = ?2 AND a.is_watched AND a.class = ?3 AND substr(a.region, 1, 4) = ?4)sql";

std::string city_of(const Agency& agency) { return agency.region.substr(0, 4); }

ClassCell cell_from(int count, double figures, double squares) {
  const double mean = figures / count;
  return {count, mean, std::sqrt(std::max(squares / count - mean * mean, 0.0))};
}

}  // namespace

Status ClassFigures::forget_what_others_changed(Connection& connection) {
  const auto now = connection.integer("PRAGMA data_version");
  if (!now) return now.error();
  if (now->value_or(0) != seen_) forget();
  seen_ = now->value_or(0);
  return {};
}

Result<std::map<std::string, ClassCell>> ClassFigures::beside(Connection& connection,
                                                              const Agency& agency, int year) {
  if (Status done = forget_what_others_changed(connection); !done) return done.error();
  const std::string city = city_of(agency);
  const auto key = std::tuple{agency.kind, city, year};
  auto known = sums_.find(key);
  if (known == sums_.end()) {
    Sums sums;
    Status done =
        connection.each(kSums, {year, name_of(agency.kind), city}, [&](const Row& row) -> Status {
          sums[row.text(0)] = {static_cast<int>(row.integer(1)), row.real(2), row.real(3)};
          return {};
        });
    if (!done) return done.error();
    known = sums_.emplace(key, std::move(sums)).first;
  }
  std::map<std::string, double> own;
  Status done = connection.each(kOwn, {year, agency.id.text, name_of(agency.kind), city},
                                [&](const Row& row) -> Status {
                                  own[row.text(0)] = row.real(1);
                                  return {};
                                });
  if (!done) return done.error();
  std::map<std::string, ClassCell> cells;
  for (const auto& [cell, sum] : known->second) {
    const auto mine = own.find(cell);
    const bool is_counted = mine != own.end();
    const double x = is_counted ? mine->second : 0;
    const int others = sum.count - (is_counted ? 1 : 0);
    if (others > 0) {
      cells.emplace(cell, cell_from(others, sum.figures - x, sum.squares - x * x));
    }
  }
  return cells;
}

}  // namespace gkwatch::store
