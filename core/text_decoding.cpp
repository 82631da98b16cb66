#include <unicode/localpointer.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdlib>

#include "core/text.h"
#include "core/utf8.h"

namespace gkwatch {
namespace {

constexpr std::size_t kSniffed = 4096;

struct Mark {
  std::string_view bytes;
  const char* charset;
};
constexpr std::array<Mark, 4> kMarks{{{"\xEF\xBB\xBF", "utf-8"},
                                      {"\x84\x31\x95\x33", "gb18030"},
                                      {"\xFF\xFE", "utf-16le"},
                                      {"\xFE\xFF", "utf-16be"}}};

std::string with_plain_line_ends(std::string text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r') {
      if (at + 1 < text.size() && text[at + 1] == '\n') continue;
      text[end++] = '\n';
      continue;
    }
    text[end++] = text[at];
  }
  text.resize(end);
  return text;
}

std::string converted(std::string_view bytes, const char* charset) {
  UErrorCode code = U_ZERO_ERROR;
  const icu::LocalUConverterPointer converter{ucnv_open(charset, &code)};
  if (U_FAILURE(code)) std::abort();  // only names of kMarks and known_charset() come here
  const icu::UnicodeString text{bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                converter.getAlias(), code};
  std::string out;
  return text.toUTF8String(out);
}

DecodedText read_as(std::string_view bytes, const std::string& charset) {
  std::string text = charset == "utf-8" ? valid_utf8(bytes) : converted(bytes, charset.c_str());
  return {with_plain_line_ends(std::move(text)), charset};
}

// The few charsets that Chinese pages use; empty for any other. iso-8859-1 and windows-1252
// are among the others on purpose: servers claim them by default, over Chinese bytes.
std::string known_charset(std::string_view declared) {
  const std::string name = to_lower(collapse_spaces(declared));
  if (name.starts_with("gb") || name == "x-gbk" || name == "cp936" || name == "chinese") {
    return "gb18030";
  }
  if (name.starts_with("big5") || name == "x-x-big5") return "big5";
  if (name == "utf-8" || name == "utf8") return "utf-8";
  if (name == "utf-16le" || name == "utf-16") return "utf-16le";
  if (name == "utf-16be") return "utf-16be";
  return {};
}

// UTF-8 that was cut or patched: far more whole sequences than broken ones. Chinese in GB18030
// is broken nearly everywhere when looked at as UTF-8.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t whole = 0;
  std::size_t broken = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint point = code_point_at(bytes, at);
    at += point.bytes;
    if (point.is_broken) ++broken;
    if (!point.is_broken && point.bytes > 2) ++whole;
  }
  return whole > 4 * broken;
}

// <meta …> from `from`, without its "<"; empty at the end. Steps over comments.
std::string_view next_meta(std::string_view html, std::size_t& from) {
  while ((from = html.find('<', from)) != std::string_view::npos) {
    const auto rest = html.substr(from + 1);
    if (rest.starts_with("!--")) {
      from = html.find("-->", from);
      continue;
    }
    ++from;
    if (rest.starts_with("meta")) return rest.substr(0, rest.find('>'));
  }
  return {};
}

std::string charset_in(std::string_view meta) {
  constexpr std::string_view blank = " \t\r\n\f";
  for (auto at = meta.find("charset"); at != std::string_view::npos;
       at = meta.find("charset", at)) {
    at += std::string_view{"charset"}.size();
    const auto equals = meta.find_first_not_of(blank, at);
    if (equals == std::string_view::npos || meta[equals] != '=') continue;
    const auto begin = meta.find_first_not_of(" \t\r\n\f\"'", equals + 1);
    if (begin == std::string_view::npos) return {};
    const auto end = meta.find_first_of(" \t\r\n\f\"';/>", begin);
    return std::string{meta.substr(begin, end - begin)};
  }
  return {};
}

}  // namespace

DecodedText decode(std::string_view bytes, std::string_view declared) {
  for (const Mark& mark : kMarks) {
    if (bytes.starts_with(mark.bytes)) {
      return read_as(bytes.substr(mark.bytes.size()), mark.charset);
    }
  }
  const std::string charset = known_charset(declared);
  if (charset.starts_with("utf-16")) {
    // Markup in UTF-16 is full of zero bytes; without one the declaration is wrong.
    if (contains(bytes.substr(0, kSniffed), std::string_view{"\0", 1}))
      return read_as(bytes, charset);
  } else if (charset == "gb18030" || charset == "big5") {
    return read_as(bytes, is_utf8(bytes) ? "utf-8" : charset);
  }
  return read_as(bytes, is_utf8(bytes) || is_mostly_utf8(bytes) ? "utf-8" : "gb18030");
}

std::string declared_charset(std::string_view html) {
  const std::string head = to_lower(html.substr(0, kSniffed));
  std::size_t from = 0;
  for (auto meta = next_meta(head, from); !meta.empty(); meta = next_meta(head, from)) {
    if (auto charset = charset_in(meta); !charset.empty()) return charset;
  }
  return {};
}

}  // namespace gkwatch
