#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/result.h"

namespace gkwatch::sandbox {

// Talks over a socket that does not block, with one end to all patience. Looks up at the clock
// and the stop token twenty times a second. `clock` must outlive it.
class Exchange {
 public:
  // `until`: when patience ends.
  Exchange(int socket, Tick until, Clock& clock, std::stop_token stop)
      : socket_{socket}, until_{until}, clock_{clock}, stop_{std::move(stop)} {}

  // Patience ends so much later: the peer had to wait for us.
  void extend(std::chrono::nanoseconds more) { until_ += more; }
  // All of `bytes`. A peer that takes no more, having died or answered, is no error.
  Status send(std::string_view bytes);
  // Exactly `size` bytes. Malformed if the peer ends before. Each fails with Timeout or
  // Cancelled too.
  Result<std::string> receive(std::size_t size);

 private:
  Status wait_for(short events);

  int socket_;
  Tick until_;
  Clock& clock_;
  std::stop_token stop_;
};

}  // namespace gkwatch::sandbox
