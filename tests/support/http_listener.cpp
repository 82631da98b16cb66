#include "tests/support/http_listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace gkwatch::testing {
namespace {

constexpr std::size_t kMaxHead = 64u << 10;
constexpr std::size_t kMaxBody = 64u << 20;

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

void read_request_line(std::string_view line, ReceivedRequest& request) {
  line = trimmed(line);
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || last <= first) return;
  request.method = line.substr(0, first);
  request.target = line.substr(first + 1, last - first - 1);
  // A client that speaks to a proxy sends the whole address.
  if (const auto scheme = request.target.find("://");
      scheme != std::string::npos && request.target.front() != '/') {
    const auto path = request.target.find('/', scheme + 3);
    request.target = path == std::string::npos ? "/" : request.target.substr(path);
  }
  const auto mark = request.target.find('?');
  request.path = request.target.substr(0, mark);
  if (mark != std::string::npos) request.query = request.target.substr(mark + 1);
}

ReceivedRequest read_head(std::string_view head) {
  ReceivedRequest request;
  bool first = true;
  while (!head.empty()) {
    const auto end = head.find('\n');
    const auto line = head.substr(0, end);
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + 1);
    if (std::exchange(first, false)) {
      read_request_line(line, request);
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    request.headers[lower(trimmed(line.substr(0, colon)))] = trimmed(line.substr(colon + 1));
  }
  return request;
}

bool receive_more(int socket, std::string& buffer) {
  char block[16384];
  const auto got = ::recv(socket, block, sizeof block, 0);
  if (got > 0) buffer.append(block, static_cast<std::size_t>(got));
  return got > 0 || (got < 0 && errno == EINTR);
}

std::size_t body_length(const ReceivedRequest& request) {
  const auto text = request.header("content-length");
  std::size_t length = 0;
  std::from_chars(text.data(), text.data() + text.size(), length);
  return std::min(length, kMaxBody);
}

// `buffer` keeps what was received beyond the request.
std::optional<ReceivedRequest> receive_request(int socket, std::string& buffer) {
  std::size_t end = buffer.find("\r\n\r\n");
  while (end == std::string::npos) {
    if (buffer.size() > kMaxHead || !receive_more(socket, buffer)) return std::nullopt;
    end = buffer.find("\r\n\r\n");
  }
  auto request = read_head(std::string_view{buffer}.substr(0, end + 2));
  buffer.erase(0, end + 4);
  const auto length = body_length(request);
  while (buffer.size() < length) {
    if (!receive_more(socket, buffer)) return std::nullopt;
  }
  request.body = buffer.substr(0, length);
  buffer.erase(0, length);
  if (request.method.empty()) return std::nullopt;
  return request;
}

// Every address of the machine is listened at, since 127.0.0.1 is one loopback address of many;
// what comes from elsewhere is turned away.
bool is_from_here(int peer) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  constexpr std::uint32_t kLoopback = 127;
  return ::getsockname(peer, reinterpret_cast<sockaddr*>(&address), &size) == 0 &&
         (ntohl(address.sin_addr.s_addr) >> 24) == kLoopback;
}

int listen_on_loopback(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  if (socket >= 0 && ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
      ::listen(socket, 128) == 0) {
    return socket;
  }
  if (socket >= 0) ::close(socket);
  return -1;
}

std::uint16_t port_of(int socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

}  // namespace

std::string_view ReceivedRequest::header(const std::string& lower_case_name) const {
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

bool HttpConnection::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool HttpConnection::wait(std::chrono::milliseconds time) const {
  pollfd peer{socket_, POLLRDHUP, 0};
  return ::poll(&peer, 1, static_cast<int>(time.count())) == 0;
}

void HttpConnection::reset() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  open_ = false;
}

struct HttpListener::Impl {
  // The descriptor is closed and shut down under the mutex only, so that a number taken anew by
  // the system is never mistaken for it.
  struct Peer {
    int socket = -1;
    bool done = false;
    std::thread thread;
  };

  int socket = -1;
  std::uint16_t port = 0;
  Handler handler;
  std::mutex mutex;
  std::list<Peer> peers;
  bool stopping = false;
  std::thread acceptor;

  void accept_until_stopped() {
    for (;;) {
      const int peer = ::accept4(socket, nullptr, nullptr, SOCK_CLOEXEC);
      const std::scoped_lock lock{mutex};
      if (stopping) {
        if (peer >= 0) ::close(peer);
        return;
      }
      join_finished();
      if (peer < 0) continue;
      if (!is_from_here(peer)) {
        ::close(peer);
        continue;
      }
      peers.emplace_back().socket = peer;
      auto& mine = peers.back();
      mine.thread = std::thread{[this, &mine, peer] { serve(mine, peer); }};
    }
  }

  // A finished peer has left the mutex for good, so joining it here cannot wait for us.
  void join_finished() {
    peers.remove_if([](Peer& peer) {
      if (peer.done) peer.thread.join();
      return peer.done;
    });
  }

  void serve(Peer& mine, int peer) {
    const int on = 1;
    ::setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    HttpConnection connection{peer};
    std::string buffer;
    while (connection.is_open()) {
      const auto request = receive_request(peer, buffer);
      if (!request) break;
      handler(*request, connection);
      if (lower(request->header("connection")) == "close") connection.close_after();
    }
    const std::scoped_lock lock{mutex};
    ::close(peer);
    mine.socket = -1;
    mine.done = true;
  }
};

HttpListener::HttpListener(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
HttpListener::~HttpListener() { stop(); }
std::uint16_t HttpListener::port() const { return impl_->port; }

Result<std::unique_ptr<HttpListener>> HttpListener::start(std::uint16_t port, Handler handler) {
  const int socket = listen_on_loopback(port);
  if (socket < 0) {
    return Error{ErrorCode::Unreachable, "cannot listen on 127.0.0.1:" + std::to_string(port) +
                                             ": " + std::strerror(errno)};
  }
  auto impl = std::make_unique<Impl>();
  impl->socket = socket;
  impl->port = port_of(socket);
  impl->handler = std::move(handler);
  impl->acceptor = std::thread{[raw = impl.get()] { raw->accept_until_stopped(); }};
  return std::unique_ptr<HttpListener>{new HttpListener{std::move(impl)}};
}

void HttpListener::stop() {
  {
    const std::scoped_lock lock{impl_->mutex};
    if (std::exchange(impl_->stopping, true)) return;
    ::shutdown(impl_->socket, SHUT_RDWR);
    for (auto& peer : impl_->peers) {
      if (peer.socket >= 0) ::shutdown(peer.socket, SHUT_RDWR);
    }
  }
  impl_->acceptor.join();
  for (auto& peer : impl_->peers) peer.thread.join();
  ::close(impl_->socket);
}

}  // namespace gkwatch::testing
