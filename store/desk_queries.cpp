// Questions about the desk.
#include <algorithm>

#include "core/china_time.h"
#include "model/desk.h"
#include "store/queries.h"
#include "store/query_state.h"
#include "store/row_types.h"
#include "store/sql.h"

namespace gkwatch::store {
namespace {

constexpr auto kSilences = R"sql(
SELECT t.id, t.rule, t.agency, t.region, t.class, t.year, t.until, t.by, t.note, t.made_at,
  t.ended_at, t.ended_by
FROM silences AS t
WHERE (?1 = 'ended') = (t.ended_at IS NOT NULL OR coalesce(t.until <= ?4, 0))
ORDER BY t.id DESC LIMIT ?2 OFFSET ?3)sql";

constexpr auto kOneAlert = R"sql(
SELECT finding, number, state, first_seen, last_seen, last_told, times_opened
FROM t_alert WHERE number = ?1)sql";

constexpr auto kStanding = R"sql(
SELECT finding FROM t_finding
WHERE agency = ?1 AND year BETWEEN ?2 AND ?3 AND is_current AND outcome = 'fail'
ORDER BY year, number)sql";
constexpr auto kDismissed = R"sql(
SELECT d.as_it_stood, d.until FROM t_dismissal AS d JOIN t_finding AS f ON f.number = d.finding
WHERE f.agency = ?1)sql";

Result<Dismissal> dismissal_from(const Row& row) {
  auto finding = stored_finding_from(row);
  if (!finding) return std::move(finding).error();
  return Dismissal{finding->key, finding->cells, row.maybe_instant(1)};
}

Result<Alert> alert_from(const Row& row) {
  auto finding = stored_finding_from(row);
  if (!finding) return std::move(finding).error();
  const auto state = named_from(row, 2, AlertState::Resolved);
  if (!state) return state.error();
  return Alert{.number = row.integer(1), .state = *state, .finding = *std::move(finding)};
}

Result<AlertView> view_of(Connection& connection, std::int64_t number) {
  auto found = collect<Alert>(connection, kOneAlert, {number}, alert_from);
  if (!found) return std::move(found).error();
  if (found->empty()) {
    return Error{ErrorCode::NotFound, "there is no alert " + std::to_string(number)};
  }
  const std::string sql = std::string{kSelectAgency} + "WHERE id = ?1";
  const std::string id = found->front().finding.key.agency.text;
  auto agency = collect<Agency>(connection, sql, {id}, agency_from);
  if (!agency) return std::move(agency).error();
  if (agency->empty()) return damaged("agency of an alert", id);
  return AlertView{std::move(found->front()), std::move(agency->front())};
}

}  // namespace

Result<Rows> Queries::silences(const Filter& filter) const {
  return state_->connection.with([&](Connection& connection) -> Result<Rows> {
    const std::string now = filter.since ? iso_time(*filter.since) : "";
    auto columns = connection.columns(kSilences);
    if (!columns) return columns.error();
    Rows rows{.columns = *std::move(columns)};
    Status done = connection.each(kSilences, {filter.state, filter.limit, filter.offset, now},
                                  [&](const Row& row) -> Status {
                                    auto& values = rows.values.emplace_back();
                                    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
                                      values.push_back(json_of(row, static_cast<int>(i)));
                                    }
                                    return {};
                                  });
    if (!done) return done.error();
    return rows;
  });
}

Result<std::vector<Finding>> Queries::standing(const std::string& agency, std::optional<int> year,
                                               Instant now) const {
  constexpr int kLastYear = 9999;
  const int first = year.value_or(0);
  const int last = year.value_or(kLastYear);
  return state_->connection.with([&](Connection& connection) -> Result<std::vector<Finding>> {
    auto findings =
        collect<Finding>(connection, kStanding, {agency, first, last}, stored_finding_from);
    if (!findings) return findings;
    const auto dismissals = collect<Dismissal>(connection, kDismissed, {agency}, dismissal_from);
    if (!dismissals) return Error{dismissals.error()};
    std::erase_if(*findings, [&](const Finding& finding) {
      return std::any_of(dismissals->begin(), dismissals->end(),
                         [&](const Dismissal& one) { return holds(one, finding, now); });
    });
    return findings;
  });
}

Result<AlertView> Queries::alert(std::int64_t number) const {
  return state_->connection.with(
      [&](Connection& connection) { return view_of(connection, number); });
}

}  // namespace gkwatch::store
