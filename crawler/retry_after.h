#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "core/clock.h"

namespace gkwatch::crawler {

inline constexpr std::chrono::seconds kLongestPatience = std::chrono::hours{24};

// Retry-After (RFC 9110, 10.2.3): seconds, or an HTTP date ("Fri, 31 Jan 2025 07:28:00 GMT")
// seen from `now`. At most `kLongestPatience`; nothing if it is neither.
std::optional<std::chrono::seconds> retry_after(std::string_view value, Instant now);

}  // namespace gkwatch::crawler
