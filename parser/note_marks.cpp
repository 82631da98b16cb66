#include "parser/note_marks.h"

#include <algorithm>
#include <cstddef>

#include "core/text.h"
#include "core/utf8.h"

namespace gkwatch::parser {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr Range kMarks[] = {
    {0xB2, 0xB3},       {0xB9, 0xB9},           {0xBC, 0xBE},      // ² ³ ¹ ¼ ½ ¾
    {0x2070, 0x2070},   {0x2074, 0x2079},       {0x2080, 0x2089},  // ⁰ ⁴…⁹ ₀…₉
    {0x2150, 0x215F},   {0x2189, 0x2189},                          // ⅐…⅟ ↉
    {0x2460, 0x249B},   {0x24EA, 0x24FF},                          // ① ⑴ ⒈ ⓪ ❶
    {0x2776, 0x2793},   {0x3251, 0x325F},       {0x32B1, 0x32BF},  // ➀ ㉑ ㊱
    {kStruck, kStruck}, {kReversed, kReversed}, {0x1F100, 0x1F10A}};

bool is_plain_digit(char32_t value) { return value >= U'0' && value <= U'9'; }

template <typename Change>
std::string with_changed_digits(std::string_view text, Change change) {
  std::u32string changed;
  for (const char32_t value : to_u32(nfkc(text))) {
    if (is_plain_digit(value))
      changed += change(value - U'0');
    else
      changed += value;
  }
  return to_utf8(changed);
}

}  // namespace

bool is_note_mark(char32_t value) {
  const bool is_letter = value < 0xB2 || (value > 0x32BF && value < 0x1F100);  // most are Chinese
  if (is_letter) return false;
  return std::any_of(std::begin(kMarks), std::end(kMarks), [value](const Range& range) {
    return range.first <= value && value <= range.last;
  });
}

bool has_note_mark(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (is_note_mark(point.value)) return true;
    at += point.bytes;
  }
  return false;
}

std::string plain_text(std::string_view text) {
  std::string plain;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (is_note_mark(point.value)) {
      plain += nfkc(text.substr(begin, at - begin));
      append_utf8(plain, point.value);
      begin = at + point.bytes;
    }
    at += point.bytes;
  }
  return plain + nfkc(text.substr(begin));
}

std::string raised(std::string_view text) {
  constexpr std::u32string_view kDigits = U"⁰¹²³⁴⁵⁶⁷⁸⁹";
  return with_changed_digits(text, [kDigits](char32_t digit) { return kDigits[digit]; });
}

std::string lowered(std::string_view text) {
  return with_changed_digits(text, [](char32_t digit) { return U'₀' + digit; });
}

std::string struck(std::string_view text) {
  return with_changed_digits(text, [](char32_t digit) {
    return std::u32string{U'0' + digit, kStruck};
  });
}

}  // namespace gkwatch::parser
