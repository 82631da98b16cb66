#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <string>

namespace gkwatch::testing {

// A folder on a disk that forgets what was not synced. It stands behind SQLite (a VFS of its own)
// and behind every fsync of this program (the linker's --wrap=fsync): it notes what each file held
// when it was synced last, and which names each folder had when that was. At any moment it can
// make the picture that a power cut would leave.
class ForgetfulDisk {
 public:
  // How much of what was not synced is left after the cut.
  enum class Left {
    Nothing,
    Some,  // any name, any block of 512 bytes, either length: by chance
  };

  // Watches this folder from now on; everything in it counts as synced. One at a time.
  static void watch(const std::filesystem::path& folder);
  static void forget();
  // Called before and after each write and sync in the folder, but for those made by itself.
  static void at_each_moment(std::function<void()> act);

  // Builds the folder as it would be found after a cut now.
  static void cut(const std::filesystem::path& into, Left left, std::mt19937& chance);
};

}  // namespace gkwatch::testing
