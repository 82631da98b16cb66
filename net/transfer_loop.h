#pragma once

#include <curl/curl.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>

namespace gkwatch::net {

// The event loop: one thread that carries out all transfers on one multi handle, so that
// connections are used again and a waiting caller costs no more than its sleep
// (docs/decisions/0002). Callers hand over a handle and wait.
class TransferLoop {
 public:
  TransferLoop();
  TransferLoop(const TransferLoop&) = delete;
  TransferLoop& operator=(const TransferLoop&) = delete;
  // Every call must have returned.
  ~TransferLoop();

  // Carries out the transfer that `handle` is set up for and waits for its end. Nothing if `stop`
  // was requested before that. Meanwhile the handle and all that its callbacks touch belong to the
  // loop's thread; afterwards to the caller again. Thread-safe.
  std::optional<CURLcode> carry_out(CURL* handle, const std::stop_token& stop);

 private:
  // One caller's wait. Lives on the caller's stack; everything in it is guarded by mutex_.
  struct Transfer {
    CURL* handle = nullptr;
    bool is_running = false;
    bool is_cancelled = false;
    bool is_done = false;
    std::optional<CURLcode> verdict{};
    std::condition_variable done{};
  };
  struct Cleanup {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
  };

  void run();
  bool take_orders();
  void turn();
  void collect_verdicts();
  void finish(Transfer& transfer, std::optional<CURLcode> verdict);  // requires: mutex_ is held
  void cancel(Transfer& transfer);

  std::unique_ptr<CURLM, Cleanup> multi_;  // its handles are touched by the loop's thread alone
  std::mutex mutex_;
  bool is_ending_ = false;         // guarded by mutex_
  std::set<Transfer*> transfers_;  // guarded by mutex_; those not done
  std::jthread thread_;            // last: it uses all of the above
};

}  // namespace gkwatch::net
