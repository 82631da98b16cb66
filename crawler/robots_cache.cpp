#include "crawler/robots_cache.h"

#include <utility>

namespace gkwatch::crawler {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::hours kKeptFor = 24h;
constexpr std::chrono::minutes kFailureKeptFor = 10min;

}  // namespace

Url robots_url_of(const Url& url) { return *url.resolve("/robots.txt"); }

std::shared_ptr<const RobotsPolicy> RobotsCache::find(const Url& url, Tick now) const {
  const std::lock_guard lock{mutex_};
  const auto found = entries_.find(robots_url_of(url).text());
  if (found == entries_.end() || found->second.until <= now) return nullptr;
  return found->second.policy;
}

std::shared_ptr<const RobotsPolicy> RobotsCache::remember(const Url& url, RobotsPolicy policy,
                                                          Tick now) {
  auto shared = std::make_shared<const RobotsPolicy>(std::move(policy));
  const Tick until = now + (shared->is_unreachable() ? kFailureKeptFor : kKeptFor);
  const std::lock_guard lock{mutex_};
  entries_[robots_url_of(url).text()] = {shared, until};
  return shared;
}

}  // namespace gkwatch::crawler
