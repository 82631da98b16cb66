#include "net/response_reader.h"

#include <utility>

#include "core/text.h"

namespace gkwatch::net {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

bool ResponseReader::take_header_line(std::string_view line) {
  if (line.starts_with("HTTP/")) {
    response_.headers.clear();
    response_.header_block.clear();
    last_field_ = response_.headers.end();
    has_begun_ = true;
    is_header_done_ = false;
  }
  if (is_header_done_) return true;
  response_.header_block += line;
  if (response_.header_block.size() > kMaxHeaderBytes) is_too_large_ = true;
  if (trimmed(line).empty()) {
    is_header_done_ = true;
  } else {
    take_field(line);
  }
  return !is_too_large_;
}

void ResponseReader::take_field(std::string_view line) {
  // RFC 9112, 5.2: a line that begins with a blank goes on with the one before it.
  if (line.front() == ' ' || line.front() == '\t') {
    if (last_field_ != response_.headers.end()) {
      last_field_->second.append(" ").append(trimmed(line));
    }
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  last_field_ = response_.headers.emplace(to_lower(trimmed(line.substr(0, colon))),
                                          trimmed(line.substr(colon + 1)));
}

bool ResponseReader::take_body(std::string_view bytes) {
  if (bytes.size() > max_body_bytes_ - response_.body.size()) is_too_large_ = true;
  if (!is_too_large_) response_.body += bytes;
  return !is_too_large_;
}

HttpResponse ResponseReader::finish(int status) && {
  response_.status = status;
  return std::move(response_);
}

}  // namespace gkwatch::net
