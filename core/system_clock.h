#pragma once

#include <condition_variable>
#include <mutex>

#include "core/clock.h"

namespace gkwatch {

// The machine's clock.
class SystemClock final : public Clock {
 public:
  Instant now() const override;
  Tick tick() const override;
  bool sleep_until(Tick until, std::stop_token stop) override;

 private:
  std::mutex mutex_;
  std::condition_variable_any wake_;
};

}  // namespace gkwatch
