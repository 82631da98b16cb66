// Requests that two servers might read differently, or that are none, byte by byte on a socket.

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>

#include "core/text.h"
#include "store/database.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"
#include "web/server.h"

namespace gkwatch::web {
namespace {

class Framing : public ::testing::Test {
 protected:
  Framing() {
    EXPECT_TRUE(store::Database::open(folder_ / "gkwatch.db", store::Database::Role::Keeper));
    queries_.emplace(*store::Queries::open(folder_ / "gkwatch.db"));
    archive_.emplace(*store::Archive::open(folder_ / "archive"));
    server_.emplace(*Server::start("127.0.0.1:0", {*queries_, *archive_, clock_}));
  }

  // All that comes back until the server ends the connection, or sends nothing for a while after
  // our end was closed.
  std::string exchange(const std::string& bytes) const {
    const int peer = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(server_->port()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(peer, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    const timeval patience{.tv_sec = 2, .tv_usec = 0};
    setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    EXPECT_EQ(::send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
    ::shutdown(peer, SHUT_WR);
    std::string answer;
    std::array<char, 4096> part{};
    for (ssize_t size = 1; size > 0;) {
      size = ::recv(peer, part.data(), part.size(), 0);
      if (size > 0) answer.append(part.data(), static_cast<std::size_t>(size));
    }
    ::close(peer);
    return answer;
  }
  std::string host() const { return "Host: 127.0.0.1:" + std::to_string(server_->port()) + "\r\n"; }

  testing::TemporaryFolder folder_;
  testing::ManualClock clock_;
  std::optional<store::Queries> queries_;
  std::optional<store::Archive> archive_;
  std::optional<Server> server_;
};

TEST_F(Framing, OfAPlainQuestionIsTaken) {
  const std::string answer = exchange("GET /healthz HTTP/1.1\r\n" + host() + "\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 ")) << answer;
  EXPECT_TRUE(answer.ends_with("ok\n"));
  const std::string head = exchange("HEAD /healthz HTTP/1.1\r\n" + host() + "\r\n");
  EXPECT_TRUE(head.starts_with("HTTP/1.1 200 "));
  EXPECT_TRUE(head.ends_with("\r\n\r\n")) << "a HEAD has no body";
}

TEST_F(Framing, ThatCouldBeReadInTwoWaysIsRefusedAndNothingBehindItIsAnswered) {
  const std::string smuggled = "GET /metrics HTTP/1.1\r\n" + host() + "\r\n";
  const std::string length = "Content-Length: " + std::to_string(smuggled.size()) + "\r\n";
  for (const std::string& headers :
       {length, length + "Content-Length: 0\r\n", length + "Transfer-Encoding: chunked\r\n",
        std::string{"Transfer-Encoding: chunked\r\n"},
        std::string{"Transfer-Encoding: xchunked\r\n"}, std::string{"Content-Length: -1\r\n"},
        std::string{"Content-Length: +5\r\n"}, std::string{"Content-Length: 0x10\r\n"}, host()}) {
    const std::string answer =
        exchange("GET /healthz HTTP/1.1\r\n" + host() + headers + "\r\n" + smuggled);
    EXPECT_FALSE(answer.starts_with("HTTP/1.1 200 ")) << headers << answer;
    EXPECT_FALSE(contains(answer, " 200 OK")) << headers << answer;
    EXPECT_FALSE(contains(answer, "gkwatch_")) << headers;
  }
}

TEST_F(Framing, ThatIsBrokenGetsNoPage) {
  for (const std::string& bytes :
       {std::string{"GET /healthz HTTP/1.1\r\n\r\n"},
        "GET / HTTP/1.1\r\nHost: a\r\n" + host() + "\r\n", std::string{"GET / HTTP/9.9\r\n\r\n"},
        std::string{"\x16\x03\x01\x02\r\n\r\n"}, "GET  /healthz  HTTP/1.1 x\r\n" + host() + "\r\n",
        "GET healthz HTTP/1.1\r\n" + host() + "\r\n",
        "CONNECT evil.example:443 HTTP/1.1\r\n" + host() + "\r\n",
        "GET / HTTP/1.1\r\n" + std::string(70'000, 'x') + "\r\n\r\n",
        "GET /" + std::string(70'000, 'x') + " HTTP/1.1\r\n" + host() + "\r\n"}) {
    const std::string answer = exchange(bytes);
    EXPECT_FALSE(answer.starts_with("HTTP/1.1 200 ")) << bytes.substr(0, 60) << answer;
    EXPECT_FALSE(answer.starts_with("HTTP/1.1 500 ")) << bytes.substr(0, 60) << answer;
  }
}

TEST_F(Framing, CannotPutAHeaderIntoTheAnswer) {
  const std::string answer = exchange(
      "GET /api/v1/reports?agency=a%0d%0aX-Evil:%201&limit=1 HTTP/1.1\r\n" + host() + "\r\n");
  EXPECT_FALSE(contains(answer, "\nX-Evil"));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 "));
}

}  // namespace
}  // namespace gkwatch::web
