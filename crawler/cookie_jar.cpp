#include "crawler/cookie_jar.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"

namespace gkwatch::crawler {
namespace {

constexpr std::size_t kLongest = 4096;
constexpr std::size_t kMostOfOneHost = 50;

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return std::string{text.substr(begin, text.find_last_not_of(" \t") - begin + 1)};
}

bool is_plain(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; });
}

}  // namespace

void CookieJar::remember(const Url& url, std::string_view set_cookie) {
  const std::string_view pair = set_cookie.substr(0, set_cookie.find(';'));
  const std::size_t equals = pair.find('=');
  if (equals == std::string_view::npos || pair.size() > kLongest || !is_plain(pair)) return;
  const std::string name = trimmed(pair.substr(0, equals));
  auto& cookies = by_host_[std::string{url.authority()}];
  if (name.empty() || (cookies.size() >= kMostOfOneHost && !cookies.contains(name))) return;
  if (contains(to_lower(set_cookie), "max-age=0")) {
    cookies.erase(name);
    return;
  }
  cookies[name] = trimmed(pair.substr(equals + 1));
}

std::string CookieJar::header_for(const Url& url) const {
  std::string header;
  const auto found = by_host_.find(std::string{url.authority()});
  if (found == by_host_.end()) return header;
  for (const auto& [name, value] : found->second) {
    if (!header.empty()) header += "; ";
    header.append(name).append("=").append(value);
  }
  return header;
}

}  // namespace gkwatch::crawler
