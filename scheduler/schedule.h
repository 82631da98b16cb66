#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "model/agency.h"

namespace gkwatch::scheduler {

// Which agency is due, and which are being checked. Never starts two checks on
// one host. Has no clock and no thread: the daemon's loop tells it the time.
class Schedule {
 public:
  explicit Schedule(const std::vector<Agency>& agencies);

  // When the agency is to be looked at next, as kept by the store or computed anew.
  void set_due(const AgencyId& agency, Instant due);

  // The agencies to check now, longest due first; they count as running until finished().
  std::vector<AgencyId> start_due(Instant now, std::size_t free_workers);
  void finished(const AgencyId& agency, Instant next_due);

  bool is_idle() const { return running_.empty(); }
  // When to call start_due() again; none while nothing can become due.
  std::optional<Instant> next_wake() const;

 private:
  struct Entry {
    std::set<std::string> hosts;
    Instant due{};
  };
  bool is_host_busy(const Entry& entry) const;

  void wait(const AgencyId& agency, Entry& entry, Instant due);

  std::map<AgencyId, Entry> entries_;
  std::set<std::pair<Instant, AgencyId>> waiting_;  // those that are not running, by due
  std::set<AgencyId> running_;
  std::set<std::string> busy_hosts_;
};

}  // namespace gkwatch::scheduler
