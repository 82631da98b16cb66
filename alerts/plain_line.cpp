#include "alerts/plain_line.h"

#include "core/text.h"

namespace gkwatch::alerts {
namespace {

constexpr char32_t kNextLine = 0x85;

// Marks that turn the direction of writing (Unicode UAX #9): they could make a reader see
// another text than the one that was published.
bool is_direction_mark(char32_t point) {
  return point == 0x061C || point == 0x200E || point == 0x200F ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

bool is_control(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0xFEFF;
}

bool is_line_end(char32_t point) {
  return (point >= '\t' && point <= '\r') || point == kNextLine || point == 0x2028 ||
         point == 0x2029;
}

}  // namespace

std::string plain_line(std::string_view text, std::size_t limit) {
  std::u32string kept;
  // Four bytes at most for each code point, and room for white space that collapses: what a
  // hundred kilobytes of title hold further back nobody will see.
  for (const char32_t point : to_u32(valid_utf8(text.substr(0, limit * 16 + 64)))) {
    if (is_line_end(point)) {
      kept += U' ';
    } else if (!is_control(point) && !is_direction_mark(point)) {
      kept += point;
    }
  }
  std::string line = collapse_spaces(to_utf8(kept));
  if (length(line) <= limit && text.size() <= limit * 16 + 64) return line;
  return std::string{prefix(line, limit - 1)} + "…";
}

}  // namespace gkwatch::alerts
