#include "scheduler/delivery.h"

#include <algorithm>
#include <utility>

#include "alerts/retry.h"
#include "core/content_hash.h"
#include "core/log.h"

namespace gkwatch::scheduler {
namespace {

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

// What is written down: people read it in an alert about the receiver.
Error reason_of(const alerts::Attempt& attempt, const Channel& channel) {
  const Error& error = attempt.status.error();
  const std::string& words = attempt.why.in(channel.language);
  return {error.code, words.empty() ? error.message : words};
}

// Nobody is there any more. What was to be told stays, for the day the receiver has an address.
Status put_aside(Shared& database, const Channel& channel, const alerts::Attempt& attempt,
                 Instant now) {
  log::warning("receiver_gone",
               {{"receiver", channel.settings.name.text}, {"why", attempt.status.error().message}});
  return database.with([&](store::Database& held) {
    return held.mark_gone({channel.settings.name, address_of(channel.settings), now,
                           reason_of(attempt, channel).message});
  });
}

// Writes down how the attempt went. `count.next_try` is set if it is to be made again.
Status settle(Shared& database, const Channel& channel, const Delivery& delivery,
              const alerts::Attempt& attempt, Instant now, DeliveryCount& count) {
  if (attempt.status) {
    ++count.delivered;
    return database.with(
        [&](store::Database& held) { return held.mark_delivered(delivery.id, now); });
  }
  const Error why = reason_of(attempt, channel);
  const auto again =
      why.code == ErrorCode::Refused
          ? std::nullopt
          : alerts::next_attempt(delivery.made_at, delivery.attempts + 1, attempt.pause, now);
  if (again) {
    ++count.postponed;
    count.next_try = again;
    return database.with(
        [&](store::Database& held) { return held.postpone(delivery.id, *again, why, attempt.served); });
  }
  ++count.given_up;
  return database.with([&](store::Database& held) { return held.give_up(delivery.id, now, why); });
}

}  // namespace

std::string address_of(const alerts::ReceiverSettings& settings) {
  return to_hex(hash_of(settings.url.empty() ? settings.smtp : settings.url));
}

Result<bool> is_gone(Shared& database, const Channel& channel) {
  const auto all = database.with([](const store::Database& held) { return held.gone_receivers(); });
  if (!all) return all.error();
  return std::any_of(all->begin(), all->end(), [&](const store::GoneReceiver& gone) {
    return gone.receiver == channel.settings.name && gone.address == address_of(channel.settings);
  });
}

Result<DeliveryCount> send_due(Shared& database, Channel& channel, Clock& clock,
                               std::stop_token stop) {
  DeliveryCount count;
  const auto gone = is_gone(database, channel);
  if (!gone) return Error{gone.error()};
  if (*gone) return count;
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
    if (attempt.is_gone) {
      Status put = put_aside(database, channel, attempt, clock.now());
      if (!put) return Error{put.error()};
      ++count.postponed;
      return count;
    }
    Status settled = settle(database, channel, **delivery, attempt, clock.now(), count);
    if (!settled) return Error{settled.error()};
    if (count.next_try) return count;
  }
  return count;
}

}  // namespace gkwatch::scheduler
