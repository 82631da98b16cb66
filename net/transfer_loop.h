#pragma once

#include <curl/curl.h>

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

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
  // One caller's wait; everything in it is guarded by mutex_. Whoever tells the caller that it is
  // done holds it too, and no lock: the caller would wake only to wait for that.
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
  // Requires that mutex_ is held.
  void finish(Transfer& transfer, std::optional<CURLcode> verdict);
  void tell_finished();
  void cancel(Transfer& transfer);

  std::unique_ptr<CURLM, Cleanup> multi_;  // its handles are touched by the loop's thread alone
  std::mutex mutex_;
  bool is_ending_ = false;                                    // guarded by mutex_
  std::map<Transfer*, std::shared_ptr<Transfer>> transfers_;  // guarded by mutex_; those not done
  std::vector<std::shared_ptr<Transfer>> finished_;  // the loop's: who has not been told yet
  std::jthread thread_;                              // last: it uses all of the above
};

}  // namespace gkwatch::net
