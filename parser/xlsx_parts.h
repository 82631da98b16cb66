#pragma once

#include <cstddef>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gkwatch::parser {

// Of a cell's style, what decides how its value is shown.
struct XlsxStyle {
  std::optional<std::string> format;  // nothing: not known
  bool is_doubtful = false;           // struck through, raised or lowered
};

struct XlsxStyles {
  std::vector<XlsxStyle> cells;          // cellXfs
  bool has_conditional_formats = false;  // a condition may change how numbers are shown
};

XlsxStyles read_xlsx_styles(pugi::xml_node style_sheet);

// The text of a shared or inline string (si, is): runs joined, phonetic hints left out; kUntold
// behind a run that is struck through, raised or lowered.
std::string text_of_string(pugi::xml_node string);

std::optional<pugi::xml_node> child_of(pugi::xml_node node, std::string_view name);
// Children of that local name.
std::vector<pugi::xml_node> children_of(pugi::xml_node node, std::string_view name);

struct XlsxPlace {
  std::size_t row = 0;  // from one
  std::size_t column = 0;
  auto operator<=>(const XlsxPlace&) const = default;
};
// "B3"; nothing if it is no place of a sheet (1,048,576 rows of 16,384 columns).
std::optional<XlsxPlace> parse_place(std::string_view text);
// "B3:D4" as its corners, also "B3".
std::optional<std::pair<XlsxPlace, XlsxPlace>> parse_range(std::string_view text);

}  // namespace gkwatch::parser
