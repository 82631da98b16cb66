#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "core/guarded.h"
#include "core/result.h"
#include "store/database.h"

namespace gkwatch::scheduler {

// Writes what checks have found. Checks that end at the same time are written in one transaction,
// which is synced to the disk once: one of them writes for all that wait. Thread-safe.
class Scribe {
 public:
  // `database` must outlive the scribe.
  explicit Scribe(Guarded<store::Database>& database) : database_{database} {}

  // Comes back when the record is on disk, or cannot be: a record that fails leaves no trace and
  // costs the others nothing.
  Status record(const store::CheckRecord& check);

 private:
  // Whoever wakes it holds it too, and no lock.
  struct Waiting {
    const store::CheckRecord& check;
    std::optional<Status> done{};
    bool is_to_write = false;
    std::condition_variable called{};
  };
  using Batch = std::vector<std::shared_ptr<Waiting>>;

  void write(const Batch& batch);

  Guarded<store::Database>& database_;
  std::mutex mutex_;
  Batch waiting_;  // guarded by mutex_, as is what is in it
  bool is_writing_ = false;
};

}  // namespace gkwatch::scheduler
