#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "scheduler/delivery.h"

namespace gkwatch::scheduler {

// One thread for each receiver, so that a slow one does not hold the others. Each binds and sends
// when it is woken, and by itself when the next attempt of a message is due.
class Couriers {
 public:
  // Everything referred to must outlive the couriers. Starts at once with what is waiting.
  Couriers(Guarded<store::Database>& database, std::deque<Channel>& channels,
           const alerts::AlertPolicy& policy, Clock& clock);
  // Requests stop and waits for attempts under way to be broken off.
  ~Couriers();

  // There may be new events.
  void wake();

 private:
  void serve(Channel& channel, std::stop_token stop);

  Guarded<store::Database>& database_;
  const alerts::AlertPolicy& policy_;
  Clock& clock_;
  std::mutex mutex_;
  std::condition_variable_any waker_;
  std::size_t rounds_ = 1;             // guarded by mutex_
  std::vector<std::jthread> threads_;  // last member: stops before the rest is gone
};

// One round for all receivers side by side: what `poll` does at its end.
Result<DeliveryCount> deliver_round(Guarded<store::Database>& database,
                                    std::deque<Channel>& channels,
                                    const alerts::AlertPolicy& policy, Clock& clock,
                                    std::stop_token stop);

}  // namespace gkwatch::scheduler
