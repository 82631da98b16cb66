#pragma once

#include <memory>
#include <string>

#include "core/result.h"
#include "web/site.h"

namespace gkwatch::web {

// Answers GET and HEAD, and nothing else, on one loopback address. Every answer carries a strict
// Content-Security-Policy and nosniff. A request whose Host is not ours is refused: another
// page's script may have been led here by a name that resolves to this machine.
class Server {
 public:
  // `address` is "127.0.0.1:8480" or "[::1]:8480"; port 0 takes a free one. Malformed if it is no
  // such address or not a loopback one; Storage if it cannot be listened on.
  static Result<Server> start(const std::string& address, const Site& site);

  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();  // stops answering and waits for answers under way

  int port() const;

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gkwatch::web
