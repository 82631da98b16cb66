#pragma once

#include <stop_token>
#include <thread>

#include "app/world.h"

namespace gkwatch::app {

// Turns SIGTERM and SIGINT into a stop request, SIGHUP into the reload bell. A second SIGTERM or
// SIGINT ends the process at once. Must be made before any other thread, which inherit that the
// signals are blocked. SIGPIPE is ignored: a closed connection is an error like another.
class SignalWatch {
 public:
  SignalWatch(std::stop_source& stop, ReloadBell& reload);
  ~SignalWatch();

 private:
  void watch(const std::stop_token& end);

  std::stop_source& stop_;
  ReloadBell& reload_;
  std::jthread thread_;
};

}  // namespace gkwatch::app
