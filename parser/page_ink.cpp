#include "parser/page_ink.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.h"

namespace gkwatch::parser {
namespace {

// Turns a page whose text stands on its side: a wide table printed along a tall page.
void turn_upright(PageInk& page) {
  std::size_t counts[4] = {};
  for (const Glyph& glyph : page.glyphs) ++counts[static_cast<int>(glyph.turn)];
  const int most = static_cast<int>(std::max_element(counts, counts + 4) - counts);
  const auto turn_point = [&](double& x, double& y) {
    const double old_x = x;
    if (most == 1) x = y, y = page.width - old_x;
    if (most == 2) x = page.width - x, y = page.height - y;
    if (most == 3) x = page.height - y, y = old_x;
  };
  for (Glyph& glyph : page.glyphs) {
    turn_point(glyph.x, glyph.y);
    glyph.turn = static_cast<Turn>((static_cast<int>(glyph.turn) + 4 - most) % 4);
  }
  for (Rule& rule : page.rules) {
    const bool is_level = rule.axis == Axis::Level;
    double x0 = is_level ? rule.begin : rule.at;
    double y0 = is_level ? rule.at : rule.begin;
    double x1 = is_level ? rule.end : rule.at;
    double y1 = is_level ? rule.at : rule.end;
    turn_point(x0, y0);
    turn_point(x1, y1);
    if (const auto turned = rule_of_stroke(x0, y0, x1, y1)) rule = *turned;
  }
  if (most % 2 == 1) std::swap(page.width, page.height);
}

bool is_off(const PageInk& page, const Glyph& glyph) {
  return glyph.x < 0 || glyph.y < 0 || glyph.x > page.width || glyph.y > page.height;
}

bool is_near_edge(const PageInk& page, const Glyph& glyph) {
  const double near = 2 * glyph.size;
  return std::min(std::abs(glyph.x), std::abs(glyph.x - page.width)) < near;
}

// A figure that runs over the page's edge is cut there: what is left of it is no value.
void doubt_what_the_edge_cuts(PageInk& page) {
  constexpr std::size_t kMostCompared = 2'000;  // on either side of the edges
  std::vector<Glyph*> on;
  std::vector<const Glyph*> off;
  for (Glyph& glyph : page.glyphs) {
    if (!is_near_edge(page, glyph)) continue;
    if (is_off(page, glyph))
      off.push_back(&glyph);
    else
      on.push_back(&glyph);
  }
  const bool are_too_many = std::max(on.size(), off.size()) > kMostCompared;
  for (Glyph* glyph : on) {
    const bool is_cut =
        !off.empty() &&
        (are_too_many || std::any_of(off.begin(), off.end(), [&](const Glyph* other) {
           return run_on(*glyph, *other) || run_on(*other, *glyph);
         }));
    if (is_cut) glyph->text += kDoubt;
  }
}

bool has_digit(std::string_view text) {
  return nfkc(text).find_first_of("0123456789") != std::string::npos;
}

// A line through a figure: it is meant to be gone, as a deletion in a file of tracked changes.
bool is_struck(const Glyph& glyph, const std::vector<Rule>& level) {
  constexpr std::size_t kMostCompared = 64;
  const double near = 0.12 * glyph.size;
  auto rule = std::lower_bound(level.begin(), level.end(), glyph.y - near,
                               [](const Rule& one, double at) { return one.at < at; });
  for (std::size_t i = 0; rule != level.end() && rule->at <= glyph.y + near; ++rule, ++i) {
    if (i == kMostCompared) return true;  // who knows
    if (rule->begin <= glyph.x && glyph.x <= rule->end) return true;
  }
  return false;
}

void doubt_what_is_struck(PageInk& page) {
  std::vector<Rule> level;
  for (const Rule& rule : page.rules) {
    if (rule.axis == Axis::Level) level.push_back(rule);
  }
  std::sort(level.begin(), level.end(), [](const Rule& a, const Rule& b) { return a.at < b.at; });
  for (Glyph& glyph : page.glyphs) {
    const bool is_figure = glyph.turn == Turn::Right && has_digit(glyph.text);
    if (is_figure && is_struck(glyph, level)) glyph.text += kDoubt;
  }
}

// People see nothing there.
void drop_what_is_off_the_page(PageInk& page) {
  std::erase_if(page.glyphs, [&](const Glyph& glyph) { return is_off(page, glyph); });
}

}  // namespace

void tidy(PageInk& page) {
  turn_upright(page);
  doubt_what_the_edge_cuts(page);
  doubt_what_is_struck(page);
  drop_what_is_off_the_page(page);
}

}  // namespace gkwatch::parser
