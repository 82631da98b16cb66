#include "parser/ofd_path.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace gkwatch::parser {
namespace {

// GB/T 33190-2016, 9.1, table 35: how many numbers follow a letter.
std::optional<std::size_t> numbers_after(char letter) {
  switch (letter) {
    case 'S':
    case 'M':
    case 'L':
      return 2;
    case 'Q':
      return 4;
    case 'B':
      return 6;
    case 'A':
      return 7;
    case 'C':
      return 0;
    default:
      return std::nullopt;
  }
}

// Follows the pen and notes what it draws: lines if it strokes, boxes if it fills.
class Pen {
 public:
  Pen(pugi::xml_node object, const OfdSpace& space, std::vector<Rule>& rules)
      : space_{space},
        rules_{rules},
        strokes_{object.attribute("Stroke").as_bool(true)},
        fills_{object.attribute("Fill").as_bool(false)} {}

  void draw(char letter, const std::vector<double>& numbers) {
    if (letter == 'C') {
      close();
      return;
    }
    const OfdPoint to = space_.to_page(numbers[numbers.size() - 2], numbers.back());
    if (letter == 'M' || letter == 'S') {
      finish();
      start_ = to;
    } else {
      if (letter == 'L') stroke(to);
      is_straight_ = is_straight_ && letter == 'L';
      has_drawn_ = true;
    }
    widen(to);
    at_ = to;
  }

  // The end of a part of the path.
  void finish() {
    if (fills_ && has_drawn_ && is_straight_) add(rule_of_fill(box_));
    box_ = kNoBox;
    is_straight_ = true;
    has_drawn_ = false;
  }

 private:
  static constexpr Box kNoBox{1e9, 1e9, -1e9, -1e9};

  void close() {
    stroke(start_);
    at_ = start_;
  }
  void stroke(const OfdPoint& to) {
    if (strokes_) add(rule_of_stroke(at_.x, at_.y, to.x, to.y));
  }
  void widen(const OfdPoint& to) {
    box_ = {std::min(box_.left, to.x), std::min(box_.top, to.y), std::max(box_.right, to.x),
            std::max(box_.bottom, to.y)};
  }
  void add(const std::optional<Rule>& rule) {
    if (rule) rules_.push_back(*rule);
  }

  const OfdSpace& space_;
  std::vector<Rule>& rules_;
  bool strokes_;
  bool fills_;
  OfdPoint start_{};
  OfdPoint at_{};
  Box box_ = kNoBox;
  bool is_straight_ = true;
  bool has_drawn_ = false;
};

bool draw(std::string_view data, Pen& pen) {
  constexpr std::string_view blanks = " \t\r\n";
  constexpr std::string_view letters = "SMLQBAC";
  while (true) {
    data.remove_prefix(std::min(data.find_first_not_of(blanks), data.size()));
    if (data.empty()) break;
    const auto count = numbers_after(data.front());
    if (!count) return false;
    const std::string_view rest = data.substr(1);
    const std::string_view words = rest.substr(0, rest.find_first_of(letters));
    const auto numbers = read_ofd_numbers(words);
    if (!numbers || numbers->size() != *count) return false;
    pen.draw(data.front(), *numbers);
    data = rest.substr(words.size());
  }
  pen.finish();
  return true;
}

}  // namespace

bool add_ofd_path(pugi::xml_node object, const OfdPoint& corner, std::vector<Rule>& rules) {
  const auto space = OfdSpace::of(object, corner);
  if (!space) return false;
  if (!is_ofd_visible(object)) return true;
  Pen pen{object, *space, rules};
  return draw(ofd_child(object, "AbbreviatedData").child_value(), pen);
}

}  // namespace gkwatch::parser
