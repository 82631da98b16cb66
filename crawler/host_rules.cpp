#include "crawler/host_rules.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace gkwatch::crawler {
namespace {

bool is_literal(std::string_view glob) { return glob.find('*') == std::string_view::npos; }

// A rule without a port holds for every port of the host.
bool holds_for(std::string_view rule, const Url& url) {
  return matches_glob(url.host(), rule) || matches_glob(url.authority(), rule);
}

}  // namespace

bool matches_glob(std::string_view text, std::string_view glob) {
  const std::string subject = to_lower(text);
  const std::string pattern = to_lower(glob);
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string::npos;  // the last one met, and what it has taken so far
  std::size_t taken = 0;
  while (at < subject.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      taken = at;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == subject[at]) {
      ++in_pattern;
      ++at;
    } else if (star != std::string::npos) {
      in_pattern = star + 1;
      at = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string::npos;
}

HostRules::HostRules(std::set<std::string> watched, std::vector<std::string> allowed)
    : watched_{std::move(watched)}, allowed_{std::move(allowed)} {}

bool HostRules::is_allowed(const Url& url) const {
  return watched_.contains(std::string{url.authority()}) ||
         std::any_of(allowed_.begin(), allowed_.end(),
                     [&](const std::string& rule) { return holds_for(rule, url); });
}

bool HostRules::may_be_private(const Url& url) const {
  return watched_.contains(std::string{url.authority()}) ||
         std::any_of(allowed_.begin(), allowed_.end(), [&](const std::string& rule) {
           return is_literal(rule) && holds_for(rule, url);
         });
}

}  // namespace gkwatch::crawler
