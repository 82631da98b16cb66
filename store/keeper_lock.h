#pragma once

#include <filesystem>
#include <utility>

#include "core/result.h"

namespace gkwatch::store {

// The lock file beside a database, `<file>.lock`. Whoever holds it is the keeper: the one
// process that polls. The kernel frees it with the process, however that ends.
class KeeperLock {
 public:
  // Conflict names the file and the process that holds it.
  static Result<KeeperLock> take(const std::filesystem::path& database);
  // Whether some process holds it. Asks, takes nothing; needs no right to write.
  static bool is_held(const std::filesystem::path& database);

  KeeperLock(KeeperLock&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}
  KeeperLock& operator=(KeeperLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~KeeperLock();

 private:
  explicit KeeperLock(int descriptor) : descriptor_{descriptor} {}
  int descriptor_;
};

}  // namespace gkwatch::store
