#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "core/clock.h"
#include "sandbox/confined_reader.h"

namespace gkwatch::testing {

// A clock that is a step further at each look: patience ends without anybody waiting.
class ImpatientClock final : public Clock {
 public:
  explicit ImpatientClock(std::chrono::nanoseconds step) : step_{step} {}
  Instant now() const override { return {}; }
  Tick tick() const override { return tick_ += step_; }
  bool sleep_until(Tick, std::stop_token) override { return false; }

 private:
  const std::chrono::nanoseconds step_;
  mutable Tick tick_{};
};

inline Document document_of(std::string bytes, std::string name = "report.txt") {
  Document document;
  document.name = std::move(name);
  document.body = std::make_shared<const std::string>(std::move(bytes));
  return document;
}

inline std::unique_ptr<sandbox::ConfinedReader> reader_at(const std::string& program, Clock& clock,
                                                          const sandbox::Limits& limits = {}) {
  auto reader = sandbox::ConfinedReader::open(program, limits, clock);
  EXPECT_TRUE(reader) << reader.error().message;
  return *std::move(reader);
}

}  // namespace gkwatch::testing
