#pragma once

#include <chrono>
#include <span>

#include "core/clock.h"

namespace gkwatch::alerts {

// How far back the messages to a receiver count for when the next may be made.
inline constexpr std::chrono::hours kRhythmMemory{24};
// What was found in the middle of a pass is told after this time even if the pass goes on.
inline constexpr std::chrono::minutes kLongestGathering{2};

// When the next message for people may be made, if those of the last hours were made at these
// moments (oldest first): the first at once, the second five minutes after it, and each further
// one after twice that pause, up to an hour, until two hours have passed without any. What comes
// meanwhile is put into the next. So a deadline midnight is a handful of messages, and an error
// on a quiet day is told at once.
Instant next_message(std::span<const Instant> made, Instant now);

}  // namespace gkwatch::alerts
