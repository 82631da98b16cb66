#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "net/curl_handle.h"
#include "net/curl_transport.h"
#include "net/response_reader.h"
#include "net/transfer_loop.h"

namespace gkwatch::net {

// One request on one handle, from options to verdict; the loop carries the transfer out.
class HttpExchange {
 public:
  // All must outlive the exchange. `handle` is as new, and afterwards to be reset.
  HttpExchange(const HttpRequest& request, const TransportSettings& settings, CurlHandle& handle);

  Result<HttpResponse> run(TransferLoop& loop, Fault& fault, const std::stop_token& stop);

 private:
  static std::size_t on_header(char* data, std::size_t size, std::size_t count,
                               void* self) noexcept;
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept;
  static int on_debug(CURL* handle, curl_infotype type, char* data, std::size_t size,
                      void* self) noexcept;
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address) noexcept;

  void note_sent(std::string_view header);
  void set_target();
  void set_limits();
  void set_tls();
  void set_callbacks();
  void set_content();
  curl_socket_t open_if_allowed(const curl_sockaddr& address);
  Fault fault_of(CURLcode code) const;
  Error failure(Fault fault, CURLcode code) const;
  void give_what_came();

  const HttpRequest& request_;
  const TransportSettings& settings_;
  ResponseReader reader_;
  std::string sent_;     // the last request header that went out
  int opened_ = 0;       // addresses that were allowed
  std::string refused_;  // the last address that was not
  CurlHandle& handle_;
};

}  // namespace gkwatch::net
