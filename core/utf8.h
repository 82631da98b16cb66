#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gkwatch {

inline constexpr char32_t kReplacement = U'\uFFFD';

// One step through UTF-8.
struct CodePoint {
  char32_t value = kReplacement;
  std::size_t bytes = 1;
  bool is_broken = false;  // not well-formed: `value` is U+FFFD, `bytes` the maximal subpart
};

// What stands at byte `at` (Unicode 15, table 3-7). Requires: at < text.size(). The wide one reads
// what is not ASCII.
CodePoint wide_code_point_at(std::string_view text, std::size_t at);
inline CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  return first < 0x80 ? CodePoint{first, 1, false} : wide_code_point_at(text, at);
}

// Surrogates and what is past U+10FFFF become U+FFFD.
void append_utf8(std::string& out, char32_t value);

// White space as readers see it: also U+00A0, U+3000 and the zero-width ones.
bool is_space(char32_t value);

}  // namespace gkwatch
