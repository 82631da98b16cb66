#pragma once

#include <poppler/CharTypes.h>

#include <string>

class GfxFont;

namespace gkwatch::parser {

// A character of a PDF as the library hands it over.
struct DrawnCharacter {
  const GfxFont* font = nullptr;        // may be null
  CharCode code = 0;                    // its byte, or its place in the font's collection
  const Unicode* characters = nullptr;  // what it is said to mean
  int count = 0;
};

// Its text without blanks. kDoubt in place of a meaning that is not known, or that the font
// itself contradicts where digits are concerned: a table of meanings (ISO 32000-1, 9.10.3) is
// free to call a printed 1 a 2.
std::string text_of(const DrawnCharacter& drawn);

}  // namespace gkwatch::parser
