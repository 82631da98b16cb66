#include "web/listen.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <cstring>

#include "web/access.h"
#include "web/parameters.h"

namespace gkwatch::web {

std::optional<Listen> listen_address(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  constexpr std::int64_t kLastPort = 65535;
  const auto port = whole_number(std::string_view{text}.substr(colon + 1));
  if (!port || *port < 0 || *port > kLastPort) return std::nullopt;
  Listen listen{.host = text.substr(0, colon), .port = static_cast<int>(*port)};
  listen.is_v6 = listen.host.starts_with('[') && listen.host.ends_with(']');
  const std::string bare =
      listen.is_v6 ? listen.host.substr(1, listen.host.size() - 2) : listen.host;
  listen.is_loopback = is_loopback_address(bare);
  const in_port_t net_port = htons(static_cast<std::uint16_t>(*port));
  if (listen.is_v6) {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = net_port;
    if (inet_pton(AF_INET6, bare.c_str(), &v6.sin6_addr) != 1) return std::nullopt;
    std::memcpy(&listen.address, &v6, sizeof v6);
    return listen;
  }
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = net_port;
  if (inet_pton(AF_INET, bare.c_str(), &v4.sin_addr) != 1) return std::nullopt;
  std::memcpy(&listen.address, &v4, sizeof v4);
  return listen;
}

std::string numeric_address(const sockaddr* peer) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (peer == nullptr) return {};
  if (peer->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, peer, sizeof v4);
    inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
  } else if (peer->sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, peer, sizeof v6);
    inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
  }
  return text.data();
}

}  // namespace gkwatch::web
