#include "parser/page_text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include "core/pattern.h"
#include "core/text.h"
#include "parser/form_words.h"
#include "parser/labels.h"
#include "parser/sections.h"

namespace gkwatch::parser {
namespace {

constexpr double kEdge = 0.12;  // the part of a page's height where its number stands

bool is_marked_number(const std::string& text) {
  static const Pattern pattern{
      R"(^(?:[-—–―·~]+\s*\d{1,3}\s*[-—–―·~]+|第\s*\d{1,3}\s*页(?:\s*[,/]?\s*共\s*\d{1,3}\s*页)?)$)"};
  return pattern.is_found_in(nfkc(text));
}

bool is_dashed_number(const std::string& text) {
  static const Pattern pattern{R"(^[-—–]\d{1,3}[-—–]$)"};
  return pattern.is_found_in(nfkc(text));
}

// Alone at the very edge, below or above everything else.
bool is_bare_number(const std::string& text) {
  static const Pattern pattern{R"(^\d{1,3}(?:\s*/\s*\d{1,3})?$)"};
  return pattern.is_found_in(nfkc(text));
}

bool is_ruled_below(const PageInk& page, double y) {
  return std::any_of(page.rules.begin(), page.rules.end(), [&](const Rule& rule) {
    return (rule.axis == Axis::Level ? rule.at : rule.end) > y;
  });
}

bool is_page_number(const PageInk& page, const GlyphLine& line) {
  const double y = (line.box.top + line.box.bottom) / 2;
  const bool is_foot = y > (1 - kEdge) * page.height;
  const bool is_head = y < kEdge * page.height;
  if (is_marked_number(line.text)) return is_foot || is_head;
  return is_foot && is_bare_number(line.text) && !is_ruled_below(page, y);
}

// "- 3 -" in the middle of the foot, among the figures of a table that reaches down there: its
// parts stand close, and all else farther off than cells of a table stand from each other.
void drop_number_among_figures(PageInk& page) {
  constexpr double kClose = 0.8;             // in font sizes
  constexpr std::size_t kMostGlyphs = 1000;  // a foot of a few lines; more is no report
  constexpr std::size_t kLongest = 16;       // glyphs of a number with its dashes
  std::vector<Glyph> foot;
  for (const Glyph& glyph : page.glyphs) {
    if (glyph.turn == Turn::Right && glyph.y > (1 - kEdge) * page.height) foot.push_back(glyph);
  }
  if (foot.size() > kMostGlyphs) return;
  std::stable_sort(foot.begin(), foot.end(),
                   [](const Glyph& a, const Glyph& b) { return a.x < b.x; });
  const auto is_near = [&](const Glyph& a, const Glyph& b) {
    return std::abs(a.y - b.y) < 0.1 * a.size && std::abs(a.size - b.size) < 0.1 * a.size &&
           b.x - a.x - (a.width + b.width) / 2 < kClose * a.size;
  };
  for (std::size_t i = 0; i < foot.size(); ++i) {
    std::vector<Glyph> run{foot[i]};
    std::string text = foot[i].text;
    for (std::size_t j = i + 1; j < foot.size() && run.size() <= kLongest; ++j) {
      if (!is_near(run.back(), foot[j])) continue;
      run.push_back(foot[j]);
      text += foot[j].text;
    }
    const double middle = (run.front().x + run.back().x) / 2;
    const bool is_central = std::abs(middle - page.width / 2) < 0.05 * page.width;
    if (run.size() < 3 || !is_central || !is_dashed_number(text)) continue;
    std::erase_if(page.glyphs, [&](const Glyph& glyph) {
      return std::any_of(run.begin(), run.end(), [&](const Glyph& one) {
        return glyph.x == one.x && glyph.y == one.y && glyph.text == one.text;
      });
    });
    return;
  }
}

}  // namespace

void drop_page_number(PageInk& page) {
  drop_number_among_figures(page);
  std::vector<Glyph> level;
  for (const Glyph& glyph : page.glyphs) {
    if (glyph.turn == Turn::Right) level.push_back(glyph);
  }
  const auto lines = lines_of(std::move(level));
  if (lines.empty()) return;
  for (const GlyphLine* line : {&lines.front(), &lines.back()}) {
    if (!is_page_number(page, *line)) continue;
    std::erase_if(page.glyphs, [&](const Glyph& glyph) {
      return glyph.turn == Turn::Right && glyph.y >= line->box.top && glyph.y <= line->box.bottom;
    });
  }
}

namespace {

// Rows of figures and the words of the form come again on the next page too.
bool may_be_of_table(const std::string& text) {
  constexpr std::size_t kFewest = 4;  // Han characters
  const auto core = label_core(text);
  return han_count(core) < kFewest || is_form_text(core);
}

}  // namespace

void drop_running_lines(PageInk& page, EdgeLines& edges) {
  constexpr std::size_t kTitle = 3;  // lines of the first page that a running head may repeat
  std::vector<Glyph> level;
  for (const Glyph& glyph : page.glyphs) {
    if (glyph.turn == Turn::Right) level.push_back(glyph);
  }
  const auto lines = lines_of(std::move(level));
  std::vector<std::string> here;
  for (const GlyphLine& line : lines) {
    const double y = (line.box.top + line.box.bottom) / 2;
    const bool is_edge = y < kEdge * page.height || y > (1 - kEdge) * page.height;
    const bool is_end = &line == &lines.front() || &line == &lines.back();
    const bool is_title = !edges.has_page && here.size() < kTitle;
    if (is_title || (is_edge && is_end)) here.push_back(line.text);
    if (!edges.has_page || !is_edge || !is_end || may_be_of_table(line.text)) continue;
    const auto is_known = [&](const std::vector<std::string>& known) {
      return std::find(known.begin(), known.end(), line.text) != known.end();
    };
    if (!is_known(edges.before) && !is_known(edges.first)) continue;
    std::erase_if(page.glyphs, [&](const Glyph& glyph) {
      return glyph.turn == Turn::Right && glyph.y >= line.box.top && glyph.y <= line.box.bottom;
    });
  }
  if (!edges.has_page) edges.first = here;
  edges.before = std::move(here);
  edges.has_page = true;
}

std::vector<GlyphLine> lines_of_text(std::vector<Glyph> glyphs) {
  std::vector<Glyph> level;
  std::vector<Glyph> other;
  for (Glyph& glyph : glyphs)
    (glyph.turn == Turn::Right ? level : other).push_back(std::move(glyph));
  auto lines = lines_of(std::move(level));
  for (const Turn turn : {Turn::Down, Turn::Up, Turn::Left}) {
    std::vector<Glyph> same;
    for (const Glyph& glyph : other) {
      if (glyph.turn == turn) same.push_back(glyph);
    }
    for (GlyphLine& line : lines_of(std::move(same))) {
      // Beside the page's text: it is read last.
      line.box.top = 1e6;
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

Margins margins_of(const std::vector<GlyphLine>& lines) {
  Margins margins{1e9, -1e9};
  for (const GlyphLine& line : lines) {
    margins.left = std::min(margins.left, line.box.left);
    margins.right = std::max(margins.right, line.box.right);
  }
  return margins;
}

bool Paragraph::takes(const GlyphLine& line, const Margins& margins) const {
  constexpr double indent = 1.2;  // in font sizes: a paragraph begins two in
  const bool is_same_size = std::abs(line.size - size_) < 0.15 * size_;
  return is_full_ && is_same_size && line.box.left < margins.left + indent * line.size;
}

void Paragraph::add(const GlyphLine& line, const Margins& margins) {
  constexpr double tolerance = 1.6;  // in font sizes: a stop may hang over, a word may not fit
  const bool are_words = !text_.empty() && std::isalnum(static_cast<unsigned char>(text_.back())) &&
                         std::isalpha(static_cast<unsigned char>(line.text.front()));
  if (are_words) text_ += ' ';
  text_ += line.text;
  size_ = line.size;
  // A heading of the form stands alone, however wide the page's lines are.
  is_full_ = line.box.right > margins.right - tolerance * line.size && !section_number(text_);
}

std::string Paragraph::take() {
  is_full_ = false;
  return collapse_spaces(std::exchange(text_, {}));
}

}  // namespace gkwatch::parser
