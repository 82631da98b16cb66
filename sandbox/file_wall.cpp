#include "sandbox/file_wall.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

namespace gkwatch::sandbox {
namespace {

constexpr std::uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kOfFiles =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE;
// All that the first version of Landlock knows.
constexpr std::uint64_t kEverything = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

std::uint64_t access_of(Leave leave) {
  if (leave == Leave::Writable) return kEverything;
  return leave == Leave::Runnable ? kReading | LANDLOCK_ACCESS_FS_EXECUTE : kReading;
}

// Where nothing is installed, there is nothing to leave open.
bool leave_open(int rules, const Opening& opening) {
  const int parent = open(opening.place.c_str(), O_PATH | O_CLOEXEC);
  if (parent < 0) return true;
  struct stat what {};
  const bool is_folder = fstat(parent, &what) == 0 && S_ISDIR(what.st_mode);
  const std::uint64_t access = access_of(opening.leave) & (is_folder ? kEverything : kOfFiles);
  const landlock_path_beneath_attr beneath{.allowed_access = access, .parent_fd = parent};
  const bool is_added =
      syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
  close(parent);
  return is_added;
}

bool are_left_open(int rules, const std::vector<Opening>& openings) {
  return std::all_of(openings.begin(), openings.end(),
                     [&](const Opening& opening) { return leave_open(rules, opening); });
}

}  // namespace

bool has_file_wall() {
  return syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

Status raise_file_wall(const std::vector<Opening>& openings) {
  const landlock_ruleset_attr handled{.handled_access_fs = kEverything};
  const long made = syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
  const int rules = static_cast<int>(made);
  const bool is_up = rules >= 0 && are_left_open(rules, openings) &&
                     syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  const int number = errno;
  if (rules >= 0) close(rules);
  if (is_up) return {};
  return Error{ErrorCode::Unsupported,
               std::string{"the wall around files was refused: "} + std::strerror(number)};
}

}  // namespace gkwatch::sandbox
