#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "model/agency.h"
#include "scheduler/tools.h"

namespace gkwatch::scheduler {

// What only the front door can see of the machine.
struct MachineFacts {
  std::optional<std::uint64_t> free_bytes{};
  std::string reader_trouble;  // empty: documents can be read
};

// Looks at how the program itself fares (alerts/self_watch.h) and records what follows as alerts
// and events like all others. `agencies` is the watch list. Fails with Storage.
Status watch_self(const std::vector<Agency>& agencies, const MachineFacts& machine,
                  const CheckTools& tools);

}  // namespace gkwatch::scheduler
