#include "scheduler/scribe.h"

#include <utility>

namespace gkwatch::scheduler {

Status Scribe::record(const store::CheckRecord& check) {
  const auto mine = std::make_shared<Waiting>(check);
  std::unique_lock lock{mutex_};
  waiting_.push_back(mine);
  mine->is_to_write = !std::exchange(is_writing_, true);
  mine->called.wait(lock, [&] { return mine->done || mine->is_to_write; });
  if (mine->done) return *std::move(mine->done);
  const Batch batch = std::exchange(waiting_, {});
  lock.unlock();
  write(batch);
  return *std::move(mine->done);
}

// The batch is told, and the first that has come meanwhile writes the next one.
void Scribe::write(const Batch& batch) {
  std::vector<const store::CheckRecord*> checks;
  for (const auto& one : batch) checks.push_back(&one->check);
  std::vector<Status> results =
      database_.with([&](store::Database& database) { return database.record_all(checks); });
  Batch called = batch;
  {
    const std::lock_guard lock{mutex_};
    for (std::size_t i = 0; i < batch.size(); ++i) batch[i]->done = std::move(results[i]);
    is_writing_ = !waiting_.empty();
    if (is_writing_) {
      waiting_.front()->is_to_write = true;
      called.push_back(waiting_.front());
    }
  }
  for (const auto& one : called) one->called.notify_one();
}

}  // namespace gkwatch::scheduler
