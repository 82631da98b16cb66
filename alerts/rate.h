#pragma once

#include <deque>

#include "core/clock.h"

namespace gkwatch::alerts {

// How often one receiver may be called. Each token comes back a minute after it was taken, so
// that no minute, wherever it begins, holds more than `per_minute` calls: the chat services
// count so, and shut out for longer whoever comes once too often. 0: no limit. Not thread-safe.
class TokenBucket {
 public:
  explicit TokenBucket(int per_minute);

  // Takes one token if there is one.
  bool take(Tick now);
  // When the next token is there: `now` if it is already.
  Tick next(Tick now) const;
  // The receiver said that it was too much: nothing before `until`.
  void pause_until(Tick until);

 private:
  int per_minute_;
  std::deque<Tick> taken_;  // within the last minute, oldest first
  Tick paused_until_ = Tick::min();
};

}  // namespace gkwatch::alerts
