#include "parser/ofd_space.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <system_error>

#include "parser/office_package.h"

namespace gkwatch::parser {
namespace {

constexpr double kPoints = 72 / 25.4;  // in a millimetre
constexpr double kFarthest = 1e5;
constexpr std::string_view kBlanks = " \t\r\n";

}  // namespace

std::optional<std::vector<double>> read_ofd_numbers(std::string_view text) {
  std::vector<double> numbers;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    if (text.empty()) return numbers;
    const std::string_view word = text.substr(0, text.find_first_of(kBlanks));
    double number = 0;
    const auto [end, failed] =
        std::from_chars(word.data(), word.data() + word.size(), number, std::chars_format::fixed);
    if (failed != std::errc{} || end != word.data() + word.size()) return std::nullopt;
    if (!(std::abs(number) < kFarthest)) return std::nullopt;
    numbers.push_back(number);
    text.remove_prefix(word.size());
  }
}

std::optional<Box> read_ofd_box(std::string_view text) {
  const auto sides = read_ofd_numbers(text);
  if (!sides || sides->size() != 4) return std::nullopt;
  const double left = sides->at(0) * kPoints;
  const double top = sides->at(1) * kPoints;
  return Box{left, top, left + sides->at(2) * kPoints, top + sides->at(3) * kPoints};
}

pugi::xml_node ofd_child(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child) == name) return child;
  }
  return {};
}

bool is_ofd_visible(pugi::xml_node object) {
  return object.attribute("Visible").as_bool(true) && object.attribute("Alpha").as_int(255) > 0;
}

std::optional<OfdSpace> OfdSpace::of(pugi::xml_node object, const OfdPoint& corner) {
  const auto boundary = read_ofd_box(object.attribute("Boundary").value());
  const auto matrix = read_ofd_numbers(object.attribute("CTM").as_string("1 0 0 1 0 0"));
  if (!boundary || !matrix || matrix->size() != 6) return std::nullopt;
  OfdSpace space;
  space.boundary_ = {boundary->left - corner.x, boundary->top - corner.y,
                     boundary->right - corner.x, boundary->bottom - corner.y};
  space.right_ = {matrix->at(0) * kPoints, matrix->at(1) * kPoints};
  space.down_ = {matrix->at(2) * kPoints, matrix->at(3) * kPoints};
  space.shift_ = {matrix->at(4) * kPoints, matrix->at(5) * kPoints};
  return space;
}

OfdPoint OfdSpace::to_page(double x, double y) const {
  return {boundary_.left + x * right_.x + y * down_.x + shift_.x,
          boundary_.top + x * right_.y + y * down_.y + shift_.y};
}

}  // namespace gkwatch::parser
