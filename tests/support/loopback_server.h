#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/socket_server.h"

namespace gkwatch::testing {

// A request as it came over the wire.
struct LoggedRequest {
  std::string method;
  std::string target;                               // "/a?b"
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string head;                                 // request line and headers, lines end in LF
  std::string body;

  const std::string& header(const std::string& lower_case_name) const;  // first, or empty
};

// Reads one request (Content-Length bodies only); false if the peer hung up before its end.
bool read_request(Connection& connection, LoggedRequest& request);

// What the server does with one request, which it has read. After it the connection closes.
using Behaviour = std::function<void(const LoggedRequest&, Connection&)>;
using HeaderLines = std::vector<std::pair<std::string, std::string>>;

// "HTTP/1.1 200 OK", the headers, Content-Length, Connection: close, the body.
std::string response_text(int status, std::string_view body, const HeaderLines& headers = {});

Behaviour answer(int status, const std::string& body = "", const HeaderLines& headers = {});
Behaviour redirect(std::string location);
// Exactly these bytes, then an orderly close.
Behaviour answer_raw(std::string bytes);
// Each part as one chunk (RFC 9112, 7.1), and the end.
Behaviour answer_chunked(const std::vector<std::string>& parts, const HeaderLines& headers = {});
// As answer_chunked, but hangs up before the last chunk.
Behaviour cut_off_chunked(const std::vector<std::string>& parts);
// Announces the whole body, sends `sent` bytes of it and closes or resets.
Behaviour cut_off(const std::string& body, std::size_t sent);
Behaviour reset_within(const std::string& body, std::size_t sent);
// Resets the connection instead of answering.
Behaviour reset_at_once();
// Closes the connection without a byte.
Behaviour hang_up();
Behaviour never_answer();
// Sends the head, then the body byte by byte with these pauses.
Behaviour answer_slowly(std::string body, std::chrono::milliseconds pause);
// A body of `size` bytes that is never held in memory, without Content-Length.
Behaviour answer_endlessly(std::size_t size);

// An HTTP server on a free port of 127.0.0.1: one request per connection. What will() was
// given comes first, each once and in order; then always(), which is 404 unless told otherwise.
class LoopbackServer {
 public:
  LoopbackServer();

  void will(Behaviour behaviour);
  void always(Behaviour behaviour);

  int port() const { return server_.port(); }
  // "http://127.0.0.1:PORT" + path
  std::string url(std::string_view path = "/") const;
  std::vector<LoggedRequest> requests() const;

 private:
  void serve(Connection& connection);

  mutable std::mutex mutex_;
  std::deque<Behaviour> script_;           // guarded by mutex_
  Behaviour usual_ = answer(404);          // guarded by mutex_
  std::vector<LoggedRequest> received_;  // guarded by mutex_
  SocketServer server_;                    // last member: ends its threads first
};

}  // namespace gkwatch::testing
