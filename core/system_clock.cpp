#include "core/system_clock.h"

namespace gkwatch {

Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Tick SystemClock::tick() const { return std::chrono::steady_clock::now(); }

bool SystemClock::sleep_until(Tick until, std::stop_token stop) {
  if (until <= tick()) return !stop.stop_requested();
  std::unique_lock lock{mutex_};
  wake_.wait_until(lock, stop, until, [] { return false; });
  return !stop.stop_requested();
}

}  // namespace gkwatch
