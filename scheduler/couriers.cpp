#include "scheduler/couriers.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/log.h"

namespace gkwatch::scheduler {
namespace {

// The clock may be set, or the machine sleep: looked at again after this time at the latest.
constexpr std::chrono::milliseconds kLongestNap = std::chrono::minutes{1};
// The outbox could not be read or written: our own disk. Not tried at full speed.
constexpr std::chrono::milliseconds kAfterTrouble = std::chrono::seconds{30};

// Binds and sends until there is nothing more to do now: what waited for a message that has got
// through is bound at once.
Result<DeliveryCount> deliver(Guarded<store::Database>& database, Channel& channel,
                              const alerts::AlertPolicy& policy, Clock& clock, Occasion occasion,
                              std::stop_token stop) {
  DeliveryCount sum;
  while (true) {
    const auto bound = bind_waiting(database, channel, policy, occasion, clock.now());
    if (!bound) return Error{bound.error()};
    auto count = send_due(database, channel, clock, stop);
    if (!count) return std::move(count).error();
    sum.delivered += count->delivered;
    sum.postponed += count->postponed;
    sum.given_up += count->given_up;
    sum.held = bound->held;
    sum.next_try = count->next_try;
    const bool is_through = count->delivered + count->given_up > 0 && !count->next_try;
    if (is_through && bound->held > 0 && !stop.stop_requested()) continue;
    if (bound->look_again && (!sum.next_try || *bound->look_again < *sum.next_try)) {
      sum.next_try = bound->look_again;
    }
    return sum;
  }
}

}  // namespace

Couriers::Couriers(Guarded<store::Database>& database, std::deque<Channel>& channels,
                   const alerts::AlertPolicy& policy, Clock& clock)
    : database_{database}, policy_{policy}, clock_{clock} {
  for (Channel& channel : channels) {
    threads_.emplace_back(
        [this, &channel](std::stop_token stop) { serve(channel, std::move(stop)); });
  }
}

Couriers::~Couriers() {
  for (std::jthread& thread : threads_) thread.request_stop();
}

void Couriers::wake() {
  const std::lock_guard lock{mutex_};
  ++rounds_;
  waker_.notify_all();
}

void Couriers::serve(Channel& channel, std::stop_token stop) {
  std::size_t served = 0;
  auto nap = kLongestNap;
  while (!stop.stop_requested()) {
    bool is_woken = false;
    {
      std::unique_lock lock{mutex_};
      is_woken = waker_.wait_for(lock, stop, nap, [&] { return rounds_ != served; });
      served = rounds_;
    }
    if (stop.stop_requested()) return;
    auto count = deliver(database_, channel, policy_, clock_,
                         is_woken ? Occasion::Idle : Occasion::Meanwhile, stop);
    nap = kLongestNap;
    if (!count) {
      log::error("outbox",
                 {{"receiver", channel.settings.name.text}, {"why", count.error().message}});
      nap = kAfterTrouble;
    } else if (count->next_try) {
      nap = std::clamp(std::chrono::milliseconds{*count->next_try - clock_.now()},
                       std::chrono::milliseconds{1}, kLongestNap);
    }
  }
}

Result<DeliveryCount> deliver_round(Guarded<store::Database>& database,
                                    std::deque<Channel>& channels,
                                    const alerts::AlertPolicy& policy, Clock& clock,
                                    std::stop_token stop) {
  std::vector<std::optional<Result<DeliveryCount>>> counts(channels.size());
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < channels.size(); ++i) {
      threads.emplace_back([&, i] {
        counts[i] = deliver(database, channels[i], policy, clock, Occasion::PassDone, stop);
      });
    }
  }
  DeliveryCount sum;
  for (auto& count : counts) {
    if (!*count) return std::move(*count).error();
    sum.delivered += (*count)->delivered;
    sum.postponed += (*count)->postponed;
    sum.given_up += (*count)->given_up;
    sum.held += (*count)->held;
  }
  return sum;
}

}  // namespace gkwatch::scheduler
