#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace gkwatch::testing {

// One HTTP/1.1 request as it came in.
struct ReceivedRequest {
  std::string method;
  std::string target;                          // as sent: path and query
  std::string path;                            // target before the '?'
  std::string query;                           // after it, without the '?'
  std::map<std::string, std::string> headers;  // names in lower case; the last of a name wins
  std::string body;

  std::string_view header(const std::string& lower_case_name) const;
};

// The accepted socket, for a handler that wants to write bytes of its own.
class HttpConnection {
 public:
  explicit HttpConnection(int socket) : socket_{socket} {}

  // True if every byte was taken by the kernel. False: the peer is gone, or the listener stops.
  bool send(std::string_view bytes) const;
  // Sleeps. False, and early, if the peer hangs up or the listener stops meanwhile.
  bool wait(std::chrono::milliseconds time) const;
  // The connection ends with RST instead of FIN once the handler returns.
  void reset();
  // The connection ends once the handler returns; without it the next request is awaited.
  void close_after() { open_ = false; }
  bool is_open() const { return open_; }

 private:
  int socket_;
  bool open_ = true;
};

// A server on every loopback address (127.0.0.0/8), one thread per connection, for tests and
// samples. The handler is called on those threads, so it must be safe to call from several at once.
class HttpListener {
 public:
  using Handler = std::function<void(const ReceivedRequest&, HttpConnection&)>;

  // Port 0 takes a free one. Fails with Unreachable if the port is taken.
  static Result<std::unique_ptr<HttpListener>> start(std::uint16_t port, Handler handler);
  HttpListener(const HttpListener&) = delete;
  HttpListener& operator=(const HttpListener&) = delete;
  ~HttpListener();

  std::uint16_t port() const;
  // Ends every connection, also those in the middle of an answer, and waits for their threads.
  void stop();

 private:
  struct Impl;
  explicit HttpListener(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gkwatch::testing
