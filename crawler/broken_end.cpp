#include "crawler/broken_end.h"

#include <algorithm>
#include <string_view>

#include "core/text.h"
#include "crawler/block_page.h"
#include "crawler/page_text.h"

namespace gkwatch::crawler {
namespace {

// Where the end of a PDF or a ZIP with its longest comment must begin, from behind.
constexpr std::size_t kLongestTail = 66u << 10;

// A coding is undone as far as it goes: that it was whole, nothing says.
bool was_counted(const net::HttpResponse& response) {
  const std::string& coding = response.header("content-encoding");
  if (!coding.empty() && to_lower(coding) != "identity") return false;
  return !response.header("content-length").empty() ||
         contains(to_lower(response.header("transfer-encoding")), "chunked") ||
         response.header_block.starts_with("HTTP/2");
}

bool has_end(std::string_view body) {
  const std::string_view tail = body.substr(body.size() - std::min(body.size(), kLongestTail));
  if (body.starts_with("%PDF-")) return contains(tail, "%%EOF");
  if (body.starts_with("PK\x03\x04")) return contains(tail, "PK\x05\x06");
  // A fragment of a page, without <html>, has no end to look for.
  const bool is_page = looks_like_html(body) && contains(to_lower(body.substr(0, 2048)), "<html");
  return !is_page || is_whole_page(body);
}

}  // namespace

bool is_broken_off(const net::HttpResponse& response) {
  return !was_counted(response) && !has_end(response.body);
}

}  // namespace gkwatch::crawler
