#include "app/signals.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <ctime>

namespace gkwatch::app {
namespace {

constexpr int kKilledBySignal = 128;

sigset_t watched_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int one : {SIGTERM, SIGINT, SIGHUP, SIGUSR1}) sigaddset(&signals, one);
  return signals;
}

}  // namespace

SignalWatch::SignalWatch(std::stop_source& stop, ReloadBell& reload)
    : stop_{stop}, reload_{reload} {
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t signals = watched_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  thread_ = std::jthread{[this](const std::stop_token& end) { watch(end); }};
}

SignalWatch::~SignalWatch() {
  thread_.request_stop();
  pthread_kill(thread_.native_handle(), SIGUSR1);  // wakes sigwait
}

void SignalWatch::watch(const std::stop_token& end) {
  const sigset_t signals = watched_signals();
  while (!end.stop_requested()) {
    int which = 0;
    if (sigwait(&signals, &which) != 0 || end.stop_requested()) continue;
    if (which == SIGHUP) reload_.ring();
    if (which != SIGTERM && which != SIGINT) continue;
    if (stop_.stop_requested()) _exit(kKilledBySignal + which);
    stop_.request_stop();
  }
}

}  // namespace gkwatch::app
