#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

#include "core/guarded.h"
#include "core/result.h"
#include "store/database.h"

namespace gkwatch::scheduler {

// Writes what checks have found. Checks that end at the same time are written in one transaction,
// which is synced to the disk once: the first of them writes for all that wait. Thread-safe.
class Scribe {
 public:
  // `database` must outlive the scribe.
  explicit Scribe(Guarded<store::Database>& database) : database_{database} {}

  // Comes back when the record is on disk, or cannot be: a record that fails leaves no trace and
  // costs the others nothing.
  Status record(const store::CheckRecord& check);

 private:
  struct Waiting {
    const store::CheckRecord& check;
    std::optional<Status> done;
  };

  void write(std::vector<Waiting*> all);

  Guarded<store::Database>& database_;
  std::mutex mutex_;
  std::condition_variable written_;
  std::vector<Waiting*> waiting_;
  bool is_writing_ = false;
};

}  // namespace gkwatch::scheduler
