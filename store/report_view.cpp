// One report in full, for `show` and its page.
#include "store/queries.h"
#include "store/query_state.h"
#include "store/row_types.h"

namespace gkwatch::store {
namespace {

constexpr auto kReport = "SELECT agency, year, current FROM t_report WHERE number = ?1";
constexpr auto kFindings =
    "SELECT finding FROM t_finding WHERE agency = ?1 AND year = ?2 AND is_current "
    "ORDER BY number";
constexpr auto kDocuments = R"sql(
WHERE agency = ?1 AND (hash IN (SELECT document FROM t_version WHERE report = ?2)
  OR article IN (SELECT id FROM t_article WHERE agency = ?1 AND year = ?3))
ORDER BY fetched_at, url)sql";

constexpr auto kImports =
    "SELECT document, file, url, by, note, at FROM t_import "
    "WHERE agency = ?1 AND year = ?2 ORDER BY number";
constexpr auto kRereadings = R"sql(
SELECT v.version, n.at, n.program, n.change, json_array_length(n.cells)
FROM t_rereading AS n JOIN t_version AS v ON v.number = n.version
WHERE v.report = ?1 ORDER BY n.number)sql";

Result<ImportNote> import_from(const Row& row) {
  const auto hash = hash_from(row, 0);
  if (!hash) return hash.error();
  return ImportNote{*hash, row.text(1), row.text(2), row.text(3), row.text(4), row.instant(5)};
}

Result<RereadingNote> rereading_from(const Row& row) {
  const auto change = named_from(row, 3, VersionChange::Bytes);
  if (!change) return change.error();
  return RereadingNote{static_cast<int>(row.integer(0)), row.instant(1), row.text(2), *change,
                       static_cast<std::size_t>(row.integer(4))};
}

struct Key {
  std::string agency;
  int year = 0;
  int current = 0;
};

Result<Key> key_from(const Row& row) {
  return Key{row.text(0), static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2))};
}

template <class T>
Status take_one(T& into, Result<std::vector<T>> all, std::string_view what) {
  if (!all) return std::move(all).error();
  if (all->empty()) return Error{ErrorCode::NotFound, "there is no such " + std::string{what}};
  into = std::move(all->front());
  return {};
}

template <class T>
Status take_all(std::vector<T>& into, Result<std::vector<T>> all) {
  if (!all) return std::move(all).error();
  into = *std::move(all);
  return {};
}

Status fill_duty(Connection& connection, const Key& key, ReportView& view) {
  view.duty = {.agency = view.agency.id, .year = key.year};
  Status found = take_one(
      view.duty,
      collect<DutyState>(connection, std::string{kSelectDuty} + "WHERE agency = ?1 AND year = ?2",
                         {key.agency, key.year}, duty_from),
      "duty");
  // A report that was taken in by hand need not be owed.
  if (!found && found.error().code != ErrorCode::NotFound) return found;
  return {};
}

Status fill_versions(Connection& connection, int version, ReportView& view) {
  const std::string wanted = std::string{kSelectVersion} + "WHERE r.number = ?1 AND v.version = ?2";
  Status found = take_one(
      view.version,
      collect<ReportVersion>(connection, wanted, {view.number, version}, version_from), "version");
  if (!found) return found;
  const std::string all =
      std::string{kSelectVersionWithoutReading} + "WHERE r.number = ?1 ORDER BY v.version";
  return take_all(view.versions,
                  collect<ReportVersion>(connection, all, {view.number}, version_from));
}

Status fill(Connection& connection, std::optional<int> version, ReportView& view) {
  Key key;
  Status done = take_one(key, collect<Key>(connection, kReport, {view.number}, key_from), "report");
  if (!done) return done;
  done = take_one(view.agency,
                  collect<Agency>(connection, std::string{kSelectAgency} + "WHERE id = ?1",
                                  {key.agency}, agency_from),
                  "agency");
  if (done) done = fill_versions(connection, version.value_or(key.current), view);
  if (done) done = fill_duty(connection, key, view);
  if (!done) return done;
  done = take_all(view.findings, collect<Finding>(connection, kFindings, {key.agency, key.year},
                                                  stored_finding_from));
  if (!done) return done;
  done = take_all(view.imports, collect<ImportNote>(connection, kImports, {key.agency, key.year},
                                                    import_from));
  if (!done) return done;
  done = take_all(view.rereadings,
                  collect<RereadingNote>(connection, kRereadings, {view.number}, rereading_from));
  if (!done) return done;
  return take_all(view.documents,
                  collect<SeenDocument>(connection, std::string{kSelectDocument} + kDocuments,
                                        {key.agency, view.number, key.year}, document_from));
}

}  // namespace

Result<ReportView> Queries::report(std::int64_t number, std::optional<int> version) const {
  ReportView view;
  view.number = number;
  Status done = state_->connection.with([&](Connection& connection) {
    return connection.in_snapshot([&] { return fill(connection, version, view); });
  });
  if (!done) return done.error();
  return view;
}

Result<std::optional<SeenDocument>> Queries::document(const ContentHash& hash) const {
  const std::string sql =
      std::string{kSelectDocument} + "WHERE hash = ?1 ORDER BY fetched_at LIMIT 1";
  return state_->connection.with(
      [&](Connection& connection) -> Result<std::optional<SeenDocument>> {
        auto found = collect<SeenDocument>(connection, sql, {to_hex(hash)}, document_from);
        if (!found) return std::move(found).error();
        if (found->empty()) return std::optional<SeenDocument>{};
        return std::optional{std::move(found->front())};
      });
}

Result<VersionDiff> Queries::diff(std::int64_t number, int from, int to) const {
  const auto before = report(number, from);
  if (!before) return before.error();
  const auto after = report(number, to);
  if (!after) return after.error();
  return diff_of(before->version, after->version);
}

Result<std::optional<std::int64_t>> Queries::report_number(const std::string& agency,
                                                           int year) const {
  return state_->connection.with([&](Connection& connection) {
    return connection.integer("SELECT number FROM t_report WHERE agency = ?1 AND year = ?2",
                              {agency, year});
  });
}

}  // namespace gkwatch::store
