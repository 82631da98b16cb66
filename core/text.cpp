#include "core/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <vector>

#include "core/utf8.h"

namespace gkwatch {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) >= 0; });
}

std::size_t columns_of(char32_t value) {
  const auto c = static_cast<UChar32>(value);
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// Sorting the marks on one letter costs the square of their number. As in the Stream-Safe Text
// Format (UAX #15, section 13), no more than thirty stay together.
constexpr std::size_t kMostMarks = 30;

bool is_mark(char32_t value) {
  return value >= 0x300 && u_getCombiningClass(static_cast<UChar32>(value)) != 0;
}

// Looks at every sixtieth byte alone: longer piles of marks cannot pass between.
bool may_pile_up_marks(std::string_view text) {
  constexpr std::size_t kStep = 2 * kMostMarks;
  for (std::size_t at = kStep; at < text.size(); at += kStep) {
    std::size_t begin = at;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    if (is_mark(code_point_at(text, begin).value)) return true;
  }
  return false;
}

std::string with_marks_parted(std::string_view text) {
  constexpr char32_t kGraphemeJoiner = 0x34F;  // not a mark, not seen
  std::string out;
  std::size_t marks = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.bytes;
    marks = is_mark(point.value) ? marks + 1 : 0;
    if (marks > kMostMarks) {
      append_utf8(out, kGraphemeJoiner);
      marks = 1;
    }
    append_utf8(out, point.value);
  }
  return out;
}

bool is_control_but_tab_and_newline(char32_t value) {
  if (value == '\t' || value == '\n') return false;
  return value < 0x20 || (value >= 0x7F && value <= 0x9F);
}

void append_escaped(std::string& out, char32_t value) {
  switch (value) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    default:
      append_utf8(out, is_control_but_tab_and_newline(value) ? kReplacement : value);
  }
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint point = code_point_at(bytes, at);
    if (point.is_broken) return false;
    at += point.bytes;
  }
  return true;
}

std::string valid_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  std::size_t well_formed = 0;  // begin of what is to be copied as it stands
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint point = code_point_at(bytes, at);
    if (point.is_broken) {
      out += bytes.substr(well_formed, at - well_formed);
      append_utf8(out, kReplacement);
      well_formed = at + point.bytes;
    }
    at += point.bytes;
  }
  out += bytes.substr(well_formed);
  return out;
}

std::string nfkc(std::string_view text) {
  if (is_ascii(text)) return std::string{text};
  std::string parted;
  if (may_pile_up_marks(text)) text = parted = with_marks_parted(text);
  UErrorCode code = U_ZERO_ERROR;
  const auto* form = icu::Normalizer2::getNFKCInstance(code);
  if (U_FAILURE(code)) std::abort();  // ICU's own data is not there
  std::string out;
  icu::StringByteSink<std::string> sink{&out};
  const icu::StringPiece piece{text.data(), static_cast<std::int32_t>(text.size())};
  form->normalizeUTF8(0, piece, sink, nullptr, code);
  return U_SUCCESS(code) ? out : valid_utf8(text);
}

namespace {

// The words of a text, what is not well-formed replaced, with `between` to part them.
std::string words_of(std::string_view text, std::string_view between) {
  std::string out;
  out.reserve(text.size());
  std::size_t word = 0;  // begin of what is to be copied as it stands
  bool is_pending = false;
  const auto append = [&](std::string_view piece) {
    if (piece.empty()) return;
    if (is_pending) out += between;
    is_pending = false;
    out += piece;
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const std::size_t next = at + point.bytes;
    const bool is_gap = is_space(point.value);
    if (is_gap || point.is_broken) {
      append(text.substr(word, at - word));
      word = next;
    }
    if (point.is_broken) append("\uFFFD");
    if (is_gap) is_pending = !out.empty();
    at = next;
  }
  append(text.substr(word));
  return out;
}

}  // namespace

std::string collapse_spaces(std::string_view text) { return words_of(text, " "); }

std::string without_spaces(std::string_view text) { return words_of(text, ""); }

std::string to_lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::u32string to_u32(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = code_point_at(utf8, at);
    out += point.value;
    at += point.bytes;
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t value : text) append_utf8(out, value);
  return out;
}

std::size_t length(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); ++count) at += code_point_at(utf8, at).bytes;
  return count;
}

std::string_view prefix(std::string_view utf8, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < utf8.size(); --count) at += code_point_at(utf8, at).bytes;
  return utf8.substr(0, at);
}

std::size_t display_width(std::string_view utf8) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = code_point_at(utf8, at);
    columns += columns_of(point.value);
    at += point.bytes;
  }
  return columns;
}

std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    append_escaped(out, point.value);
    at += point.bytes;
  }
  return out;
}

}  // namespace gkwatch
