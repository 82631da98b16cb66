// What the outbox knows of receivers that do not take what is sent to them.
#include "store/database.h"
#include "store/row_types.h"
#include "store/state.h"

namespace gkwatch::store {
namespace {

constexpr auto kMarkGone =
    "INSERT INTO t_receiver (name, address, gone_at, why) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (name) DO UPDATE SET address = excluded.address, gone_at = excluded.gone_at, "
    "why = excluded.why WHERE address <> excluded.address";
constexpr auto kGone = "SELECT name, address, gone_at, why FROM t_receiver ORDER BY name";

Result<GoneReceiver> gone_from(const Row& row) {
  return GoneReceiver{
      .receiver = {row.text(0)}, .address = row.text(1), .at = row.instant(2), .why = row.text(3)};
}

constexpr auto kBacklogs = R"sql(
SELECT d.receiver, d.made_at, d.attempts, coalesce(d.last_error, ''), d.state = 'given_up'
FROM t_delivery AS d
WHERE d.sequence IN
  (SELECT min(sequence) FROM t_delivery WHERE state = 'pending' GROUP BY receiver)
  OR d.state = 'given_up' AND d.sequence IN
  (SELECT max(sequence) FROM t_delivery WHERE state <> 'pending' GROUP BY receiver)
ORDER BY d.receiver, d.state)sql";

Result<Backlog> backlog_from(const Row& row) {
  return Backlog{.receiver = {row.text(0)},
                 .since = row.instant(1),
                 .attempts = static_cast<int>(row.integer(2)),
                 .last_error = row.text(3),
                 .is_given_up = row.integer(4) != 0};
}

}  // namespace

Status Database::mark_gone(const GoneReceiver& gone) {
  return state_->connection.in_transaction([&] {
    return state_->connection.run(kMarkGone, {gone.receiver.text, gone.address, gone.at, gone.why});
  });
}

Status Database::unmark_gone(const ReceiverId& receiver) {
  return state_->connection.in_transaction([&] {
    return state_->connection.run("DELETE FROM t_receiver WHERE name = ?1", {receiver.text});
  });
}

Result<std::vector<GoneReceiver>> Database::gone_receivers() const {
  return collect<GoneReceiver>(state_->connection, kGone, {}, gone_from);
}

Result<std::vector<Backlog>> Database::backlogs() const {
  return collect<Backlog>(state_->connection, kBacklogs, {}, backlog_from);
}

}  // namespace gkwatch::store
