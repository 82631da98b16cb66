#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace gkwatch::testing {

// The server's end of one connection. Every wait ends when the peer hangs up or the server
// is stopped.
class Connection {
 public:
  explicit Connection(int socket) : socket_{socket} {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Up to and without the line's end (LF or CRLF); nothing at the end of the connection.
  std::optional<std::string> read_line();
  // Exactly `count` bytes; fewer at the end of the connection.
  std::string read_bytes(std::size_t count);
  // False if the peer is gone.
  bool send(std::string_view bytes);
  // Says nothing for a while; false if the connection ended meanwhile.
  bool pause(std::chrono::milliseconds time);
  // Says nothing until the connection ends.
  void wait_for_the_end();
  // For a protocol of another library; the server stays its owner.
  int socket() const { return socket_; }
  // Ends the connection with a TCP reset instead of an orderly close.
  void reset();

 private:
  bool read_more();

  int socket_;
  std::string unread_;
};

// Listens on a free port of 127.0.0.1 and gives each connection to `serve` on a thread of its
// own; it is closed when `serve` returns. The destructor ends all connections and waits.
class SocketServer {
 public:
  using Serve = std::function<void(Connection&)>;

  explicit SocketServer(Serve serve);
  SocketServer(const SocketServer&) = delete;
  SocketServer& operator=(const SocketServer&) = delete;
  ~SocketServer();

  int port() const { return port_; }

 private:
  void accept_all();
  void serve_one(int socket);

  Serve serve_;
  int listener_ = -1;
  int port_ = 0;
  std::mutex mutex_;
  bool is_stopping_ = false;          // guarded by mutex_
  std::vector<int> sockets_;          // guarded by mutex_: connections being served
  std::vector<std::thread> threads_;  // of the accepting thread alone, until it has ended
  std::thread acceptor_;
};

}  // namespace gkwatch::testing
