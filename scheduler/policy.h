#pragma once

#include <chrono>
#include <cstddef>

namespace gkwatch::scheduler {

// [schedule] and [service] of the configuration.
struct SchedulePolicy {
  std::chrono::milliseconds season{std::chrono::hours{6}};           // 1 January to 15 April
  std::chrono::milliseconds off_season{std::chrono::hours{24 * 7}};  // the rest of the year
  // A report that is known and whose row looks unchanged is asked for again this often, because
  // agencies replace files under the same address.
  std::chrono::minutes recheck{std::chrono::hours{24}};
  std::size_t workers = 16;  // at least 1: checks at the same time, each on its own host
};

}  // namespace gkwatch::scheduler
