#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/http_listener.h"

namespace gkwatch::bench {

// Agencies of the platform on many loopback hosts: each has an index page and a list of so
// many rows. Answers at once, but for hosts that are told to be slow.
class BenchPortal {
 public:
  // `busy` agencies more are all on the first host.
  BenchPortal(int agencies, int hosts, int rows, int busy = 0);

  // agencies.csv, and the addresses that a pass over it asks for.
  std::string watch_list() const;
  std::vector<std::string> addresses() const;
  std::size_t requests() const { return requests_; }
  void forget_requests();
  // From forget_requests() to the last request that was for another host than the first.
  double seconds_of_others() const;

 private:
  std::string base_of(int agency) const;
  void answer(const testing::ReceivedRequest& request, testing::HttpConnection& connection);

  const int agencies_;
  const int hosts_;
  const int busy_;
  std::vector<std::string> indexes_;  // answers, by agency
  std::vector<std::string> lists_;
  std::atomic<std::size_t> requests_{0};
  std::chrono::steady_clock::time_point begun_{};
  std::atomic<std::chrono::steady_clock::rep> others_{0};  // ticks since begun_
  std::unique_ptr<testing::HttpListener> listener_;
};

}  // namespace gkwatch::bench
