#include "scheduler/scribe.h"

#include <utility>

namespace gkwatch::scheduler {

Status Scribe::record(const store::CheckRecord& check) {
  Waiting mine{check, std::nullopt};
  std::unique_lock lock{mutex_};
  waiting_.push_back(&mine);
  written_.wait(lock, [&] { return mine.done || !is_writing_; });
  if (mine.done) return *std::move(mine.done);
  is_writing_ = true;
  std::vector<Waiting*> all = std::exchange(waiting_, {});
  lock.unlock();
  write(all);
  lock.lock();
  is_writing_ = false;
  lock.unlock();
  written_.notify_all();
  return *std::move(mine.done);
}

void Scribe::write(std::vector<Waiting*> all) {
  std::vector<const store::CheckRecord*> checks;
  for (const Waiting* one : all) checks.push_back(&one->check);
  std::vector<Status> results =
      database_.with([&](store::Database& database) { return database.record_all(checks); });
  const std::lock_guard lock{mutex_};
  for (std::size_t i = 0; i < all.size(); ++i) all[i]->done = std::move(results[i]);
}

}  // namespace gkwatch::scheduler
