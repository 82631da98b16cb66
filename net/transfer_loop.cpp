#include "net/transfer_loop.h"

#include <cstdlib>

#include "net/curl_handle.h"

namespace gkwatch::net {
namespace {

// Milliseconds. Sockets, libcurl's own timers and a wake-up end the wait before.
constexpr int kLongestWait = 300'000;
// Connections that are kept for the next request; beyond it the oldest is closed.
constexpr long kMostIdleConnections = 256;

CURLM* new_multi() {
  start_libcurl();
  CURLM* multi = curl_multi_init();
  if (multi == nullptr) std::abort();
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, kMostIdleConnections);
  return multi;
}

}  // namespace

TransferLoop::TransferLoop() : multi_{new_multi()}, thread_{[this] { run(); }} {}

TransferLoop::~TransferLoop() {
  {
    const std::lock_guard lock{mutex_};
    is_ending_ = true;
  }
  curl_multi_wakeup(multi_.get());
}

std::optional<CURLcode> TransferLoop::carry_out(CURL* handle, const std::stop_token& stop) {
  const auto transfer = std::make_shared<Transfer>();
  transfer->handle = handle;
  {
    const std::lock_guard lock{mutex_};
    transfers_.emplace(transfer.get(), transfer);
  }
  curl_multi_wakeup(multi_.get());
  // Registered without the lock: a stop that was requested already calls back at once.
  const std::stop_callback on_stop{stop, [this, &transfer] { cancel(*transfer); }};
  std::unique_lock lock{mutex_};
  transfer->done.wait(lock, [&transfer] { return transfer->is_done; });
  return transfer->verdict;
}

void TransferLoop::cancel(Transfer& transfer) {
  {
    const std::lock_guard lock{mutex_};
    transfer.is_cancelled = true;
  }
  curl_multi_wakeup(multi_.get());
}

void TransferLoop::run() {
  while (take_orders()) turn();
  tell_finished();
}

// Lets new transfers begin and cancelled ones end. False when the loop is to end.
bool TransferLoop::take_orders() {
  const std::lock_guard lock{mutex_};
  for (auto it = transfers_.begin(); it != transfers_.end();) {
    Transfer& transfer = *it->first;
    ++it;  // finish() takes the transfer out
    if (transfer.is_cancelled) {
      if (transfer.is_running) curl_multi_remove_handle(multi_.get(), transfer.handle);
      finish(transfer, std::nullopt);
    } else if (!transfer.is_running) {
      curl_easy_setopt(transfer.handle, CURLOPT_PRIVATE, &transfer);
      transfer.is_running = curl_multi_add_handle(multi_.get(), transfer.handle) == CURLM_OK;
      if (!transfer.is_running) finish(transfer, CURLE_OUT_OF_MEMORY);
    }
  }
  return !is_ending_;
}

void TransferLoop::turn() {
  int running = 0;
  const CURLMcode state = curl_multi_perform(multi_.get(), &running);
  collect_verdicts();
  tell_finished();
  if (state == CURLM_OK) curl_multi_poll(multi_.get(), nullptr, 0, kLongestWait, nullptr);
}

void TransferLoop::collect_verdicts() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* handle = message->easy_handle;
    const CURLcode verdict = message->data.result;  // gone with the handle
    Transfer* transfer = nullptr;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
    curl_multi_remove_handle(multi_.get(), handle);
    const std::lock_guard lock{mutex_};
    finish(*transfer, verdict);
  }
}

void TransferLoop::finish(Transfer& transfer, std::optional<CURLcode> verdict) {
  transfer.verdict = verdict;
  transfer.is_done = true;
  finished_.push_back(std::move(transfers_.extract(&transfer).mapped()));
}

void TransferLoop::tell_finished() {
  for (const auto& transfer : finished_) transfer->done.notify_one();
  finished_.clear();
}

}  // namespace gkwatch::net
