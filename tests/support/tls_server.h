#pragma once

#include <memory>
#include <string>

#include "tests/support/socket_server.h"

namespace gkwatch::testing {

// A server on a free port of 127.0.0.1 that speaks TLS with a certificate for 127.0.0.1 that
// nobody vouches for. To a client that takes it all the same it answers HTTP 200.
class SelfSignedServer {
 public:
  enum class Speaks { Current, Tls11AtMost };

  explicit SelfSignedServer(Speaks age = Speaks::Current);
  ~SelfSignedServer();

  // Its certificate as PEM, for a client that shall vouch for it.
  std::string certificate() const;

  std::string url() const { return "https://127.0.0.1:" + std::to_string(server_->port()) + "/"; }

 private:
  struct Context;
  std::unique_ptr<Context> context_;
  std::unique_ptr<SocketServer> server_;  // last member: ends its threads first
};

}  // namespace gkwatch::testing
