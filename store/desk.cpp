// The alert desk: what people decide, who and why.
#include "store/database.h"
#include "store/row_types.h"
#include "store/state.h"

namespace gkwatch::store {
namespace {

constexpr auto kAcknowledge =
    "UPDATE t_alert SET state = 'acknowledged' WHERE number = ?1 AND state <> 'resolved'";
constexpr auto kHasAlert = "SELECT 1 FROM t_alert WHERE number = ?1";
constexpr auto kNoteOnAlert =
    "INSERT INTO t_desk_note (action, alert, by, note, at) VALUES ('acknowledge', ?1, ?2, ?3, ?4)";

}  // namespace

Status Database::acknowledge(std::int64_t alert, const DeskNote& note) {
  Connection& connection = state_->connection;
  return connection.in_transaction([&]() -> Status {
    if (const Status done = connection.run(kAcknowledge, {alert}); !done) return done;
    if (connection.changes() != 0) {
      return connection.run(kNoteOnAlert, {alert, note.by, note.note, note.at});
    }
    const auto is_there = connection.integer(kHasAlert, {alert});
    if (!is_there) return is_there.error();
    const std::string name = "alert " + std::to_string(alert);
    if (!*is_there) return Error{ErrorCode::NotFound, "there is no " + name};
    return Error{ErrorCode::Conflict, name + " is resolved already"};
  });
}

}  // namespace gkwatch::store
