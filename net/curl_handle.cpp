#include "net/curl_handle.h"

namespace gkwatch::net {
namespace {

// Milliseconds. Sockets, libcurl's own timers and a stop request end the wait before.
constexpr int kLongestWait = 300'000;

struct MultiCleanup {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

CURLcode verdict_of(CURLM* multi) {
  int left = 0;
  const CURLMsg* message = curl_multi_info_read(multi, &left);
  return message == nullptr ? CURLE_FAILED_INIT : message->data.result;
}

}  // namespace

void start_libcurl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) std::abort();
}

CurlHandle::CurlHandle() {
  start_libcurl();
  handle_.reset(curl_easy_init());
  if (!handle_) std::abort();
  set_basics();
}

void CurlHandle::reset() {
  curl_easy_reset(handle_.get());
  lists_.clear();
  words_.fill('\0');
  set_basics();
}

void CurlHandle::set_basics() {
  set(CURLOPT_ERRORBUFFER, words_.data());
  set(CURLOPT_NOSIGNAL, 1L);
  // A cancelled transfer does not wait for a name server that does not answer.
  set(CURLOPT_QUICK_EXIT, 1L);
  // The environment is not asked: proxies come from the configuration alone.
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
}

void CurlHandle::set_lines(CURLoption option, const std::vector<std::string>& lines) {
  std::unique_ptr<curl_slist, Cleanup> list;
  for (const std::string& line : lines) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) std::abort();
    static_cast<void>(list.release());  // it is the head of the longer list, or that list itself
    list.reset(longer);
  }
  if (!list) return;
  set(option, list.get());
  lists_.push_back(std::move(list));
}

// A small loop of its own, so that a stop request wakes it at once: curl_easy_perform() would
// notice only about once a second.
std::optional<CURLcode> CurlHandle::perform(const std::stop_token& stop) {
  const std::unique_ptr<CURLM, MultiCleanup> multi{curl_multi_init()};
  if (!multi || curl_multi_add_handle(multi.get(), handle_.get()) != CURLM_OK) std::abort();
  const std::stop_callback wake{stop, [&multi] { curl_multi_wakeup(multi.get()); }};
  int running = 1;
  CURLMcode state = CURLM_OK;
  while (running > 0 && state == CURLM_OK && !stop.stop_requested()) {
    state = curl_multi_perform(multi.get(), &running);
    if (running > 0 && state == CURLM_OK) {
      state = curl_multi_poll(multi.get(), nullptr, 0, kLongestWait, nullptr);
    }
  }
  std::optional<CURLcode> verdict;
  if (running == 0) verdict = verdict_of(multi.get());
  if (state != CURLM_OK) verdict = CURLE_OUT_OF_MEMORY;
  curl_multi_remove_handle(multi.get(), handle_.get());
  return verdict;
}

long CurlHandle::response_code() const {
  long code = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &code);
  return code;
}

std::string CurlHandle::error_text(CURLcode code) const {
  return words_[0] != '\0' ? words_.data() : curl_easy_strerror(code);
}

}  // namespace gkwatch::net
