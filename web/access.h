#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/exchange.h"
#include "web/policy.h"

namespace gkwatch::web {

// A request as it came, before anything is answered.
struct Knock {
  std::string method;
  std::string path;
  std::string peer;                                          // numeric address
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
