#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/exchange.h"

namespace gkwatch::web {

// Who may ask, where the server is reached from other machines.
struct Access {
  std::vector<std::string> hosts;  // names that a Host header may have, beside the address itself
  std::string user;                // Basic authentication (RFC 7617)
  std::string password;            // empty: no such way in
  std::string proxy_header;        // set by a reverse proxy that knows the user
  std::vector<std::string> proxies;  // addresses of that proxy: the header counts from there alone

  bool is_guarded() const {
    return !password.empty() || (!proxy_header.empty() && !proxies.empty());
  }
};

// A request as it came, before anything is answered.
struct Knock {
  std::string method;
  std::string path;
  std::string peer;  // numeric address
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, all of them
};

// Stands before the answers. Refuses what is no plain question to us: another host's name (a
// script that was led here by a name resolving to this machine), a body where none belongs,
// lengths that disagree, a form sent by another site, a user who is not known.
class Doorkeeper {
 public:
  // `address`: as the server is reached, "127.0.0.1:8480".
  Doorkeeper(std::string address, Access access);

  // The refusal, or nothing.
  std::optional<Answer> refusal(const Knock& knock) const;

 private:
  std::optional<Answer> refuse_framing(const Knock& knock) const;
  std::optional<Answer> refuse_method(const Knock& knock) const;
  std::optional<Answer> refuse_upload(const Knock& knock) const;
  bool is_our_host(std::string_view host) const;
  bool is_let_in(const Knock& knock) const;

  const std::string address_;
  const Access access_;
};

inline constexpr std::size_t kLargestUpload = 32u << 20;

bool is_loopback_address(std::string_view numeric);
Answer plain_refusal(int status, const std::string& why);

}  // namespace gkwatch::web
