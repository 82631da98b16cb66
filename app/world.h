#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "core/clock.h"
#include "core/language.h"
#include "view/rows.h"

namespace gkwatch::app {

// Rung by SIGHUP: ends the daemon's current round, so that it looks at its configuration anew.
class ReloadBell {
 public:
  void ring();
  // Quiet from now on; what was rung before is answered.
  std::stop_token renew();

 private:
  std::mutex mutex_;
  std::stop_source round_;  // guarded by mutex_
};

// What a command finds outside the program. main() has the real one, tests have their own.
struct World {
  Clock& clock;
  std::ostream& out;  // data
  std::ostream& err;  // everything else
  bool is_out_terminal = false;
  bool is_err_terminal = false;
  std::size_t width = 0;  // of the terminal; 0: unknown
  std::function<std::optional<std::string>(const std::string&)> environment;
  std::stop_source& stop;  // requested by SIGTERM and SIGINT
  ReloadBell& reload;
};

// How answers look here: the format asked for, colour only on a terminal without NO_COLOR.
view::Page page_for(view::Format format, Language language, const World& world);

}  // namespace gkwatch::app
