#pragma once

#include <span>
#include <string>
#include <vector>

#include "alerts/notice.h"
#include "alerts/policy.h"
#include "core/clock.h"
#include "model/alert.h"

namespace gkwatch::alerts {

// A delivery and the events that it tells.
struct Rendered {
  Delivery delivery;
  std::vector<std::string> events;  // their ids, in order
};

// Writes out what `tellings`, which are one receiver's and in the order of the outbox, say:
// one chat message of all of them, which counts those that it has no room for; one mail of up to
// 2,000 and further ones after it; or webhook bodies of at most 100 alerts and, but for a single
// alert, 512 KiB each. In order. Nothing of nothing. Pure. The id of a delivery
// is made of the receiver and the ids of its events. The payload is
//   webhook: the body, byte by byte as it is signed and sent;
//   email: a JSON object (mail_parts.h), without sender and recipients;
//   chat kinds: the service's JSON message, without time and signature.
std::vector<Rendered> render(const ReceiverSettings& receiver, std::span<const Telling> tellings,
                             const AlertPolicy& policy, Instant now);

// What `notify --test` sends: says that it is a test, in the shape that alerts would have. A
// webhook body has the type "test" and no alerts.
Delivery render_test(const ReceiverSettings& receiver, const AlertPolicy& policy, Instant now);

}  // namespace gkwatch::alerts
