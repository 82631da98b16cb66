#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/http_listener.h"

namespace gkwatch::bench {

// Agencies of the platform on many loopback hosts: each has an index page and a list of a hundred
// rows. Answers at once, but for hosts that are told to be slow.
class BenchPortal {
 public:
  BenchPortal(int agencies, int hosts);

  // agencies.csv, and the addresses that a pass over it asks for.
  std::string watch_list() const;
  std::vector<std::string> addresses() const;
  std::size_t requests() const { return requests_; }
  void forget_requests() { requests_ = 0; }

 private:
  std::string base_of(int agency) const;
  void answer(const testing::ReceivedRequest& request, testing::HttpConnection& connection);

  const int agencies_;
  const int hosts_;
  std::string index_;
  std::string list_;
  std::atomic<std::size_t> requests_{0};
  std::unique_ptr<testing::HttpListener> listener_;
};

}  // namespace gkwatch::bench
