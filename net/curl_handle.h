#pragma once

#include <curl/curl.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace gkwatch::net {

// Makes libcurl ready, once for the process. Thread-safe.
void start_libcurl();

// A transfer of libcurl, made ready with set() and carried out once, by perform() or by a loop.
class CurlHandle {
 public:
  // Ready for any thread; starts libcurl when it is the first.
  CurlHandle();
  CurlHandle(const CurlHandle&) = delete;
  CurlHandle& operator=(const CurlHandle&) = delete;

  // As new, but for the memory that it holds: nothing of the last transfer is left for the next.
  void reset();

  // An option that libcurl does not take is a broken installation (or no memory): a transfer
  // without its limits or its guard must not be made, so the process ends. Strings are copied
  // by libcurl, pointers must outlive the transfer.
  template <class T>
  void set(CURLoption option, T value) {
    if (curl_easy_setopt(handle_.get(), option, value) != CURLE_OK) std::abort();
  }
  // For options that take a list of lines. An empty list leaves the option alone.
  void set_lines(CURLoption option, const std::vector<std::string>& lines);

  CURL* get() const { return handle_.get(); }
  // Carries the transfer out on the caller's thread. Nothing if `stop` was requested before the
  // end.
  std::optional<CURLcode> perform(const std::stop_token& stop);
  // The last code of the server: an HTTP status, an SMTP reply; 0 if there was none.
  long response_code() const;
  // What libcurl says of a failure, in words.
  std::string error_text(CURLcode code) const;

 private:
  struct Cleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  void set_basics();

  std::array<char, CURL_ERROR_SIZE> words_{};
  std::vector<std::unique_ptr<curl_slist, Cleanup>> lists_;
  std::unique_ptr<CURL, Cleanup> handle_;
};

}  // namespace gkwatch::net
