#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/language.h"
#include "core/result.h"
#include "model/alert.h"

namespace gkwatch::alerts {

// How one attempt went.
struct Attempt {
  // Success means that the receiver's own answer says so: an HTTP 200 whose body reports a
  // failure is an Error. is_transient(code) tells whether to try again (next_attempt);
  // Cancelled means that we were stopped and that the attempt does not count; Refused, that no
  // attempt will ever succeed.
  Status status{};
  // Why it failed, for the people who look after the receivers; `status` says it for the log.
  Bilingual why{};
  // The pause that the receiver asked for with its failure.
  std::optional<std::chrono::seconds> pause{};
  // Refused, and nobody is there any more (HTTP 410): no further delivery is worth an attempt.
  bool is_gone = false;
  // Recipients of a mail who have it although the attempt as a whole failed: the next one leaves
  // them out.
  std::vector<std::string> served{};
};

// Carries deliveries to one receiver. One file pair per kind: webhook, email, dingtalk, wecom,
// feishu, slack. What an operator can mend while we wait (a wrong secret, a missing page, a
// server that is down) is transient: an alert is late rather than lost.
class Receiver {
 public:
  virtual ~Receiver() = default;
  virtual const ReceiverId& id() const = 0;
  // May be called again for the same delivery after a crash: every attempt says the same under
  // the same id.
  virtual Attempt deliver(const Delivery& delivery, std::stop_token stop) = 0;
};

}  // namespace gkwatch::alerts
