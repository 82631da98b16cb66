#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "alerts/policy.h"
#include "alerts/rate.h"
#include "alerts/receiver.h"
#include "core/clock.h"
#include "core/guarded.h"
#include "core/language.h"
#include "core/result.h"
#include "store/database.h"

namespace gkwatch::scheduler {

// One receiver with what it takes to serve it. Used by one thread at a time.
struct Channel {
  const alerts::ReceiverSettings& settings;
  alerts::Receiver& receiver;
  alerts::TokenBucket rate;
  Language language = Language::Chinese;  // of what is written down about its failures
};

struct DeliveryCount {
  int delivered = 0;
  int postponed = 0;
  int given_up = 0;
  int held = 0;                     // events that wait for the digest or a later message
  std::optional<Instant> next_try;  // of what is still waiting, if anything is
};

// When waiting events may become messages.
enum class Occasion {
  PassDone,   // `poll` has come to its end: all that it found is one message
  Idle,       // the daemon has nothing to check for a moment
  Meanwhile,  // checks may be under way
};

struct Bound {
  int held = 0;
  std::optional<Instant> look_again;  // when something that is held may be told
};

// Binds the waiting events of one receiver to messages, whose words are fixed by that: those whose
// time has come (alerts/digest.h), for people at the rhythm of alerts/rhythm.h, and none while an
// earlier message is not through: what comes meanwhile is put into the next one. Fails with
// Storage.
Result<Bound> bind_waiting(Guarded<store::Database>& database, const Channel& channel,
                           const alerts::AlertPolicy& policy, Occasion occasion, Instant now);

// Where a receiver is reached, in a form that may be written down: an address may be a secret.
std::string address_of(const alerts::ReceiverSettings& settings);

// Nothing is sent to a receiver that has said that it is gone, until it has another address.
Result<bool> is_gone(Guarded<store::Database>& database, const Channel& channel);

// Sends what is due, in order: while the first message waits for its next attempt, none behind it
// is sent. An Error means that the outbox could not be read or written.
Result<DeliveryCount> send_due(Guarded<store::Database>& database, Channel& channel, Clock& clock,
                               std::stop_token stop);

}  // namespace gkwatch::scheduler
