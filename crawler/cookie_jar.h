#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/url.h"

namespace gkwatch::crawler {

// The cookies of one check, in memory, each sent back only to the very host that set it. That is
// all that a cookie wall needs; paths, domains and times are not looked at.
class CookieJar {
 public:
  // One Set-Cookie header. What is too long or no cookie is left out.
  void remember(const Url& url, std::string_view set_cookie);
  std::string header_for(const Url& url) const;  // "a=1; b=2"; empty: none

 private:
  std::map<std::string, std::map<std::string, std::string>> by_host_;
};

}  // namespace gkwatch::crawler
