#include "parser/glyph_meaning.h"

#include <poppler/GfxFont.h>
#include <poppler/GlobalParams.h>

#include <array>
#include <string_view>

#include "core/text.h"
#include "parser/glyphs.h"

namespace gkwatch::parser {
namespace {

bool is_blank(Unicode c) {
  return c == 0x20 || c == 0x09 || c == 0x0A || c == 0x0D || c == 0xA0 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200F) || c == 0xFEFF || c == 0xAD;
}

bool is_digit(Unicode c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }
Unicode plain(Unicode c) { return c >= 0xFF10 && c <= 0xFF19 ? c - 0xFF10 + '0' : c; }

// By the name that the font's own encoding gives the glyph: "one".
Unicode meaning_of_name(const Gfx8BitFont& font, CharCode code) {
  constexpr CharCode kCodes = 256;
  // Of a symbolic TrueType font no viewer heeds the encoding (ISO 32000-1, 9.6.6.4).
  const bool is_heeded = font.getType() != fontTrueType || !font.isSymbolic();
  if (!font.getHasEncoding() || !is_heeded || code >= kCodes) return 0;
  const char* name = font.getCharName(static_cast<int>(code));
  return name == nullptr ? 0 : globalParams->mapNameToUnicodeText(name);
}

// Where a public collection of characters has its digits, each ten of a kind in a row. In all of
// them places 1 to 95 are the printable ASCII characters.
struct Collection {
  std::string_view name;
  std::array<CharCode, 3> zeros;
};
constexpr std::array kCollections{
    Collection{"Adobe-GB1", {17, 277, 829}},
    Collection{"Adobe-CNS1", {17, 333, 13664}},
    Collection{"Adobe-Japan1", {17, 247, 780}},
    Collection{"Adobe-Korea1", {17, 279, 8110}},
};

Unicode meaning_in(const Collection& collection, CharCode place) {
  for (const CharCode zero : collection.zeros) {
    if (place >= zero && place < zero + 10) return '0' + (place - zero);
  }
  return place >= 1 && place <= 95 ? 0x1F + place : 0;
}

Unicode meaning_of_place(const GfxCIDFont& font, CharCode code) {
  // The glyphs of an embedded TrueType font are often numbered otherwise than it says.
  Ref embedded{};
  if (font.getType() == fontCIDType2 && font.getEmbeddedFontID(&embedded)) return 0;
  if (font.getCollection() == nullptr) return 0;
  const std::string_view name{font.getCollection()->c_str()};
  for (const Collection& collection : kCollections) {
    if (name == collection.name) return meaning_in(collection, code);
  }
  return 0;
}

// What the font itself says that the glyph is; 0 where it says nothing.
Unicode own_meaning(const GfxFont& font, CharCode code) {
  if (font.isCIDFont()) {
    const auto* composite = dynamic_cast<const GfxCIDFont*>(&font);
    return composite == nullptr ? 0 : meaning_of_place(*composite, code);
  }
  const auto* simple = dynamic_cast<const Gfx8BitFont*>(&font);
  return simple == nullptr ? 0 : meaning_of_name(*simple, code);
}

bool is_contradicted(const DrawnCharacter& drawn) {
  if (drawn.font == nullptr || !drawn.font->hasToUnicodeCMap()) return false;
  const Unicode own = plain(own_meaning(*drawn.font, drawn.code));
  const bool has_digit = is_digit(own) || is_digit(drawn.characters[0]);
  if (own == 0 || !has_digit) return false;
  return drawn.count != 1 || plain(drawn.characters[0]) != own;
}

}  // namespace

// A glyph without a known character may be a digit: it must not vanish from a number.
std::string text_of(const DrawnCharacter& drawn) {
  if (drawn.count <= 0 || is_contradicted(drawn)) return std::string{kDoubt};
  std::u32string text;
  for (int i = 0; i < drawn.count; ++i) {
    const Unicode c = drawn.characters[i];
    if (is_blank(c)) continue;
    text += c < 0x20 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? char32_t{0xFFFD} : c;
  }
  return to_utf8(text);
}

}  // namespace gkwatch::parser
