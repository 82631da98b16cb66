#include "core/guarded.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

namespace gkwatch {
namespace {

TEST(Guarded, ReturnsWhatTheFunctionReturns) {
  Guarded<int> number{20};
  EXPECT_EQ(number.with([](int& n) { return ++n; }), 21);
  number.with([](int& n) { n = 5; });
  EXPECT_EQ(number.with([](const int& n) { return n; }), 5);
}

TEST(Guarded, TakesMoveOnlyValues) {
  Guarded<std::unique_ptr<int>> owner{std::make_unique<int>(7)};
  EXPECT_EQ(owner.with([](const auto& p) { return *p; }), 7);
}

TEST(Guarded, LosesNothingBetweenThreads) {
  Guarded<long> sum{0};
  {
    std::vector<std::jthread> threads;
    threads.reserve(4);
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&sum] {
        for (int i = 0; i < 10'000; ++i) sum.with([](long& n) { ++n; });
      });
    }
  }
  EXPECT_EQ(sum.with([](long n) { return n; }), 40'000);
}

}  // namespace
}  // namespace gkwatch
