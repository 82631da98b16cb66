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

bool is_whole_page(std::string_view utf8) {
  const std::string lower = to_lower(utf8);
  return contains(lower, "</html") || contains(lower, "</body");
}

std::string html_title(std::string_view utf8) {
  const std::string lower = to_lower(utf8);
  const std::size_t open = lower.find("<title");
  if (open == std::string::npos) return {};
  const std::size_t begin = lower.find('>', open);
  const std::size_t end = lower.find("</title", open);
  if (begin == std::string::npos || end == std::string::npos || end < begin) return {};
  return collapse_spaces(utf8.substr(begin + 1, end - begin - 1));
}

}  // namespace gkwatch::crawler
