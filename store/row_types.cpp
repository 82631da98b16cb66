#include "store/row_types.h"

#include <algorithm>

#include "core/china_time.h"
#include "core/json.h"
#include "model/finding_json.h"
#include "model/report_json.h"

namespace gkwatch::store {

const std::string_view kSelectAgency =
    "SELECT id, name, class, region, sources, aliases, since, until, predecessor FROM t_agency ";

const std::string_view kSelectVersion = R"sql(
SELECT r.agency, r.year, v.document, v.version, v.url, v.document_url, v.article,
  v.published_at, v.first_seen, v.change, v.reading, v.is_imported
FROM t_version AS v JOIN t_report AS r ON r.number = v.report )sql";

const std::string_view kSelectVersionWithoutReading = R"sql(
SELECT r.agency, r.year, v.document, v.version, v.url, v.document_url, v.article,
  v.published_at, v.first_seen, v.change, NULL, v.is_imported
FROM t_version AS v JOIN t_report AS r ON r.number = v.report )sql";

const std::string_view kSelectDuty = R"sql(
SELECT agency, year, due, due_source, state, published_at, first_seen, checked_at, is_complete
FROM t_duty )sql";

const std::string_view kSelectDocument =
    "SELECT hash, url, article, name, declared_type, fetched_at FROM t_document ";

Error damaged(std::string_view what, std::string_view value) {
  return {ErrorCode::Storage, "the database holds an impossible " + std::string{what} + " '" +
                                  std::string{value.substr(0, 80)} + "'"};
}

Result<ContentHash> hash_from(const Row& row, int column) {
  const std::string hex = row.text(column);
  if (const auto hash = hash_from_hex(hex)) return *hash;
  return damaged("hash", hex);
}

namespace {

std::vector<std::string> split(const std::string& text, char between) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(between, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

Result<std::vector<Source>> sources_from(const std::string& text) {
  std::vector<Source> sources;
  for (const std::string& address : split(text, ' ')) {
    auto url = Url::parse(address);
    if (!url) return damaged("address", address);
    sources.push_back({*std::move(url), std::string{fragment_of(address)}});
  }
  return sources;
}

Result<ParsedDocument> reading_from(const Row& row, int column) {
  if (row.is_null(column)) return ParsedDocument{};
  const auto json = Json::parse(row.text(column));
  if (!json) return Error{ErrorCode::Storage, json.error().message};
  auto parsed = parsed_document_from(*json);
  if (!parsed) return Error{ErrorCode::Storage, parsed.error().message};
  return parsed;
}

}  // namespace

Result<Agency> agency_from(const Row& row) {
  auto sources = sources_from(row.text(4));
  if (!sources) return sources.error();
  const auto kind = agency_class_from(row.text(2));
  if (!kind) return damaged("class", row.text(2));
  Agency agency{.id = {row.text(0)},
                .name = row.text(1),
                .kind = *kind,
                .region = row.text(3),
                .sources = *std::move(sources),
                .aliases = split(row.text(5), '|'),
                .since = row.maybe_int(6),
                .until = row.maybe_int(7)};
  if (!row.is_null(8)) agency.predecessor = AgencyId{row.text(8)};
  return agency;
}

Result<ReportVersion> version_from(const Row& row) {
  const auto hash = hash_from(row, 2);
  if (!hash) return hash.error();
  const auto change = named_from(row, 9, VersionChange::Bytes);
  if (!change) return change.error();
  auto parsed = reading_from(row, 10);
  if (!parsed) return std::move(parsed).error();
  return ReportVersion{.report = {.agency = {row.text(0)},
                                  .year = static_cast<int>(row.integer(1)),
                                  .document = *hash,
                                  .version = static_cast<int>(row.integer(3)),
                                  .parsed = *std::move(parsed)},
                       .url = row.text(4),
                       .document_url = row.text(5),
                       .article_id = row.text(6),
                       .published_at = row.maybe_instant(7),
                       .first_seen = row.instant(8),
                       .change = *change,
                       .is_imported = row.integer(11) != 0};
}

Result<DutyState> duty_from(const Row& row) {
  const auto due = parse_date(row.text(2));
  if (!due) return damaged("date", row.text(2));
  const auto state = named_from(row, 4, Publication::Removed);
  if (!state) return state.error();
  return DutyState{.agency = {row.text(0)},
                   .year = static_cast<int>(row.integer(1)),
                   .due = *due,
                   .due_source = row.text(3),
                   .state = *state,
                   .published_at = row.maybe_instant(5),
                   .first_seen = row.maybe_instant(6),
                   .checked_at = row.maybe_instant(7),
                   .complete = row.integer(8) != 0};
}

Result<SeenDocument> document_from(const Row& row) {
  const auto hash = hash_from(row, 0);
  if (!hash) return hash.error();
  return SeenDocument{.hash = *hash,
                      .url = row.text(1),
                      .article_id = row.text(2),
                      .name = row.text(3),
                      .declared_type = row.text(4),
                      .fetched_at = row.instant(5)};
}

Result<Finding> stored_finding_from(const Row& row) {
  const auto json = Json::parse(row.text(0));
  if (!json) return Error{ErrorCode::Storage, json.error().message};
  auto finding = finding_from(*json);
  if (!finding) return Error{ErrorCode::Storage, finding.error().message};
  return finding;
}

}  // namespace gkwatch::store
