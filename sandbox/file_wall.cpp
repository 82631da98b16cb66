#include "sandbox/file_wall.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

namespace gkwatch::sandbox {
namespace {

constexpr std::uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
// All that the first version of Landlock knows.
constexpr std::uint64_t kEverything = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

// Where the folder is not installed, there is nothing to leave open.
bool leave_open(int rules, const char* folder) {
  const int parent = open(folder, O_PATH | O_CLOEXEC);
  if (parent < 0) return true;
  const landlock_path_beneath_attr beneath{.allowed_access = kReading, .parent_fd = parent};
  const bool is_added =
      syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
  close(parent);
  return is_added;
}

}  // namespace

bool has_file_wall() {
  return syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

Status raise_file_wall() {
  const landlock_ruleset_attr handled{.handled_access_fs = kEverything};
  const long made = syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
  const int rules = static_cast<int>(made);
  const bool is_up = rules >= 0 && leave_open(rules, kCharacterMaps) &&
                     syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  const int number = errno;
  if (rules >= 0) close(rules);
  if (is_up) return {};
  return Error{ErrorCode::Unsupported,
               std::string{"the wall around files was refused: "} + std::strerror(number)};
}

}  // namespace gkwatch::sandbox
