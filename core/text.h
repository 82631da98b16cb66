#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gkwatch {

// Text is UTF-8 everywhere in this program; these are the ways to get there
// and the few things done to Chinese text. ICU stays behind this header.

struct DecodedText {
  std::string utf8;     // valid UTF-8, no BOM, line ends as "\n"
  std::string charset;  // what it was read as: "utf-8", "gb18030", "big5", "utf-16le"…
};

// Bytes of unknown encoding to UTF-8. In this order: BOM; strict UTF-8, which
// wins over any declaration that disagrees; `declared` (an HTTP or <meta>
// charset, may be empty; gb2312 and gbk are read as gb18030); GB18030. What
// cannot be decoded becomes U+FFFD.
DecodedText decode(std::string_view bytes, std::string_view declared);
// Finds <meta charset=…> or <meta http-equiv … charset=…> in the first 4096 bytes.
std::string declared_charset(std::string_view html);

bool is_utf8(std::string_view bytes);
// The same with every broken sequence replaced by U+FFFD.
std::string valid_utf8(std::string_view bytes);

// Unicode normalisation form NFKC: full-width digits and brackets become plain.
std::string nfkc(std::string_view text);
// Runs of white space (also U+00A0, U+3000, zero-width) become one blank; none at the ends.
std::string collapse_spaces(std::string_view text);
// All white space (as above) removed.
std::string without_spaces(std::string_view text);
// ASCII only.
std::string to_lower(std::string_view text);
bool contains(std::string_view text, std::string_view part);

std::u32string to_u32(std::string_view utf8);
std::string to_utf8(std::u32string_view text);
// Number of code points.
std::size_t length(std::string_view utf8);
// The first `count` code points, whole.
std::string_view prefix(std::string_view utf8, std::size_t count);
// Columns in a terminal (East Asian Width: wide and full-width count two,
// combining and control characters none).
std::size_t display_width(std::string_view utf8);

// 0 (equal) … edit distance in code points (Levenshtein).
std::size_t edit_distance(std::u32string_view a, std::u32string_view b);

// "&<>"'" as entities, control characters but tab and newline as U+FFFD.
std::string escape_html(std::string_view text);

}  // namespace gkwatch
