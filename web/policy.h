#pragma once

#include <string>
#include <vector>

namespace gkwatch::web {

// Who may ask, where the server is reached from other machines.
struct Access {
  std::vector<std::string> hosts;    // names that a Host header may have, beside the address itself
  std::string user;                  // Basic authentication (RFC 7617)
  std::string password;              // empty: no such way in
  std::string proxy_header;          // set by a reverse proxy that knows the user
  std::vector<std::string> proxies;  // addresses of that proxy: the header counts from there alone

  bool is_guarded() const {
    return (!user.empty() && !password.empty()) || (!proxy_header.empty() && !proxies.empty());
  }
};

}  // namespace gkwatch::web
