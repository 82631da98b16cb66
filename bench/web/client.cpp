#include "bench/web/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace gkwatch::bench {

Client::Client(int port) : port_{port} {}
Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

bool Client::connect_again() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

int Client::get(const std::string& target) {
  if (socket_ < 0 && !connect_again()) return 0;
  const std::string question = "GET " + target +
                               " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                               "\r\nAccept-Encoding: gzip\r\n\r\n";
  if (::send(socket_, question.data(), question.size(), MSG_NOSIGNAL) < 0) return 0;
  std::string answer;
  std::vector<char> part(1u << 16);
  std::size_t whole = std::string::npos;
  while (answer.size() < whole) {
    const ssize_t size = ::recv(socket_, part.data(), part.size(), 0);
    if (size <= 0) break;
    answer.append(part.data(), static_cast<std::size_t>(size));
    const std::size_t end = answer.find("\r\n\r\n");
    if (whole != std::string::npos || end == std::string::npos) continue;
    const std::size_t at = answer.find("Content-Length: ");
    if (at == std::string::npos || at > end) break;
    whole = end + 4 + std::strtoull(answer.c_str() + at + 16, nullptr, 10);
  }
  constexpr std::size_t kStatus = 9;  // of "HTTP/1.1 200"
  return answer.size() > kStatus ? std::atoi(answer.c_str() + kStatus) : 0;
}

}  // namespace gkwatch::bench
