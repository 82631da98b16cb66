#include "core/url_escapes.h"

#include <optional>

#include "core/url.h"

namespace gkwatch {
namespace {

// RFC 3986, section 2: unreserved; then what a path and a query may hold beside them.
constexpr std::string_view kUnreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
constexpr std::string_view kInPath = "!$&'()*+,;=:@/";
constexpr std::string_view kInQuery = "!$&'()*+,;=:@/?";
constexpr std::string_view kHex = "0123456789ABCDEF";

std::optional<unsigned> nibble(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

// The byte of the escape at the beginning of `text`.
std::optional<char> escape_at(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const auto high = nibble(text[1]);
  const auto low = nibble(text[2]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(*high << 4 | *low);
}

void append_escape(std::string& out, char byte) {
  const auto value = static_cast<unsigned char>(byte);
  out += '%';
  out += kHex[value >> 4];
  out += kHex[value & 0xFU];
}

bool is_in(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

std::string normal(std::string_view text, std::string_view allowed) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const auto byte = escape_at(text.substr(i))) {
      append_escape(out, *byte);
      i += 2;
    } else if (is_in(text[i], kUnreserved) || is_in(text[i], allowed)) {
      out += text[i];
    } else {
      append_escape(out, text[i]);
    }
  }
  return out;
}

// How many dots the segment is: 1 for ".", 2 for "..", 0 for all else.
int dots(std::string_view segment) {
  int count = 0;
  while (!segment.empty()) {
    const bool is_escaped = escape_at(segment) == '.';
    if (!is_escaped && segment.front() != '.') return 0;
    segment.remove_prefix(is_escaped ? 3 : 1);
    ++count;
  }
  return count <= 2 ? count : 0;
}

}  // namespace

std::string normal_path(std::string_view path) { return normal(path, kInPath); }

std::string normal_query(std::string_view query) { return normal(query, kInQuery); }

std::string without_dot_segments(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const std::size_t end = path.find('/', 1);
    const bool is_last = end == std::string_view::npos;
    const std::string_view segment = path.substr(1, is_last ? end : end - 1);
    path = is_last ? std::string_view{} : path.substr(end);
    const int dot_count = dots(segment);
    if (dot_count == 2) out.erase(out.empty() ? 0 : out.rfind('/'));
    if (dot_count == 0) out.append("/").append(segment);
    if (dot_count > 0 && is_last) out += '/';
  }
  return out.empty() ? "/" : out;
}

std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const auto byte = escape_at(text.substr(i))) {
      out += *byte;
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string percent_encode(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) {
    if (is_in(byte, kUnreserved)) {
      out += byte;
    } else {
      append_escape(out, byte);
    }
  }
  return out;
}

}  // namespace gkwatch
