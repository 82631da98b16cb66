#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>

#include "core/worker_pool.h"
#include "web/exchange.h"

namespace gkwatch::web {

// Answers that take long, made aside: reading a file takes seconds, and the threads that serve
// must not wait for it. As many at a time as there are `threads`, in their order. Thread-safe.
class Errands {
 public:
  using Work = std::function<Answer(std::stop_token)>;
  using Done = std::function<void(Answer)>;

  Errands(std::size_t most_waiting, std::size_t threads)
      : most_{most_waiting}, pool_{std::make_unique<WorkerPool>(threads)} {}
  ~Errands() { close(); }
  Errands(const Errands&) = delete;
  Errands& operator=(const Errands&) = delete;

  // Takes no more work, and ends what is under way. Whoever still waits is told that the program
  // ends, each once.
  void close();

  // Calls `done` from another thread, once, with what `work` answers. False: too many are
  // waiting or it is closed: nothing will be called.
  bool post(Work work, Done done);

 private:
  void finish(std::size_t number, Answer answer);

  const std::size_t most_;
  std::mutex mutex_;
  bool is_closed_ = false;               // guarded by mutex_
  std::size_t last_ = 0;                 // guarded by mutex_
  std::map<std::size_t, Done> waiting_;  // guarded by mutex_
  std::unique_ptr<WorkerPool> pool_;     // guarded by mutex_ until it is closed
};

}  // namespace gkwatch::web
