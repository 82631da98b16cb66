#include "store/shingles.h"

#include <charconv>

#include "store/migrations.h"

namespace gkwatch::store {
namespace {

constexpr std::size_t kDigits = 8;

constexpr auto kWrite = R"sql(
INSERT INTO t_shingles (version, section, shingles)
SELECT v.number, ?4, ?5 FROM t_version AS v JOIN t_report AS r ON r.number = v.report
WHERE r.agency = ?1 AND r.year = ?2 AND v.document = ?3
ON CONFLICT (version, section) DO UPDATE SET shingles = excluded.shingles)sql";

}  // namespace

// What copied text is found by: of each version the sections that are long enough to tell.
const std::string_view kCreateShingles = R"sql(
CREATE TABLE t_shingles (
  version INTEGER NOT NULL REFERENCES t_version(number),
  section INTEGER NOT NULL,
  shingles TEXT NOT NULL,
  PRIMARY KEY (version, section)
) STRICT, WITHOUT ROWID;
CREATE INDEX t_report_by_year ON t_report (year, agency);
)sql";

std::string text_of(const std::vector<std::uint32_t>& shingles) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(shingles.size() * kDigits);
  for (const std::uint32_t one : shingles) {
    for (int shift = 28; shift >= 0; shift -= 4) text += digits[(one >> shift) & 0xfu];
  }
  return text;
}

std::vector<std::uint32_t> shingles_from(std::string_view text) {
  std::vector<std::uint32_t> shingles;
  shingles.reserve(text.size() / kDigits);
  for (std::size_t at = 0; at + kDigits <= text.size(); at += kDigits) {
    std::uint32_t one = 0;
    const auto read = std::from_chars(text.data() + at, text.data() + at + kDigits, one, 16);
    if (read.ec == std::errc{}) shingles.push_back(one);
  }
  return shingles;
}

Status write_shingles(Connection& connection, const ReportVersion& version) {
  const Report& report = version.report;
  for (const auto& [section, shingles] : version.shingles) {
    Status done = connection.run(kWrite, {report.agency.text, report.year,
                                          to_hex(report.document), section, text_of(shingles)});
    if (!done) return done;
  }
  return {};
}

}  // namespace gkwatch::store
