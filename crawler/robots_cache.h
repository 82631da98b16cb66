#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/clock.h"
#include "core/url.h"
#include "crawler/robots.h"

namespace gkwatch::crawler {

// What each site's robots.txt said, for a day at most (RFC 9309, 2.4); that it could not be had,
// for ten minutes. The daemon has one for all checks. Thread-safe.
class RobotsCache {
 public:
  std::shared_ptr<const RobotsPolicy> find(const Url& url, Tick now) const;  // null: ask the site
  std::shared_ptr<const RobotsPolicy> remember(const Url& url, RobotsPolicy policy, Tick now);

 private:
  struct Entry {
    std::shared_ptr<const RobotsPolicy> policy;
    Tick until;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Entry> entries_;  // by scheme and authority; guarded by mutex_
};

// "https://www.example.gov.cn/robots.txt"
Url robots_url_of(const Url& url);

}  // namespace gkwatch::crawler
