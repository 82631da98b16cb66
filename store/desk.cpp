// The desk: what people decide, who and why.
#include "store/database.h"
#include "store/desk_note.h"
#include "store/row_types.h"
#include "store/state.h"

namespace gkwatch::store {
namespace {

constexpr auto kAcknowledge =
    "UPDATE t_alert SET state = 'acknowledged' WHERE number = ?1 AND state <> 'resolved'";
constexpr auto kHasAlert = "SELECT 1 FROM t_alert WHERE number = ?1";

// The cells stand in the finding as it is now, raw texts included.
constexpr auto kDismiss = R"sql(
INSERT INTO t_dismissal (finding, as_it_stood, until)
SELECT number, finding, ?2 FROM t_finding WHERE number = ?1
ON CONFLICT (finding) DO UPDATE SET as_it_stood = excluded.as_it_stood, until = excluded.until)sql";
constexpr auto kDismissals = R"sql(
SELECT d.as_it_stood, d.until FROM t_dismissal AS d JOIN t_finding AS f ON f.number = d.finding
WHERE f.agency = ?1 ORDER BY d.finding)sql";

Result<Dismissal> dismissal_from(const Row& row) {
  auto finding = stored_finding_from(row);
  if (!finding) return std::move(finding).error();
  return Dismissal{finding->key, finding->cells, row.maybe_instant(1)};
}

}  // namespace

Status Database::acknowledge(std::int64_t alert, const DeskNote& note) {
  Connection& connection = state_->connection;
  return connection.in_transaction([&]() -> Status {
    if (Status done = connection.run(kAcknowledge, {alert}); !done) return done;
    if (connection.changes() == 0) return nothing_to_do(connection, kHasAlert, "alert", alert);
    return write_note(connection, "acknowledge", {.alert = alert}, note);
  });
}

Status Database::dismiss(std::int64_t finding, std::optional<Instant> until, const DeskNote& note) {
  Connection& connection = state_->connection;
  return connection.in_transaction([&]() -> Status {
    if (Status done = connection.run(kDismiss, {finding, until}); !done) return done;
    if (connection.changes() == 0) {
      return Error{ErrorCode::NotFound, "there is no finding " + std::to_string(finding)};
    }
    return write_note(connection, "dismiss", {.finding = finding}, note);
  });
}

Result<std::vector<Dismissal>> Database::dismissals(const AgencyId& agency) const {
  return collect<Dismissal>(state_->connection, kDismissals, {agency.text}, dismissal_from);
}

}  // namespace gkwatch::store
