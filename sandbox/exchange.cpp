#include "sandbox/exchange.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace gkwatch::sandbox {
namespace {

bool may_go_on() { return errno == EAGAIN || errno == EINTR; }

}  // namespace

Status Exchange::wait_for(short events) {
  constexpr int kLookUpEveryMilliseconds = 50;
  pollfd waiting{.fd = socket_, .events = events, .revents = 0};
  while (true) {
    if (stop_.stop_requested()) return Error{ErrorCode::Cancelled, "reading was broken off"};
    if (clock_.tick() >= until_) return Error{ErrorCode::Timeout, "reading took too long"};
    if (poll(&waiting, 1, kLookUpEveryMilliseconds) > 0) return {};
  }
}

Status Exchange::send(std::string_view bytes) {
  while (!bytes.empty()) {
    if (Status ready = wait_for(POLLOUT); !ready) return ready;
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && !may_go_on()) return {};
    bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
  }
  return {};
}

Result<std::string> Exchange::receive(std::size_t size) {
  constexpr std::size_t kPiece = std::size_t{64} << 10;
  std::array<char, kPiece> piece;
  std::string bytes;
  while (bytes.size() < size) {
    if (Status ready = wait_for(POLLIN); !ready) return ready.error();
    const std::size_t wanted = std::min(kPiece, size - bytes.size());
    const ssize_t got = recv(socket_, piece.data(), wanted, MSG_DONTWAIT);
    if (got < 0 && may_go_on()) continue;
    if (got <= 0) return Error{ErrorCode::Malformed, "the answer ends before its end"};
    bytes.append(piece.data(), static_cast<std::size_t>(got));
  }
  return bytes;
}

}  // namespace gkwatch::sandbox
