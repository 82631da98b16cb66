#pragma once

#include <chrono>
#include <optional>

#include "core/clock.h"
#include "net/http.h"

namespace gkwatch::alerts {

// How long a delivery is tried before it is given up.
inline constexpr std::chrono::hours kPatience{24 * 7};

// When to try a delivery again that was made at `made_at` and has now failed for the
// `attempts`th time, for a reason that may pass: after 30 s, 2 min, 10 min, 1 h, 3 h, 12 h and
// then once a day; not before the pause that the receiver asked for. Nothing: give it up. The
// last try is made when kPatience is over, never later.
std::optional<Instant> next_attempt(Instant made_at, int attempts,
                                    std::optional<std::chrono::seconds> asked, Instant now);

// The pause that an answer asks for: Retry-After in seconds (RFC 9110, 10.2.3), at most a day.
// Nothing if it asks for none, or by a date.
std::optional<std::chrono::seconds> pause_asked_by(const net::HttpResponse& response);

}  // namespace gkwatch::alerts
