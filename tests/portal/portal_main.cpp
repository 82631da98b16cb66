// gkwatch-sample-portal: the sample portal as a program, for ./quickstart and for trying things
// by hand. It serves until it gets SIGINT or SIGTERM.

#include <charconv>
#include <csignal>
#include <fstream>
#include <iostream>
#include <optional>
#include <string_view>

#include "tests/portal/portal.h"

namespace {

constexpr std::string_view kUsage =
    "usage: gkwatch-sample-portal [--port N] [--fixtures DIR] [--documents DIR]\n"
    "                             [--write-agencies FILE]\n"
    "Serves sample disclosure pages on 127.0.0.1 until it is stopped. --port 0 (default) takes a\n"
    "free port; the address is printed. --write-agencies writes a watch list for it.\n"
    "http://127.0.0.1:N/_portal/ lists what can be switched while it runs.\n";

struct Arguments {
  gkwatch::portal::Options options{};
  std::string agencies_file{};
};

bool take(Arguments& arguments, std::string_view name, std::string_view value) {
  if (name == "--port") {
    const auto read =
        std::from_chars(value.data(), value.data() + value.size(), arguments.options.port);
    return read.ec == std::errc{} && read.ptr == value.data() + value.size();
  }
  if (name == "--fixtures") {
    arguments.options.fixtures = value;
  } else if (name == "--documents") {
    arguments.options.documents = value;
  } else if (name == "--write-agencies") {
    arguments.agencies_file = value;
  } else {
    return false;
  }
  return true;
}

std::optional<Arguments> read_arguments(int count, char** words) {
  Arguments arguments;
  for (int i = 1; i < count; i += 2) {
    if (i + 1 >= count || !take(arguments, words[i], words[i + 1])) return std::nullopt;
  }
  return arguments;
}

bool write_agencies(const gkwatch::portal::Portal& portal, const std::string& file) {
  if (file.empty()) return true;
  std::ofstream stream{file, std::ios::binary | std::ios::trunc};
  stream << portal.watch_list() << std::flush;
  return stream.good();
}

// Blocked before any thread starts, so that no thread but sigwait takes them.
sigset_t block_end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

}  // namespace

int main(int count, char** words) {
  const auto arguments = read_arguments(count, words);
  if (!arguments) {
    std::cerr << kUsage;
    return 2;
  }
  const auto signals = block_end_signals();
  auto portal = gkwatch::portal::Portal::start(arguments->options);
  if (!portal) {
    std::cerr << "gkwatch-sample-portal: " << portal.error().message << "\n";
    return 4;
  }
  if (!write_agencies(**portal, arguments->agencies_file)) {
    std::cerr << "gkwatch-sample-portal: cannot write " << arguments->agencies_file << "\n";
    return 4;
  }
  std::cout << (*portal)->base_url() << "/" << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  (*portal)->stop();
  return 0;
}
