#pragma once

#include "alerts/policy.h"
#include "core/clock.h"
#include "model/alert.h"

namespace gkwatch::alerts {

// From when on an event may be told. An error and its end at once; what is less, and every
// reminder, at the next digest time of the policy (China time), for people; a webhook hears all
// at once, since a program does not mind.
Instant told_from(const AlertEvent& event, const ReceiverSettings& receiver,
                  const AlertPolicy& policy);

}  // namespace gkwatch::alerts
