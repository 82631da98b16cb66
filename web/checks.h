#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "core/worker_pool.h"
#include "web/site.h"

namespace gkwatch::web {

// Files being checked, aside from the answers: reading one takes seconds. A few at a time, the
// next are told to come again.
class Checks {
 public:
  using Done = std::function<void(Result<view::ParsedFile>)>;

  explicit Checks(const Site& site) : site_{site}, pool_{std::make_unique<WorkerPool>(1)} {}
  // Whoever still waits is told Cancelled, each once.
  ~Checks();

  // Calls `done` from another thread, once. False: too many are waiting, nothing will be called.
  bool post(Upload upload, Done done);

 private:
  void finish(std::size_t number, Result<view::ParsedFile> result);

  const Site& site_;
  std::mutex mutex_;
  std::size_t last_ = 0;                  // guarded by mutex_
  std::map<std::size_t, Done> waiting_;   // guarded by mutex_
  std::unique_ptr<WorkerPool> pool_;     // ended by the destructor before it tells who waits
};

}  // namespace gkwatch::web
