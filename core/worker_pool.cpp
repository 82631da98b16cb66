#include "core/worker_pool.h"

#include <exception>
#include <utility>

#include "core/log.h"

namespace gkwatch {
namespace {

// A task of ours does not throw, but what it is built on may (bad_alloc above all): that is one
// failed task, not the end of the daemon. Nobody waits for the task, so the log is told.
void run_guarded(const WorkerPool::Task& task, const std::stop_token& stop) {
  try {
    task(stop);
  } catch (const std::exception& thrown) {
    log::error("task_threw", {{"what", thrown.what()}});
  } catch (...) {
    log::error("task_threw", {{"what", "not a std::exception"}});
  }
}

}  // namespace

WorkerPool::WorkerPool(std::size_t threads) {
  threads_.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this](std::stop_token stop) { run(std::move(stop)); });
  }
}

WorkerPool::~WorkerPool() {
  // All at once, not one after the other as they are joined.
  for (std::jthread& thread : threads_) thread.request_stop();
}

void WorkerPool::post(Task task) {
  {
    const std::lock_guard lock{mutex_};
    tasks_.push_back(std::move(task));
  }
  wake_.notify_one();
}

void WorkerPool::run(std::stop_token stop) {
  while (true) {
    Task task;
    {
      std::unique_lock lock{mutex_};
      wake_.wait(lock, stop, [this] { return !tasks_.empty(); });
      if (stop.stop_requested()) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    run_guarded(task, stop);
  }
}

}  // namespace gkwatch
