#include "view/terminal.h"

#include <algorithm>
#include <numeric>

#include "core/text.h"

namespace gkwatch::view {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 8;
constexpr std::size_t kWidest = 1000;  // nobody reads more in one line; a title may be 100 kB

std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::Bold:
      return "\x1b[1m";
    case Ink::Faint:
      return "\x1b[2m";
    case Ink::Red:
      return "\x1b[31m";
    case Ink::Yellow:
      return "\x1b[33m";
    case Ink::Green:
      return "\x1b[32m";
    case Ink::Plain:
      break;
  }
  return "";
}

std::string shortened(const std::string& text, std::size_t width) {
  if (display_width(text) <= width) return text;
  std::string out;
  std::size_t used = 0;
  for (const char32_t c : to_u32(text)) {
    const std::string one = to_utf8(std::u32string_view{&c, 1});
    const std::size_t next = used + display_width(one);
    if (next + 1 > width) break;
    used = next;
    out += one;
  }
  return out + "…";
}

std::vector<std::size_t> natural_widths(const TextTable& table) {
  std::vector<std::size_t> widths(table.heads.size(), 0);
  const auto width_of = [](const std::string& text) {
    return std::min(display_width(text), kWidest);
  };
  for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = width_of(table.heads[i]);
  for (const auto& row : table.rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], width_of(row[i].text));
    }
  }
  return widths;
}

void fit(std::vector<std::size_t>& widths, std::size_t page_width) {
  if (page_width == 0 || widths.empty()) return;
  const auto total = [&] {
    return std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1));
  };
  while (total() > page_width) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) return;
    --*widest;
  }
}

std::string padded(const TextCell& cell, std::size_t width, const Page& page) {
  const std::string text = shortened(harmless(cell.text), width);
  const std::size_t shown = display_width(text);
  const std::string blanks(width > shown ? width - shown : 0, ' ');
  const std::string coloured = inked(text, cell.ink, page.colour);
  return cell.align == Align::Right ? blanks + coloured : coloured + blanks;
}

std::string line_of(const std::vector<TextCell>& cells, const std::vector<std::size_t>& widths,
                    const Page& page) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line.append(kGap, ' ');
    line += padded(cells[i], widths.at(i), page);
  }
  while (line.ends_with(' ')) line.pop_back();
  return line + "\n";
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string out;
  for (const char32_t c : to_u32(text)) {
    const bool is_control = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
    const bool is_bidi = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
                         c == 0x200e || c == 0x200f || c == 0x061c;
    out +=
        is_control || is_bidi ? std::string{"\xef\xbf\xbd"} : to_utf8(std::u32string_view{&c, 1});
  }
  return out;
}

std::string inked(std::string_view text, Ink ink, Colour colour) {
  std::string plain = harmless(text);
  if (colour == Colour::Never || ink == Ink::Plain || text.empty()) return plain;
  return std::string{code_of(ink)} + plain + "\x1b[0m";
}

std::string draw(const TextTable& table, const Page& page) {
  std::vector<std::size_t> widths = natural_widths(table);
  fit(widths, page.width);
  std::string text;
  if (!table.heads.empty()) {
    std::vector<TextCell> heads;
    for (const std::string& head : table.heads) heads.push_back({.text = head, .ink = Ink::Bold});
    text += line_of(heads, widths, page);
  }
  for (const auto& row : table.rows) text += line_of(row, widths, page);
  return text;
}

}  // namespace gkwatch::view
