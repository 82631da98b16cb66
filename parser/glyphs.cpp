#include "parser/glyphs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "core/text.h"
#include "parser/note_marks.h"

namespace gkwatch::parser {
namespace {

constexpr double kGap = 0.22;  // of the font size: glyphs farther apart are parted by a blank

double left_of(const Glyph& glyph) { return glyph.x - glyph.width / 2; }
double right_of(const Glyph& glyph) { return glyph.x + glyph.width / 2; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_figure_part(const Glyph& glyph) {
  const std::string plain = nfkc(glyph.text);
  return !plain.empty() && std::all_of(plain.begin(), plain.end(), [](char c) {
    return is_digit(c) || c == '.' || c == ',' || c == '+' || c == '-';
  });
}

// ¹ and ① become 1 in normal form: a mark of a note, no digit.
bool is_raised_digit(const Glyph& glyph) {
  const std::u32string text = to_u32(glyph.text);
  return std::any_of(text.begin(), text.end(), [](char32_t c) {
    return c == 0xB9 || c == 0xB2 || c == 0xB3 || (c >= 0x2070 && c <= 0x2089) ||
           (c >= 0x2460 && c <= 0x24FF);
  });
}

// The same glyph on a page that was turned until this direction became Turn::Right.
Glyph upright(Glyph glyph) {
  const double x = glyph.x;
  const double y = glyph.y;
  switch (glyph.turn) {
    case Turn::Right:
      break;
    case Turn::Down:
      glyph.x = y;
      glyph.y = -x;
      break;
    case Turn::Left:
      glyph.x = -x;
      glyph.y = -y;
      break;
    case Turn::Up:
      glyph.x = -y;
      glyph.y = x;
      break;
  }
  glyph.turn = Turn::Right;
  return glyph;
}

bool is_same_twice(const Glyph& a, const Glyph& b) {
  return a.text == b.text && std::abs(a.x - b.x) < 0.2 * a.size &&
         std::abs(a.y - b.y) < 0.2 * a.size;
}

bool is_on_top(const Glyph& a, const Glyph& b) {
  return std::abs(a.x - b.x) < 0.35 * std::min(a.width, b.width);
}

std::vector<Glyph> without_copies(std::vector<Glyph> line) {
  std::vector<Glyph> kept;
  for (Glyph& glyph : line) {
    constexpr std::size_t neighbours = 4;
    const auto from = kept.end() - static_cast<std::ptrdiff_t>(std::min(kept.size(), neighbours));
    const bool is_copy = std::any_of(
        from, kept.end(), [&](const Glyph& before) { return is_same_twice(before, glyph); });
    if (!is_copy) kept.push_back(std::move(glyph));
  }
  return kept;
}

Box box_of(const std::vector<Glyph>& line) {
  Box box{left_of(line.front()), line.front().y, right_of(line.front()), line.front().y};
  for (const Glyph& glyph : line) {
    box.left = std::min(box.left, left_of(glyph));
    box.right = std::max(box.right, right_of(glyph));
    box.top = std::min(box.top, glyph.y - glyph.size / 2);
    box.bottom = std::max(box.bottom, glyph.y + glyph.size / 2);
  }
  return box;
}

// Digits of another size beside digits are the mark of a note.
bool differ_in_size(const Glyph& a, const Glyph& b) {
  return is_figure_part(a) && is_figure_part(b) &&
         std::min(a.size, b.size) < 0.8 * std::max(a.size, b.size);
}

GlyphLine join_line(std::vector<Glyph> glyphs) {
  std::stable_sort(glyphs.begin(), glyphs.end(),
                   [](const Glyph& a, const Glyph& b) { return a.x < b.x; });
  const std::vector<Glyph> line = without_copies(std::move(glyphs));
  GlyphLine joined{.text = line.front().text,
                   .box = box_of(line),
                   .size = line.front().size,
                   .first_width = line.front().width,
                   .words = {{left_of(line.front()), right_of(line.front())}}};
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double gap = left_of(line[i]) - right_of(line[i - 1]);
    if (is_on_top(line[i - 1], line[i]) || differ_in_size(line[i - 1], line[i])) {
      joined.text += kDoubt;
    } else if (gap > kGap * line[i].size || is_raised_digit(line[i])) {
      joined.text += ' ';
      joined.pauses.push_back(gap / line[i].size);
      joined.words.emplace_back(left_of(line[i]), right_of(line[i]));
    }
    joined.words.back().second = std::max(joined.words.back().second, right_of(line[i]));
    joined.text += line[i].text;
  }
  return joined;
}

// A figure broken at the cell's edge goes on in the next line: the line before is full, and the
// next one follows close.
bool is_broken_figure(const GlyphLine& above, const GlyphLine& below, const Box& cell) {
  constexpr double margins = 12;  // left and right together, as Word and WPS set them
  const double room = (cell.right - cell.left) - (above.box.right - above.box.left);
  const double pitch = below.box.bottom - above.box.bottom;
  return room < below.first_width + margins && pitch < 1.9 * above.size;
}

bool ends_with_digit(std::string_view text) {
  const std::string plain = nfkc(text);
  return !plain.empty() && (is_digit(plain.back()) || plain.back() == '.' || plain.back() == ',');
}

bool begins_with_digit(std::string_view text) {
  const std::string plain = nfkc(text);
  return !plain.empty() &&
         (is_digit(plain.front()) || plain.front() == '.' || plain.front() == ',');
}

std::string join_lines(const std::vector<GlyphLine>& lines, const Box& cell) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool are_figures =
        i > 0 && ends_with_digit(lines[i - 1].text) && begins_with_digit(lines[i].text);
    if (are_figures && !is_broken_figure(lines[i - 1], lines[i], cell)) text += ' ';
    text += lines[i].text;
  }
  return text;
}

}  // namespace

std::vector<GlyphLine> lines_of(std::vector<Glyph> glyphs) {
  for (Glyph& glyph : glyphs) glyph = upright(std::move(glyph));
  std::stable_sort(glyphs.begin(), glyphs.end(),
                   [](const Glyph& a, const Glyph& b) { return a.y < b.y; });
  std::vector<GlyphLine> lines;
  for (std::size_t begin = 0; begin < glyphs.size();) {
    std::size_t end = begin;
    // Against the first glyph of the line: "within a tolerance of the one before" is no order.
    while (end < glyphs.size() && glyphs[end].y - glyphs[begin].y < 0.5 * glyphs[begin].size) ++end;
    if (end == begin) ++end;
    std::vector<Glyph> line{glyphs.begin() + static_cast<std::ptrdiff_t>(begin),
                            glyphs.begin() + static_cast<std::ptrdiff_t>(end)};
    lines.push_back(join_line(std::move(line)));
    begin = end;
  }
  return lines;
}

std::string text_of_cell(std::span<const Glyph> glyphs, const Box& cell) {
  std::string text;
  int directions = 0;
  for (const Turn turn : {Turn::Right, Turn::Down, Turn::Up, Turn::Left}) {
    std::vector<Glyph> same;
    for (const Glyph& glyph : glyphs) {
      if (glyph.turn == turn) same.push_back(glyph);
    }
    if (same.empty()) continue;
    const bool is_level = turn == Turn::Right || turn == Turn::Left;
    const Box turned{0, 0, cell.bottom - cell.top, cell.right - cell.left};
    if (directions++ > 0) text += ' ';
    text += join_lines(lines_of(std::move(same)), is_level ? cell : turned);
  }
  return collapse_spaces(plain_text(text));
}

bool run_on(const Glyph& left, const Glyph& right) {
  const double size = std::min(left.size, right.size);
  return left.turn == Turn::Right && right.turn == Turn::Right &&
         std::abs(left.y - right.y) < 0.3 * size && left.x < right.x &&
         left_of(right) - right_of(left) < 0.12 * size && is_figure_part(left) &&
         is_figure_part(right);
}

}  // namespace gkwatch::parser
