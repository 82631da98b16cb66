#include "scheduler/cadence.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace gkwatch::scheduler {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestWait = std::chrono::hours{24};
// A failure is looked at again sooner than the usual interval, but not at once.
constexpr milliseconds kFirstRetry = std::chrono::minutes{10};
constexpr int kMostDoublings = 10;

// FNV-1a. Written out because std::hash may differ between runs and libraries.
std::uint64_t stable_hash(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

milliseconds pause_after_failures(int failures) {
  const int doublings = std::clamp(failures - 1, 0, kMostDoublings);
  return std::min(kFirstRetry * (1 << doublings), kLongestWait);
}

}  // namespace

std::chrono::milliseconds interval_on(Date day, const SchedulePolicy& policy) {
  using std::chrono::month_day;
  constexpr month_day last_day{std::chrono::April, std::chrono::day{15}};
  return month_day{day.month(), day.day()} <= last_day ? policy.season : policy.off_season;
}

std::chrono::milliseconds spread_of(const AgencyId& agency, std::chrono::milliseconds interval) {
  constexpr std::int64_t kPart = 20;
  const std::int64_t most = interval.count() / kPart;
  const auto place = stable_hash(agency.text) % static_cast<std::uint64_t>(2 * most + 1);
  return milliseconds{static_cast<std::int64_t>(place) - most};
}

Instant next_check(const CheckHistory& history, std::chrono::milliseconds interval) {
  const milliseconds wait =
      history.failures_in_a_row == 0 ? interval : pause_after_failures(history.failures_in_a_row);
  return history.last_check + std::max(wait, milliseconds{history.server_asked_for});
}

}  // namespace gkwatch::scheduler
