#pragma once

#include <optional>
#include <stop_token>

#include "alerts/policy.h"
#include "alerts/rate.h"
#include "alerts/receiver.h"
#include "core/clock.h"
#include "core/guarded.h"
#include "core/result.h"
#include "store/database.h"

namespace gkwatch::scheduler {

// One receiver with what it takes to serve it. Used by one thread at a time.
struct Channel {
  const alerts::ReceiverSettings& settings;
  alerts::Receiver& receiver;
  alerts::TokenBucket rate;
};

struct DeliveryCount {
  int delivered = 0;
  int postponed = 0;
  int given_up = 0;
  std::optional<Instant> next_try;  // of what is still waiting, if anything is
};

// Binds the waiting events of one receiver to messages, whose words are fixed by that. To be
// called when a pass has ended, since what one pass finds is one message. Fails with Storage.
Status bind_waiting(Guarded<store::Database>& database, const Channel& channel,
                    const alerts::AlertPolicy& policy, Instant now);

// Sends what is due, in order: while the first message waits for its next attempt, none behind it
// is sent. An Error means that the outbox could not be read or written.
Result<DeliveryCount> send_due(Guarded<store::Database>& database, Channel& channel, Clock& clock,
                               std::stop_token stop);

}  // namespace gkwatch::scheduler
