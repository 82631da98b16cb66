#include "tests/portal/test_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cctype>
#include <charconv>

namespace gkwatch::portal {
namespace {

int connected_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return socket;
  ::close(socket);
  return -1;
}

std::string received(int socket, const Ask& how, bool& ended_well) {
  std::string bytes;
  char block[65536];
  pollfd peer{socket, POLLIN, 0};
  while (bytes.size() < how.enough && ::poll(&peer, 1, how.patience_ms) == 1) {
    const auto got = ::recv(socket, block, sizeof block, 0);
    ended_well = got == 0;
    if (got <= 0) break;
    bytes.append(block, static_cast<std::size_t>(got));
  }
  return bytes;
}

Seen parsed(const std::string& bytes) {
  Seen seen;
  const auto head_end = bytes.find("\r\n\r\n");
  if (!bytes.starts_with("HTTP/1.1 ") || head_end == std::string::npos) return seen;
  seen.answered = true;
  std::from_chars(bytes.data() + 9, bytes.data() + 12, seen.status);
  auto at = bytes.find("\r\n") + 2;
  while (at < head_end + 2) {
    const auto end = bytes.find("\r\n", at);
    const auto colon = bytes.find(": ", at);
    auto name = bytes.substr(at, colon - at);
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    seen.headers[name] = bytes.substr(colon + 2, end - colon - 2);
    at = end + 2;
  }
  seen.body = bytes.substr(head_end + 4);
  return seen;
}

}  // namespace

Seen ask(std::uint16_t port, std::string_view target, const Ask& how) {
  const int socket = connected_to(port);
  if (socket < 0) return {};
  const auto request =
      how.method + " " + std::string{target} +
      " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
      "\r\nConnection: close\r\nContent-Length: " + std::to_string(how.body.size()) + "\r\n" +
      how.headers + "\r\n" + how.body;
  ::send(socket, request.data(), request.size(), MSG_NOSIGNAL);
  bool ended_well = false;
  auto seen = parsed(received(socket, how, ended_well));
  seen.ended_well = ended_well;
  ::close(socket);
  return seen;
}

}  // namespace gkwatch::portal
