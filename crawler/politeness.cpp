#include "crawler/politeness.h"

#include <algorithm>

namespace gkwatch::crawler {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kLongestPause = 60s;
constexpr std::chrono::milliseconds kLongestGap = 30s;
constexpr int kMostDoublings = 10;
constexpr int kFailuresToRest = 6;
constexpr std::chrono::milliseconds kFirstRest = 10min;
constexpr std::chrono::milliseconds kLongestRest = 24h;

}  // namespace

PolitenessGate::PolitenessGate(const CrawlPolicy& policy)
    : min_gap_{policy.per_host_delay},
      connections_{std::max(1, policy.per_host_connections)},
      daily_{policy.daily_requests_per_host} {}

PolitenessGate::Host& PolitenessGate::host_named(std::string_view host) {
  const auto found = hosts_.find(host);
  if (found != hosts_.end()) return found->second;
  return hosts_.emplace(std::string{host}, Host{.gap = min_gap_}).first->second;
}

Result<PolitenessGate::Turn> PolitenessGate::reserve(std::string_view host, Tick now, Date day) {
  const std::lock_guard lock{mutex_};
  Host& entry = host_named(host);
  if (entry.day != day) {
    entry.day = day;
    entry.requests = 0;
  }
  if (entry.requests >= daily_) {
    return Error{ErrorCode::Refused, "the " + std::to_string(daily_) +
                                         " requests a day allowed for " + std::string{host} +
                                         " are used up"};
  }
  if (now < entry.rests_until) {
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(entry.rests_until - now).count();
    return Error{ErrorCode::Unreachable, std::string{host} + " failed " +
                                             std::to_string(entry.failures_in_a_row) +
                                             " times in a row and is left alone for " +
                                             std::to_string(minutes) + " more minutes"};
  }
  if (entry.in_flight >= connections_) {
    return Error{ErrorCode::Conflict, std::string{host} + " is being asked already"};
  }
  const Tick turn = std::max(entry.free_at, now);
  entry.free_at = turn + entry.gap;
  ++entry.in_flight;
  ++entry.requests;
  return Turn{*this, host, turn};
}

void PolitenessGate::release(std::string_view host) {
  const std::lock_guard lock{mutex_};
  --host_named(host).in_flight;
}

void PolitenessGate::back_off(std::string_view host, Tick until) {
  const std::lock_guard lock{mutex_};
  Host& entry = host_named(host);
  entry.free_at = std::max(entry.free_at, until);
}

void PolitenessGate::failed(std::string_view host, Tick now, FetchFault why) {
  const std::lock_guard lock{mutex_};
  Host& entry = host_named(host);
  entry.failures_in_a_row = std::min(entry.failures_in_a_row + 1, kMostDoublings);
  entry.last_failure = why;
  if (entry.failures_in_a_row >= kFailuresToRest) {
    const auto rest =
        std::min(kFirstRest * (1 << std::min(entry.rests, kMostDoublings)), kLongestRest);
    ++entry.rests;
    entry.rests_until = std::max(entry.rests_until, now + rest);
  }
  const auto pause = std::min(entry.gap * (1 << entry.failures_in_a_row), kLongestPause);
  entry.free_at = std::max(entry.free_at, now + pause);
}

void PolitenessGate::succeeded(std::string_view host) {
  const std::lock_guard lock{mutex_};
  Host& entry = host_named(host);
  entry.failures_in_a_row = 0;
  entry.rests = 0;
}

FetchFault PolitenessGate::last_failure(std::string_view host) const {
  const std::lock_guard lock{mutex_};
  const auto found = hosts_.find(host);
  return found == hosts_.end() ? FetchFault::None : found->second.last_failure;
}

void PolitenessGate::slow_down(std::string_view host, std::chrono::milliseconds gap) {
  const std::lock_guard lock{mutex_};
  host_named(host).gap = std::max(min_gap_, std::min(gap, kLongestGap));
}

void PolitenessGate::resume(Date day, const std::map<std::string, int>& requests) {
  const std::lock_guard lock{mutex_};
  for (const auto& [host, count] : requests) {
    Host& entry = host_named(host);
    entry.day = day;
    entry.requests = count;
  }
}

std::chrono::milliseconds PolitenessGate::gap(std::string_view host) const {
  const std::lock_guard lock{mutex_};
  const auto found = hosts_.find(host);
  return found == hosts_.end() ? min_gap_ : found->second.gap;
}

int PolitenessGate::requests_on(std::string_view host, Date day) const {
  const std::lock_guard lock{mutex_};
  const auto found = hosts_.find(host);
  return found == hosts_.end() || found->second.day != day ? 0 : found->second.requests;
}

std::map<std::string, int> PolitenessGate::requests_on(Date day) const {
  const std::lock_guard lock{mutex_};
  std::map<std::string, int> all;
  for (const auto& [name, host] : hosts_) {
    if (host.day == day && host.requests > 0) all.emplace(name, host.requests);
  }
  return all;
}

}  // namespace gkwatch::crawler
