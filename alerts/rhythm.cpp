#include "alerts/rhythm.h"

#include <algorithm>

namespace gkwatch::alerts {
namespace {

constexpr std::chrono::minutes kFirstPause{5};
constexpr std::chrono::minutes kLongestPause{60};

}  // namespace

Instant next_message(std::span<const Instant> made, Instant now) {
  auto pause = std::chrono::minutes{0};
  Instant last{};
  for (const Instant one : made) {
    if (now - one >= kRhythmMemory) continue;
    // Twice the longest pause without a message: the storm is over.
    const bool is_calm = last != Instant{} && one - last >= 2 * kLongestPause;
    pause = is_calm || pause.count() == 0 ? kFirstPause : std::min(2 * pause, kLongestPause);
    last = one;
  }
  return pause.count() == 0 ? now : std::max(now, last + pause);
}

}  // namespace gkwatch::alerts
