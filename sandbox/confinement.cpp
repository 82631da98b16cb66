#include "sandbox/confinement.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

#include "parser/recogniser.h"
#include "sandbox/file_wall.h"
#include "sandbox/system_calls.h"

namespace gkwatch::sandbox {
namespace {

Error refused(const std::string& wall) {
  return Error{ErrorCode::Unsupported, wall + " was refused: " + std::strerror(errno)};
}

Status limit(decltype(RLIMIT_AS) resource, rlim_t soft, rlim_t hard) {
  const rlimit both{.rlim_cur = soft, .rlim_max = hard};
  if (setrlimit(resource, &both) == 0) return {};
  return refused("resource limit " + std::to_string(static_cast<int>(resource)));
}

Status limit_resources(const Limits& limits) {
  const auto cpu = static_cast<rlim_t>(limits.cpu_time.count());
  constexpr rlim_t kOpenFiles = 16;
  // The soft limit's SIGXCPU can be told from other deaths; a second later it is SIGKILL.
  if (Status set = limit(RLIMIT_CPU, cpu, cpu + 1); !set) return set;
  if (Status set = limit(RLIMIT_FSIZE, 0, 0); !set) return set;
  if (Status set = limit(RLIMIT_CORE, 0, 0); !set) return set;
  if (Status set = limit(RLIMIT_NPROC, 0, 0); !set) return set;
  if (Status set = limit(RLIMIT_NOFILE, kOpenFiles, kOpenFiles); !set) return set;
  if (kHasSanitizer) return {};
  return limit(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
}

}  // namespace

Status lock_in(const Limits& limits) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return refused("dying with the parent");
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refused("giving up privileges");
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return refused("giving up core dumps");
  if (Status limited = limit_resources(limits); !limited) return limited;
  if (has_file_wall()) {
    if (Status walled = raise_file_wall({{kCharacterMaps}, {parser::kTrainedData}}); !walled)
      return walled;
  }
  return filter_system_calls();
}

}  // namespace gkwatch::sandbox
