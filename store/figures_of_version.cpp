#include "store/figures_of_version.h"

#include <algorithm>
#include <charconv>

#include "store/migrations.h"

namespace gkwatch::store {

// One SQL for all, and for one version: the terms of a question about a version go down into it.
const std::string_view kCreateFigures = R"sql(
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

CREATE TABLE t_figures (
  version INTEGER PRIMARY KEY REFERENCES t_version(number),
  figures TEXT NOT NULL             -- see figures_of_version.h
) STRICT;
INSERT INTO t_figures SELECT version, group_concat(name || ' ' || total, char(10))
FROM t_countable WHERE total IS NOT NULL GROUP BY version;
)sql";

Status write_figures(Connection& connection, std::int64_t version) {
  Status done = connection.run("DELETE FROM t_figures WHERE version = ?1", {version});
  if (!done) return done;
  return connection.run(R"sql(
INSERT INTO t_figures SELECT version, group_concat(name || ' ' || total, char(10))
FROM t_countable WHERE version = ?1 AND total IS NOT NULL GROUP BY version)sql",
                        {version});
}

Figures figures_from(std::string_view lines) {
  Figures figures;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos) continue;
    std::int64_t value = 0;
    const auto read = std::from_chars(line.data() + blank + 1, line.data() + line.size(), value);
    if (read.ec == std::errc{}) figures.emplace(line.substr(0, blank), value);
  }
  return figures;
}

}  // namespace gkwatch::store
