#pragma once

#include <cstddef>
#include <string>

#include "app/world.h"

namespace gkwatch::app {

// A bar on standard error for long work, if that is a terminal; else nothing is ever shown. It is
// wiped away when it goes out of scope. `world` must outlive it.
class Progress {
 public:
  Progress(World& world, std::string what) : world_{world}, what_{std::move(what)} {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  // Draws at most ten times a second.
  void show(std::size_t done, std::size_t all);

 private:
  World& world_;
  std::string what_;
  Tick drawn_{};
  bool is_drawn_ = false;
};

}  // namespace gkwatch::app
