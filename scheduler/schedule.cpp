#include "scheduler/schedule.h"

#include <algorithm>

namespace gkwatch::scheduler {

Schedule::Schedule(const std::vector<Agency>& agencies) {
  for (const Agency& agency : agencies) {
    Entry entry;
    for (const Source& source : agency.sources) entry.hosts.emplace(source.url.host());
    waiting_.emplace(entry.due, agency.id);
    entries_.emplace(agency.id, std::move(entry));
  }
}

void Schedule::wait(const AgencyId& agency, Entry& entry, Instant due) {
  waiting_.erase({entry.due, agency});
  entry.due = due;
  waiting_.emplace(due, agency);
}

void Schedule::set_due(const AgencyId& agency, Instant due) {
  const auto it = entries_.find(agency);
  if (it == entries_.end()) return;
  if (running_.contains(agency)) {
    it->second.due = due;
  } else {
    wait(agency, it->second, due);
  }
}

bool Schedule::is_host_busy(const Entry& entry) const {
  return std::any_of(entry.hosts.begin(), entry.hosts.end(),
                     [&](const std::string& host) { return busy_hosts_.contains(host); });
}

std::vector<AgencyId> Schedule::start_due(Instant now, std::size_t free_workers) {
  std::vector<AgencyId> started;
  for (auto next = waiting_.begin(); next != waiting_.end() && next->first <= now;) {
    if (started.size() >= free_workers) break;
    const Entry& entry = entries_.at(next->second);
    if (is_host_busy(entry)) {
      ++next;
      continue;
    }
    busy_hosts_.insert(entry.hosts.begin(), entry.hosts.end());
    running_.insert(next->second);
    started.push_back(next->second);
    next = waiting_.erase(next);
  }
  return started;
}

void Schedule::finished(const AgencyId& agency, Instant next_due) {
  const auto it = entries_.find(agency);
  if (it == entries_.end() || running_.erase(agency) == 0) return;
  for (const std::string& host : it->second.hosts) busy_hosts_.erase(host);
  wait(agency, it->second, next_due);
}

std::optional<Instant> Schedule::next_wake() const {
  const auto next = std::find_if(waiting_.begin(), waiting_.end(), [&](const auto& waiting) {
    return !is_host_busy(entries_.at(waiting.second));
  });
  if (next == waiting_.end()) return std::nullopt;
  return next->first;
}

}  // namespace gkwatch::scheduler
