#pragma once

#include <sys/socket.h>

#include <optional>
#include <string>

namespace gkwatch::web {

// A numeric address and a port to listen on.
struct Listen {
  sockaddr_storage address{};
  std::string host;  // as in a URL: "127.0.0.1", "[::1]"
  int port = 0;
  bool is_v6 = false;
  bool is_loopback = false;
};

// "127.0.0.1:8480", "[::1]:8480"; port 0 is any free one. Nothing if it is no such address.
std::optional<Listen> listen_address(const std::string& text);
// A peer's address as digits.
std::string numeric_address(const sockaddr* peer);

}  // namespace gkwatch::web
