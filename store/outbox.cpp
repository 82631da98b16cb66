// The outbox: what is to be told, and how far the telling has come.
#include "store/database.h"
#include "store/row_types.h"
#include "store/silences.h"
#include "store/state.h"

namespace gkwatch::store {
namespace {

constexpr auto kUnsentEvents = R"sql(
SELECT e.id, e.receiver, a.rule, a.agency, a.year, a.place, e.reason, e.at, e.body, a.number,
  r.number
FROM t_event AS e JOIN t_alert AS a ON a.number = e.alert
LEFT JOIN t_report AS r ON r.agency = a.agency AND r.year = a.year
WHERE e.receiver = ?1 AND e.delivery IS NULL AND e.is_dropped = 0 AND a.state <> 'silenced'
ORDER BY e.number LIMIT ?2)sql";

// What was held back by a silence and is over by now would be told as open.
constexpr auto kDropStale = R"sql(
UPDATE t_event SET is_dropped = 1
WHERE receiver = ?1 AND delivery IS NULL AND is_dropped = 0 AND reason <> 'resolved'
  AND EXISTS (SELECT 1 FROM t_alert AS a WHERE a.number = t_event.alert AND a.state = 'resolved')
  AND NOT EXISTS (SELECT 1 FROM t_event AS later WHERE later.alert = t_event.alert
    AND later.receiver = ?1 AND later.number > t_event.number))sql";

constexpr auto kMadeSince =
    "SELECT made_at FROM t_delivery WHERE receiver = ?1 AND made_at >= ?2 ORDER BY made_at";
constexpr auto kHasPending =
    "SELECT 1 FROM t_delivery WHERE receiver = ?1 AND state = 'pending' LIMIT 1";

Result<QueuedEvent> event_from(const Row& row) {
  const auto reason = named_from(row, 6, TellReason::Resolved);
  if (!reason) return reason.error();
  QueuedEvent queued{.event = {.id = row.text(0),
                               .receiver = {row.text(1)},
                               .about = {{row.text(2)},
                                         {row.text(3)},
                                         static_cast<int>(row.integer(4)),
                                         row.text(5)},
                               .reason = *reason,
                               .at = row.instant(7),
                               .body = row.text(8)},
                     .alert_number = row.integer(9)};
  if (!row.is_null(10)) queued.report_number = row.integer(10);
  return queued;
}

constexpr auto kMakeDelivery = R"sql(
INSERT INTO t_delivery (id, receiver, sequence, payload, made_at, due_at, attempts, state)
VALUES (?1, ?2, 1 + (SELECT coalesce(max(sequence), 0) FROM t_delivery), ?3, ?4, ?5, ?6,
  'pending')
ON CONFLICT (id) DO NOTHING)sql";
constexpr auto kBindEvent =
    "UPDATE t_event SET delivery = ?1 WHERE id = ?2 AND receiver = ?3 AND delivery IS NULL";

constexpr auto kPending = R"sql(
SELECT id, receiver, payload, made_at, due_at, attempts, served FROM t_delivery
WHERE receiver = ?1 AND state = 'pending' ORDER BY sequence LIMIT ?2)sql";

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

Result<Delivery> delivery_from(const Row& row) {
  return Delivery{.id = {row.text(0)},
                  .receiver = {row.text(1)},
                  .payload = row.text(2),
                  .made_at = row.instant(3),
                  .due_at = row.instant(4),
                  .attempts = static_cast<int>(row.integer(5)),
                  .served = lines_of(row.text(6))};
}

constexpr auto kDelivered =
    "UPDATE t_delivery SET state = 'delivered', ended_at = ?2, attempts = attempts + 1 "
    "WHERE id = ?1 AND state <> 'delivered'";
constexpr auto kPostpone =
    "UPDATE t_delivery SET due_at = ?2, last_error = ?3, attempts = attempts + 1, "
    "served = served || ?4 WHERE id = ?1 AND state = 'pending'";
constexpr auto kGiveUp =
    "UPDATE t_delivery SET state = 'given_up', ended_at = ?2, last_error = ?3, "
    "attempts = attempts + 1 WHERE id = ?1 AND state = 'pending'";

// Runs one of the three. An update that meets nothing is well if the delivery stands in
// `wanted` already.
Status settle(Connection& connection, std::string_view sql, Values values,
              std::string_view wanted) {
  return connection.in_transaction([&]() -> Status {
    if (Status done = connection.run(sql, values); !done) return done;
    if (connection.changes() != 0) return {};
    const std::string id{std::get<std::string_view>(values.begin()->held())};
    std::string state;
    Status asked = connection.each("SELECT state FROM t_delivery WHERE id = ?1", {id},
                                   [&](const Row& row) -> Status {
                                     state = row.text(0);
                                     return {};
                                   });
    if (!asked) return asked;
    if (state.empty()) return Error{ErrorCode::NotFound, "there is no delivery " + id};
    if (state == wanted) return {};
    return Error{ErrorCode::Conflict, "the delivery " + id + " is " + state + " already"};
  });
}

Status bind_events(Connection& connection, const Delivery& delivery,
                   std::span<const std::string> event_ids) {
  for (const std::string& id : event_ids) {
    Status done = connection.run(kBindEvent, {delivery.id.text, id, delivery.receiver.text});
    if (!done) return done;
    if (connection.changes() == 0) {
      return Error{ErrorCode::Conflict,
                   "the event " + id + " is in another delivery or does not exist"};
    }
  }
  return {};
}

}  // namespace

Result<std::vector<QueuedEvent>> Database::unsent_events(const ReceiverId& receiver,
                                                         int limit) const {
  return collect<QueuedEvent>(state_->connection, kUnsentEvents, {receiver.text, limit},
                              event_from);
}

Status Database::tidy_outbox(const ReceiverId& receiver, Instant now) {
  Connection& connection = state_->connection;
  return connection.in_transaction([&]() -> Status {
    if (Status done = apply_silences(connection, now); !done) return done;
    return connection.run(kDropStale, {receiver.text});
  });
}

Result<std::vector<Instant>> Database::made_since(const ReceiverId& receiver, Instant since) const {
  return collect<Instant>(state_->connection, kMadeSince, {receiver.text, since},
                          [](const Row& row) -> Result<Instant> { return row.instant(0); });
}

Result<bool> Database::has_pending(const ReceiverId& receiver) const {
  const auto found = state_->connection.integer(kHasPending, {receiver.text});
  if (!found) return found.error();
  return found->has_value();
}

Status Database::make_delivery(const Delivery& delivery, std::span<const std::string> event_ids) {
  Connection& connection = state_->connection;
  return connection.in_transaction([&]() -> Status {
    Status made =
        connection.run(kMakeDelivery, {delivery.id.text, delivery.receiver.text, delivery.payload,
                                       delivery.made_at, delivery.due_at, delivery.attempts});
    if (!made || connection.changes() == 0) return made;
    return bind_events(connection, delivery, event_ids);
  });
}

Result<std::vector<Delivery>> Database::pending_deliveries(const ReceiverId& receiver,
                                                           int limit) const {
  return collect<Delivery>(state_->connection, kPending, {receiver.text, limit}, delivery_from);
}

Status Database::mark_delivered(const DeliveryId& id, Instant at) {
  return settle(state_->connection, kDelivered, {id.text, at}, "delivered");
}

Status Database::postpone(const DeliveryId& id, Instant until, const Error& reason,
                          std::span<const std::string> served) {
  std::string lines;
  for (const std::string& one : served) lines.append(one).append("\n");
  return settle(state_->connection, kPostpone, {id.text, until, reason.message, lines}, "");
}

Status Database::give_up(const DeliveryId& id, Instant at, const Error& reason) {
  return settle(state_->connection, kGiveUp, {id.text, at, reason.message}, "given_up");
}

}  // namespace gkwatch::store
