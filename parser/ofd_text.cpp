#include "parser/ofd_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "core/text.h"
#include "parser/office_package.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kMostCharacters = 20'000;  // of one object

bool is_blank(char32_t c) {
  return c == 0x20 || c == 0x09 || c == 0x0A || c == 0x0D || c == 0xA0 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200F) || c == 0xFEFF || c == 0xAD;
}

// The direction of the text on the page; nothing if it stands askew.
std::optional<Turn> turn_of(const OfdPoint& right) {
  const double norm = std::hypot(right.x, right.y);
  if (norm <= 0 || std::min(std::abs(right.x), std::abs(right.y)) > 0.1 * norm) {
    return std::nullopt;
  }
  if (std::abs(right.x) > std::abs(right.y)) return right.x > 0 ? Turn::Right : Turn::Left;
  return right.y > 0 ? Turn::Down : Turn::Up;
}

bool is_white(pugi::xml_node colour) {
  constexpr double nearly = 250;
  const auto parts = read_ofd_numbers(colour.attribute("Value").value());
  if (!parts || parts->empty()) return false;
  const bool is_ink = parts->size() == 4;  // CMYK
  return std::all_of(parts->begin(), parts->end(),
                     [&](double part) { return is_ink ? part <= 255 - nearly : part >= nearly; });
}

bool is_inside(const Box& box, const Glyph& glyph) {
  const double reach = 0.25 * glyph.size;
  return glyph.x > box.left - reach && glyph.x < box.right + reach && glyph.y > box.top - reach &&
         glyph.y < box.bottom + reach;
}

// What a TextObject says of all its text.
class OfdText {
 public:
  OfdText(pugi::xml_node object, const OfdSpace& space)
      : object_{object},
        space_{space},
        size_{object.attribute("Size").as_double(0)},
        width_scale_{object.attribute("HScale").as_double(1)},
        turn_{turn_of(space.right())} {
    const double lean = space.right().x * space.down().y - space.right().y * space.down().x;
    is_sure_ = turn_ && lean > 0 && object.attribute("ReadDirection").as_int(0) == 0 &&
               object.attribute("CharDirection").as_int(0) == 0 &&
               !is_white(ofd_child(object, "FillColor"));
  }

  bool has_size() const { return size_ > 0 && size_ < 1e4 && width_scale_ > 0; }
  // Large and askew: a watermark.
  bool is_watermark() const {
    constexpr double largest_of_report = 30;  // points
    return !turn_ && size_on_page() > largest_of_report;
  }
  bool is_seen() const {
    const bool is_drawn =
        object_.attribute("Fill").as_bool(true) || object_.attribute("Stroke").as_bool(false);
    return is_drawn && is_ofd_visible(object_) && is_ofd_visible(ofd_child(object_, "FillColor"));
  }

  // One TextCode that begins at `at`, in the object's own space.
  bool add(pugi::xml_node code, OfdPoint at, std::vector<Glyph>& glyphs) const;

 private:
  double size_on_page() const { return size_ * std::hypot(space_.down().x, space_.down().y); }
  double natural_width(char32_t c) const { return size_ * width_scale_ * (c < 0x80 ? 0.5 : 1); }
  Glyph glyph_at(const OfdPoint& at, double width) const;
  bool is_cut_away(const Glyph& glyph) const;

  pugi::xml_node object_;
  const OfdSpace& space_;
  double size_;
  double width_scale_;
  std::optional<Turn> turn_;
  bool is_sure_ = false;
};

Glyph OfdText::glyph_at(const OfdPoint& at, double width) const {
  const OfdPoint centre = space_.to_page(at.x + width / 2, at.y - 0.35 * size_);
  return {.x = centre.x,
          .y = centre.y,
          .width = width * std::hypot(space_.right().x, space_.right().y),
          .size = size_on_page(),
          .turn = turn_.value_or(Turn::Right)};
}

// A Clip shows what stands in one of its areas, an object what stands in all its clips.
bool OfdText::is_cut_away(const Glyph& glyph) const {
  const Box& boundary = space_.boundary();
  if (!is_inside(boundary, glyph)) return true;
  for (const pugi::xml_node& clip : ofd_child(object_, "Clips").children()) {
    bool is_shown = false;
    for (const pugi::xml_node& area : clip.children()) {
      const auto box = read_ofd_box(ofd_child(area, "Path").attribute("Boundary").value());
      is_shown =
          is_shown || (box && is_inside({boundary.left + box->left, boundary.top + box->top,
                                         boundary.left + box->right, boundary.top + box->bottom},
                                        glyph));
    }
    if (!is_shown) return true;
  }
  return false;
}

std::u32string characters_of(pugi::xml_node code) {
  std::string text;
  for (const pugi::xml_node& piece : code.children()) text += piece.value();
  std::u32string characters = to_u32(text);
  while (!characters.empty() && is_blank(characters.back())) characters.pop_back();
  return characters;
}

// From each character to the next; one axis may be left out, both only for a single character.
struct Steps {
  std::vector<double> x;
  std::vector<double> y;
  bool are_sure = false;
};

Steps steps_of(pugi::xml_node code, std::size_t count) {
  auto x = read_ofd_deltas(code.attribute("DeltaX").value());
  auto y = read_ofd_deltas(code.attribute("DeltaY").value());
  if (!x || !y) return {};
  const auto is_short = [&](const std::vector<double>& steps) { return steps.size() + 1 < count; };
  const auto goes_back = [](double step) { return step < 0; };
  const bool is_lost = (is_short(*x) && !x->empty()) || (is_short(*y) && !y->empty()) ||
                       (is_short(*x) && is_short(*y));
  const bool is_back = std::any_of(x->begin(), x->end(), goes_back);
  return {.x = *std::move(x), .y = *std::move(y), .are_sure = !is_lost && !is_back};
}

std::optional<double> number_in(pugi::xml_attribute attribute) {
  const auto numbers = read_ofd_numbers(attribute.value());
  if (!numbers || numbers->size() != 1) return std::nullopt;
  return numbers->front();
}

std::string shown_text(char32_t c) {
  const bool is_unknown = c < 0x20 || c > 0xFFFF;
  return is_unknown ? std::string{kDoubt} : to_utf8(std::u32string(1, c));
}

bool OfdText::add(pugi::xml_node code, OfdPoint at, std::vector<Glyph>& glyphs) const {
  const std::u32string characters = characters_of(code);
  if (characters.size() > kMostCharacters) return false;
  const Steps steps = steps_of(code, characters.size());
  const std::size_t first = glyphs.size();
  bool is_sure = is_sure_ && steps.are_sure;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const char32_t c = characters[i];
    const double natural = natural_width(c);
    const bool has_step = i < steps.x.size();
    const double step = has_step ? steps.x[i] : steps.y.empty() ? natural : 0;
    Glyph glyph = glyph_at(at, step > 0 ? std::min(step, natural) : natural);
    at.x += step;
    if (i < steps.y.size()) at.y += steps.y[i];
    if (is_blank(c)) continue;
    is_sure = is_sure && !is_cut_away(glyph) && c <= 0xFFFF;
    glyph.text = shown_text(c);
    glyphs.push_back(std::move(glyph));
  }
  if (is_sure) return true;
  for (std::size_t i = first; i < glyphs.size(); ++i) glyphs[i].text = kDoubt;
  return true;
}

}  // namespace

std::optional<std::vector<double>> read_ofd_deltas(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  std::vector<double> steps;
  while (true) {
    const std::size_t group = text.find('g');
    const auto plain = read_ofd_numbers(text.substr(0, group));
    if (!plain) return std::nullopt;
    steps.insert(steps.end(), plain->begin(), plain->end());
    if (group == std::string_view::npos) return steps;
    text.remove_prefix(group + 1);
    // "g", how often, which: the first two words behind the letter.
    std::size_t end = 0;
    for (int word = 0; word < 2; ++word) {
      end = std::min(text.find_first_not_of(blanks, end), text.size());
      end = std::min(text.find_first_of(blanks, end), text.size());
    }
    const auto pair = read_ofd_numbers(text.substr(0, end));
    if (!pair || pair->size() != 2) return std::nullopt;
    const double count = pair->at(0);
    if (count < 1 || count > static_cast<double>(kMostCharacters) || count != std::floor(count)) {
      return std::nullopt;
    }
    if (steps.size() > kMostCharacters) return std::nullopt;
    steps.insert(steps.end(), static_cast<std::size_t>(count), pair->at(1));
    text.remove_prefix(end);
  }
}

bool add_ofd_text(pugi::xml_node object, const OfdPoint& corner, std::vector<Glyph>& glyphs) {
  const auto space = OfdSpace::of(object, corner);
  if (!space) return false;
  const OfdText text{object, *space};
  if (!text.is_seen() || text.is_watermark()) return true;
  if (!text.has_size()) return false;
  std::optional<double> x;
  std::optional<double> y;
  for (const pugi::xml_node& code : object.children()) {
    if (local_name(code) != "TextCode") continue;
    // A place that is not given is that of the code before.
    if (code.attribute("X")) x = number_in(code.attribute("X"));
    if (code.attribute("Y")) y = number_in(code.attribute("Y"));
    if (!x || !y || !text.add(code, {*x, *y}, glyphs)) return false;
  }
  return true;
}

}  // namespace gkwatch::parser
