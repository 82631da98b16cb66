#include "crawler/page_text.h"

#include <algorithm>

#include "core/text.h"

namespace gkwatch::crawler {

std::string charset_of(std::string_view content_type) {
  constexpr std::string_view kName = "charset=";
  const std::string lower = to_lower(content_type);
  const std::size_t at = lower.find(kName);
  if (at == std::string::npos) return {};
  std::string charset = lower.substr(at + kName.size());
  charset.resize(std::min(charset.find_first_of("; "), charset.size()));
  std::erase_if(charset, [](char c) { return c == '"' || c == '\''; });
  return charset;
}

std::string page_text(const PageSnapshot& page) {
  std::string declared = charset_of(page.media_type);
  if (declared.empty()) declared = declared_charset(*page.body);
  return decode(*page.body, declared).utf8;
}

}  // namespace gkwatch::crawler
