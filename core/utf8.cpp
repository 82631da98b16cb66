#include "core/utf8.h"

namespace gkwatch {
namespace {

struct Lead {
  std::size_t bytes = 0;  // 0: no lead byte
  unsigned low = 0x80;    // bounds of the second byte
  unsigned high = 0xBF;
};

// Unicode 15, table 3-7: the second byte carries the rules against overlong forms,
// surrogates and what is past U+10FFFF.
Lead lead_of(unsigned byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {};
}

char byte_of(char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); }

}  // namespace

CodePoint wide_code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const unsigned first = byte(at);
  Lead lead = lead_of(first);
  if (lead.bytes == 0) return {kReplacement, 1, true};
  char32_t value = first & (0x7Fu >> lead.bytes);
  for (std::size_t step = 1; step < lead.bytes; ++step) {
    if (at + step >= text.size()) return {kReplacement, step, true};
    const unsigned next = byte(at + step);
    if (next < lead.low || next > lead.high) return {kReplacement, step, true};
    value = (value << 6) | (next & 0x3Fu);
    lead.low = 0x80;
    lead.high = 0xBF;
  }
  return {value, lead.bytes, false};
}

void append_utf8(std::string& out, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = kReplacement;
  if (value < 0x80) {
    out += byte_of(value);
    return;
  }
  if (value < 0x800) {
    out += byte_of(0xC0 | (value >> 6));
  } else {
    if (value < 0x10000) {
      out += byte_of(0xE0 | (value >> 12));
    } else {
      out += byte_of(0xF0 | (value >> 18));
      out += byte_of(0x80 | ((value >> 12) & 0x3F));
    }
    out += byte_of(0x80 | ((value >> 6) & 0x3F));
  }
  out += byte_of(0x80 | (value & 0x3F));
}

bool is_space(char32_t value) {
  if (value <= 0x20) return value == 0x20 || (value >= 0x09 && value <= 0x0D);
  if (value >= 0x2000 && value <= 0x200D) return true;
  switch (value) {
    case 0x85:
    case 0xA0:
    case 0x1680:
    case 0x180E:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x2060:
    case 0x3000:
    case 0xFEFF:
      return true;
    default:
      return false;
  }
}

}  // namespace gkwatch
