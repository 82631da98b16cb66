#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gkwatch::parser {

// Between the digits of what may be one number or two (U+066C): no number is read beside it.
inline constexpr const char* kDoubtfulSeparator = "٬";

// Prose ready for patterns: NFKC, no blanks, thousands separators and ordinals of lists taken
// out; lines that a page or column end has broken are whole again.
struct Sentence {
  std::string text;
  std::vector<std::string> clauses;  // between , ; ( ) : and sentence ends
};

std::vector<Sentence> split_sentences(std::string_view text);

}  // namespace gkwatch::parser
