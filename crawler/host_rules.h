#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/url.h"

namespace gkwatch::crawler {

// Which hosts may be visited: every link and every redirect is asked about here (INTERFACES 4,
// allowed_hosts, and 7).
class HostRules {
 public:
  // `watched` holds the hosts as written in the watch list, Url::authority() of each source:
  // "www.huadu.gov.cn", "127.0.0.1:8080". `allowed` holds globs; `*` is any run of characters.
  HostRules(std::set<std::string> watched, std::vector<std::string> allowed);

  bool is_allowed(const Url& url) const;
  // The operator wrote this very host, so that it may have a private or loopback address.
  bool may_be_private(const Url& url) const;

 private:
  std::set<std::string> watched_;
  std::vector<std::string> allowed_;
};

// `*` is any run of characters, also of none; upper and lower case are one.
bool matches_glob(std::string_view text, std::string_view glob);

}  // namespace gkwatch::crawler
