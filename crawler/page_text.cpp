#include "crawler/page_text.h"

#include <algorithm>

#include "core/text.h"

namespace gkwatch::crawler {
namespace {

constexpr std::string_view kCharsetIs = "charset=";

}  // namespace

std::string charset_of(std::string_view content_type) {
  const std::string lower = to_lower(content_type);
  const std::size_t at = lower.find(kCharsetIs);
  if (at == std::string::npos) return {};
  std::string charset = lower.substr(at + kCharsetIs.size());
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
