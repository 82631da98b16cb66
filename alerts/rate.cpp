#include "alerts/rate.h"

#include <algorithm>

namespace gkwatch::alerts {
namespace {

constexpr std::chrono::minutes kWindow{1};

}  // namespace

TokenBucket::TokenBucket(int per_minute) : per_minute_{per_minute} {}

bool TokenBucket::take(Tick now) {
  if (next(now) > now) return false;
  if (per_minute_ <= 0) return true;
  if (std::ssize(taken_) == per_minute_) taken_.pop_front();
  taken_.push_back(now);
  return true;
}

Tick TokenBucket::next(Tick now) const {
  const Tick free = std::max(now, paused_until_);
  if (per_minute_ <= 0 || std::ssize(taken_) < per_minute_) return free;
  return std::max(free, taken_.front() + kWindow);
}

void TokenBucket::pause_until(Tick until) { paused_until_ = std::max(paused_until_, until); }

}  // namespace gkwatch::alerts
