#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/clock.h"
#include "model/desk.h"
#include "store/records.h"

namespace gkwatch::store {

// An event that is in the outbox, with the numbers that people call its alert and report by.
struct QueuedEvent {
  AlertEvent event;
  std::int64_t alert_number = 0;
  std::optional<std::int64_t> report_number;  // none while no report was found
};

// What a person did to an alert or a finding, and why.
struct DeskNote {
  std::string by;
  std::string note;
  Instant at{};
};

struct GoneReceiver {
  ReceiverId receiver;
  std::string address;  // SHA-256, since the address may be a secret itself
  Instant at{};
  std::string why;
};

// The oldest delivery to a receiver that is not through, or the last one if that was given up and
// none has got through since.
struct Backlog {
  ReceiverId receiver;
  Instant since{};  // when it was made
  int attempts = 0;
  std::string last_error;
  bool is_given_up = false;
};

}  // namespace gkwatch::store
