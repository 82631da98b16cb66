#pragma once

#include <string>
#include <string_view>

namespace gkwatch::parser {

// Circled, raised, lowered and bracketed digits (①, ², ₁, ⑴, ⒈) and fractions (½): marks of
// notes, which NFKC would turn into plain digits and glue onto the figure before them. A digit
// that is struck out carries U+0336, text that runs against its order U+202E.
inline constexpr char32_t kStruck = U'\u0336';
inline constexpr char32_t kReversed = U'\u202E';
bool is_note_mark(char32_t value);
bool has_note_mark(std::string_view text);

// NFKC, but note marks stay as printed: full-width digits become plain, "6①" does not become 61.
std::string plain_text(std::string_view text);

// The digits of `text` as raised or lowered ones.
std::string raised(std::string_view text);
std::string lowered(std::string_view text);
// `text` with every digit struck out.
std::string struck(std::string_view text);

}  // namespace gkwatch::parser
