// Which of the waiting events become a message now, and which wait.
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "alerts/digest.h"
#include "alerts/render.h"
#include "alerts/rhythm.h"
#include "scheduler/delivery.h"

namespace gkwatch::scheduler {
namespace {

// More waiting events than this are told in the next round.
constexpr int kMostEvents = 20'000;

using Shared = Guarded<store::Database>;
using Queue = std::vector<store::QueuedEvent>;

struct Waiting {
  Queue events;
  std::vector<Instant> made;  // the moments of the last messages
  bool has_pending = false;
};

Result<Waiting> read_waiting(Shared& database, const ReceiverId& receiver, Instant now) {
  return database.with([&](store::Database& held) -> Result<Waiting> {
    if (Status tidied = held.tidy_outbox(receiver, now); !tidied) return Error{tidied.error()};
    auto events = held.unsent_events(receiver, kMostEvents);
    if (!events) return std::move(events).error();
    auto made = held.made_since(receiver, now - alerts::kRhythmMemory);
    if (!made) return std::move(made).error();
    const auto pending = held.has_pending(receiver);
    if (!pending) return pending.error();
    return Waiting{*std::move(events), *std::move(made), *pending};
  });
}

void soonest(std::optional<Instant>& when, Instant other) {
  when = when ? std::min(*when, other) : other;
}

// Takes what may be told now out of `events`, in order. What was to be told of an alert before
// something that is told now goes with it: its beginning is never told after its end.
Queue take_due(Queue& events, const Channel& channel, const alerts::AlertPolicy& policy,
               Instant now, std::optional<Instant>& next) {
  std::set<FindingKey> told;
  for (const store::QueuedEvent& one : events) {
    const Instant from = alerts::told_from(one.event, channel.settings, policy);
    if (from <= now) {
      told.insert(one.event.about);
    } else {
      soonest(next, from);
    }
  }
  const auto first_held = std::stable_partition(
      events.begin(), events.end(),
      [&](const store::QueuedEvent& one) { return told.contains(one.event.about); });
  Queue due{std::make_move_iterator(events.begin()), std::make_move_iterator(first_held)};
  events.erase(events.begin(), first_held);
  return due;
}

// The moment from which on `due` may become a message.
Instant when_to_tell(const Queue& due, const Waiting& waiting, const Channel& channel,
                     Occasion occasion, Instant now) {
  if (occasion == Occasion::PassDone) return now;
  Instant when = now;
  if (occasion == Occasion::Meanwhile) {
    const auto oldest = std::min_element(due.begin(), due.end(), [](const auto& a, const auto& b) {
      return a.event.at < b.event.at;
    });
    when = oldest->event.at + alerts::kLongestGathering;
  }
  if (channel.settings.kind == alerts::ReceiverKind::Webhook) return when;
  return std::max(when, alerts::next_message(waiting.made, now));
}

Status make_messages(Shared& database, const Channel& channel, const Queue& due,
                     const alerts::AlertPolicy& policy, Instant now) {
  std::vector<alerts::Telling> tellings;
  for (const store::QueuedEvent& one : due) {
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

}  // namespace

Result<Bound> bind_waiting(Shared& database, const Channel& channel,
                           const alerts::AlertPolicy& policy, Occasion occasion, Instant now) {
  auto waiting = read_waiting(database, channel.settings.name, now);
  if (!waiting) return std::move(waiting).error();
  Bound bound{.held = static_cast<int>(waiting->events.size())};
  // The message that is not through is tried again by itself.
  if (waiting->has_pending || waiting->events.empty()) return bound;
  const Queue due = take_due(waiting->events, channel, policy, now, bound.look_again);
  if (due.empty()) return bound;
  const Instant when = when_to_tell(due, *waiting, channel, occasion, now);
  if (when > now) {
    soonest(bound.look_again, when);
    return bound;
  }
  if (Status made = make_messages(database, channel, due, policy, now); !made) {
    return Error{made.error()};
  }
  bound.held -= static_cast<int>(due.size());
  return bound;
}

}  // namespace gkwatch::scheduler
