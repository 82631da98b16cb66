#include "core/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <stdexcept>
#include <vector>

#include "core/log.h"

namespace gkwatch {
namespace {

TEST(WorkerPool, RunsTasksInTheOrderTheyWerePosted) {
  std::vector<int> order;
  std::promise<void> done;
  WorkerPool pool{1};
  for (int i = 0; i < 5; ++i) pool.post([&order, i](std::stop_token) { order.push_back(i); });
  pool.post([&done](std::stop_token) { done.set_value(); });
  done.get_future().wait();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(WorkerPool, RunsAsManyTasksAtOnceAsItHasThreads) {
  std::promise<void> first_runs;
  std::promise<void> second_ran;
  WorkerPool pool{2};
  pool.post([&](std::stop_token) {
    first_runs.set_value();
    second_ran.get_future().wait();  // for ever, if there were one thread only
  });
  first_runs.get_future().wait();
  std::promise<void> done;
  pool.post([&](std::stop_token) {
    second_ran.set_value();
    done.set_value();
  });
  done.get_future().wait();
}

TEST(WorkerPool, StopsWhileItsThreadsWait) {
  for (int i = 0; i < 200; ++i) const WorkerPool pool{3};
}

TEST(WorkerPool, AsksARunningTaskToStopAndWaitsForIt) {
  std::promise<void> runs;
  bool was_asked = false;
  {
    WorkerPool pool{1};
    pool.post([&](std::stop_token stop) {
      runs.set_value();
      while (!stop.stop_requested()) std::this_thread::yield();
      was_asked = true;
    });
    runs.get_future().wait();
  }
  EXPECT_TRUE(was_asked);
}

TEST(WorkerPool, DropsTasksNotYetBegun) {
  std::promise<void> runs;
  std::atomic<int> begun{0};
  const auto alive = std::make_shared<int>(0);
  {
    WorkerPool pool{1};
    pool.post([&](std::stop_token stop) {
      runs.set_value();
      while (!stop.stop_requested()) std::this_thread::yield();
    });
    for (int i = 0; i < 3; ++i) pool.post([&begun, alive](std::stop_token) { ++begun; });
    runs.get_future().wait();
  }
  EXPECT_EQ(begun, 0);
  EXPECT_EQ(alive.use_count(), 1);
}

TEST(WorkerPool, OutlivesATaskThatThrows) {
  log::start({.from = log::Level::Info, .is_journal = true});
  ::testing::internal::CaptureStderr();
  std::promise<void> done;
  {
    WorkerPool pool{1};
    pool.post([](std::stop_token) { throw std::runtime_error{"broken"}; });
    pool.post([](std::stop_token) { throw 7; });
    pool.post([&done](std::stop_token) { done.set_value(); });
    done.get_future().wait();
  }
  const std::string lines = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(lines, "<3>task_threw what=broken\n<3>task_threw what=\"not a std::exception\"\n");
}

}  // namespace
}  // namespace gkwatch
