#include "app/start.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <clocale>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "app/commands.h"
#include "app/signals.h"
#include "app/world.h"
#include "core/log.h"
#include "core/system_clock.h"

namespace gkwatch::app {
namespace {

// The machine's clock, shifted.
class OffsetClock final : public Clock {
 public:
  explicit OffsetClock(std::chrono::milliseconds offset) : offset_{offset} {}
  Instant now() const override { return clock_.now() + offset_; }
  Tick tick() const override { return clock_.tick(); }
  bool sleep_until(Tick until, std::stop_token stop) override {
    return clock_.sleep_until(until, std::move(stop));
  }

 private:
  const std::chrono::milliseconds offset_;
  SystemClock clock_;
};

std::optional<std::string> environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return std::nullopt;
  return value;
}

std::size_t terminal_width() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int run(const std::vector<std::string>& arguments, std::chrono::milliseconds offset) {
  std::stop_source stop;
  ReloadBell reload;
  const SignalWatch signals{stop, reload};
  OffsetClock clock{offset};
  World world{.clock = clock,
              .out = std::cout,
              .err = std::cerr,
              .is_out_terminal = isatty(STDOUT_FILENO) == 1,
              .is_err_terminal = isatty(STDERR_FILENO) == 1,
              .width = terminal_width(),
              .environment = environment,
              .stop = stop,
              .reload = reload};
  return run_program(arguments, world);
}

}  // namespace

int start_program(int argc, char** argv, std::chrono::milliseconds offset) {
  // Libraries that name files in archives need a UTF-8 locale; C.UTF-8 is part of the base system.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  const bool is_daemon = argc > 1 && std::string{argv[1]} == "run";
  log::start({.from = is_daemon ? log::Level::Info : log::Level::Warning,
              .is_journal = environment("JOURNAL_STREAM").has_value()});
  try {
    return run({argv + 1, argv + argc}, offset);
  } catch (const std::exception& thrown) {
    std::cerr << "gkwatch: this should not happen: " << thrown.what() << "\n";
  }
  return static_cast<int>(Exit::NoAccess);
}

}  // namespace gkwatch::app
