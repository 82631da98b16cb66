#include "scheduler/schedule.h"

#include <algorithm>

namespace gkwatch::scheduler {

Schedule::Schedule(const std::vector<Agency>& agencies) {
  for (const Agency& agency : agencies) {
    Entry entry;
    for (const Source& source : agency.sources) entry.hosts.emplace(source.url.host());
    entries_.emplace(agency.id, std::move(entry));
  }
}

void Schedule::set_due(const AgencyId& agency, Instant due) {
  if (const auto it = entries_.find(agency); it != entries_.end()) it->second.due = due;
}

bool Schedule::is_host_busy(const Entry& entry) const {
  return std::any_of(entry.hosts.begin(), entry.hosts.end(),
                     [&](const std::string& host) { return busy_hosts_.contains(host); });
}

std::vector<AgencyId> Schedule::start_due(Instant now, std::size_t free_workers) {
  std::vector<std::pair<Instant, AgencyId>> due;
  for (const auto& [id, entry] : entries_) {
    if (entry.due <= now && !running_.contains(id)) due.emplace_back(entry.due, id);
  }
  std::sort(due.begin(), due.end());
  std::vector<AgencyId> started;
  for (auto& [when, id] : due) {
    const Entry& entry = entries_.at(id);
    if (started.size() >= free_workers) break;
    if (is_host_busy(entry)) continue;
    busy_hosts_.insert(entry.hosts.begin(), entry.hosts.end());
    running_.insert(id);
    started.push_back(std::move(id));
  }
  return started;
}

void Schedule::finished(const AgencyId& agency, Instant next_due) {
  const auto it = entries_.find(agency);
  if (it == entries_.end() || running_.erase(agency) == 0) return;
  for (const std::string& host : it->second.hosts) busy_hosts_.erase(host);
  it->second.due = next_due;
}

std::optional<Instant> Schedule::next_wake() const {
  std::optional<Instant> next;
  for (const auto& [id, entry] : entries_) {
    if (running_.contains(id) || is_host_busy(entry)) continue;
    next = next ? std::min(*next, entry.due) : entry.due;
  }
  return next;
}

}  // namespace gkwatch::scheduler
