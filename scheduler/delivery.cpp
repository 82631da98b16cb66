#include "scheduler/delivery.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "alerts/render.h"
#include "alerts/retry.h"
#include "core/log.h"

namespace gkwatch::scheduler {
namespace {

// More waiting events than this are told in the next round.
constexpr int kMostEvents = 20'000;

using Shared = Guarded<store::Database>;

Result<std::optional<Delivery>> first_pending(Shared& database, const ReceiverId& receiver) {
  auto pending = database.with(
      [&](const store::Database& held) { return held.pending_deliveries(receiver, 1); });
  if (!pending) return std::move(pending).error();
  if (pending->empty()) return std::optional<Delivery>{};
  return std::optional{std::move(pending->front())};
}

void log_attempt(const Delivery& delivery, const alerts::Attempt& attempt) {
  const std::string attempts = std::to_string(delivery.attempts + 1);
  if (attempt.status) {
    log::info("delivered", {{"receiver", delivery.receiver.text}, {"id", delivery.id.text}});
    return;
  }
  log::warning("not_delivered", {{"receiver", delivery.receiver.text},
                                 {"id", delivery.id.text},
                                 {"attempt", attempts},
                                 {"why", attempt.status.error().message}});
}

// Writes down how the attempt went. `count.next_try` is set if it is to be made again.
Status settle(Shared& database, const Delivery& delivery, const alerts::Attempt& attempt,
              Instant now, DeliveryCount& count) {
  if (attempt.status) {
    ++count.delivered;
    return database.with(
        [&](store::Database& held) { return held.mark_delivered(delivery.id, now); });
  }
  const Error& why = attempt.status.error();
  const auto again =
      why.code == ErrorCode::Refused
          ? std::nullopt
          : alerts::next_attempt(delivery.made_at, delivery.attempts + 1, attempt.pause, now);
  if (again) {
    ++count.postponed;
    count.next_try = again;
    return database.with(
        [&](store::Database& held) { return held.postpone(delivery.id, *again, why); });
  }
  ++count.given_up;
  return database.with([&](store::Database& held) { return held.give_up(delivery.id, now, why); });
}

}  // namespace

Status bind_waiting(Shared& database, const Channel& channel, const alerts::AlertPolicy& policy,
                    Instant now) {
  const ReceiverId& receiver = channel.settings.name;
  auto queued = database.with(
      [&](const store::Database& held) { return held.unsent_events(receiver, kMostEvents); });
  if (!queued) return std::move(queued).error();
  std::vector<alerts::Telling> tellings;
  for (const store::QueuedEvent& one : *queued) {
    tellings.push_back({one.event, one.alert_number, one.report_number});
  }
  for (const alerts::Rendered& message : alerts::render(channel.settings, tellings, policy, now)) {
    Status made = database.with([&](store::Database& held) {
      return held.make_delivery(message.delivery, message.events);
    });
    if (!made) return made;
  }
  return {};
}

Result<DeliveryCount> send_due(Shared& database, Channel& channel, Clock& clock,
                               std::stop_token stop) {
  DeliveryCount count;
  while (!stop.stop_requested()) {
    auto delivery = first_pending(database, channel.settings.name);
    if (!delivery) return std::move(delivery).error();
    if (!*delivery) return count;
    if ((*delivery)->due_at > clock.now()) {
      count.next_try = (*delivery)->due_at;
      return count;
    }
    if (!clock.sleep_until(channel.rate.next(clock.tick()), stop)) return count;
    channel.rate.take(clock.tick());
    const alerts::Attempt attempt = channel.receiver.deliver(**delivery, stop);
    const bool is_cancelled =
        !attempt.status && attempt.status.error().code == ErrorCode::Cancelled;
    if (is_cancelled) return count;
    log_attempt(**delivery, attempt);
    Status settled = settle(database, **delivery, attempt, clock.now(), count);
    if (!settled) return Error{settled.error()};
    if (count.next_try) return count;
  }
  return count;
}

}  // namespace gkwatch::scheduler
