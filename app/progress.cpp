#include "app/progress.h"

#include <algorithm>
#include <ostream>

namespace gkwatch::app {
namespace {

constexpr std::size_t kCells = 24;
constexpr std::chrono::milliseconds kPause{100};
constexpr const char* kWipe = "\r\x1b[K";

}  // namespace

void Progress::show(std::size_t done, std::size_t all) {
  if (!world_.is_err_terminal || all == 0) return;
  const Tick now = world_.clock.tick();
  if (is_drawn_ && now - drawn_ < kPause) return;
  drawn_ = now;
  is_drawn_ = true;
  const std::size_t filled = kCells * std::min(done, all) / all;
  world_.err << kWipe << what_ << " [" << std::string(filled, '#')
             << std::string(kCells - filled, '.') << "] " << done << "/" << all << std::flush;
}

Progress::~Progress() {
  if (is_drawn_) world_.err << kWipe << std::flush;
}

}  // namespace gkwatch::app
