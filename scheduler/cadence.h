#pragma once

#include <chrono>

#include "core/china_time.h"
#include "core/clock.h"
#include "core/ids.h"
#include "model/check.h"
#include "scheduler/policy.h"

namespace gkwatch::scheduler {

// The season runs from 1 January to 15 April: both deadlines lie in it.
std::chrono::milliseconds interval_on(Date day, const SchedulePolicy& policy);

// A twentieth of the interval at most, to either side, computed from the id: a thousand agencies
// that were first checked at one moment drift apart, and a restart changes nothing.
std::chrono::milliseconds spread_of(const AgencyId& agency, std::chrono::milliseconds interval);

// When to look again: after the interval; after a failure in ten minutes, doubled for each
// further failure up to a day; and never sooner than the server asked.
Instant next_check(const CheckHistory& history, std::chrono::milliseconds interval);

}  // namespace gkwatch::scheduler
