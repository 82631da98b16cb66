#pragma once

#include <memory>
#include <string>

#include "core/result.h"
#include "web/access.h"
#include "web/site.h"

namespace gkwatch::web {

// Answers GET and HEAD, and POST of a file to be checked, on one address. Every answer carries a
// strict Content-Security-Policy and nosniff. What is no plain question is refused (access.h).
class Server {
 public:
  // `address` is "127.0.0.1:8480" or "[::1]:8480"; port 0 takes a free one. Malformed if it is no
  // such address, or not a loopback one and `access` guards nothing; Storage if it cannot be
  // listened on.
  static Result<Server> start(const std::string& address, const Site& site,
                              const Access& access = {});

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
