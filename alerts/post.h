#pragma once

#include <stop_token>

#include "alerts/receiver.h"
#include "core/result.h"
#include "net/http.h"

namespace gkwatch::alerts {

// Limits of every request to a receiver.
inline constexpr std::size_t kMaxAnswerBytes = 1u << 20;

// The answer, whatever its status. An Error is Cancelled, or Timeout or Unreachable: that no
// answer came is never the receiver's last word.
Result<net::HttpResponse> post(net::HttpTransport& http, const net::HttpRequest& request,
                               std::stop_token stop);

// What a status outside 2xx means: 410 (gone) and 413 (too large) are Refused, all else may
// pass. Requires: the status is not 2xx.
Attempt failed_with(const net::HttpResponse& answer);
bool is_success(const net::HttpResponse& answer);

}  // namespace gkwatch::alerts
