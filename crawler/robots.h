#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/url.h"

namespace gkwatch::crawler {

// One host's robots.txt, reduced to the group that addresses us (RFC 9309).
class RobotsPolicy {
 public:
  // Accepts any bytes; lines that are not rules are skipped, and what follows the first 500 KiB
  // (2.5).
  static RobotsPolicy parse(std::string_view body, std::string_view product_token);
  static RobotsPolicy allow_all();   // 2.3.1.3: unavailable (4xx)
  // 2.3.1.4: unreachable (5xx, network): wait. `why`, in words, is for people.
  static RobotsPolicy forbid_all(std::string why = {});

  // The longest match decides, and an allow wins a tie (2.2.2).
  bool allows(const Url& url) const;
  bool is_unreachable() const { return is_unreachable_; }
  const std::string& why() const { return why_; }  // it could not be had; or empty
  // Not part of the standard, yet often written.
  std::optional<std::chrono::milliseconds> crawl_delay() const { return crawl_delay_; }

 private:
  struct Rule {
    std::string pattern;  // percent-encoding normalised
    bool allow = false;
  };
  friend class RobotsReader;

  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> crawl_delay_;
  bool is_unreachable_ = false;
  std::string why_;
};

}  // namespace gkwatch::crawler
