#include "parser/xlsx_parts.h"

#include <charconv>
#include <map>

#include "parser/office_package.h"
#include "parser/xlsx_number.h"

namespace gkwatch::parser {
namespace {

bool is_shifted_or_struck(pugi::xml_node font) {
  for (const pugi::xml_node& property : font.children()) {
    const std::string_view name = local_name(property);
    if (name == "strike" && is_on(property)) return true;
    if (name != "vertAlign") continue;
    if (std::string_view{property.attribute("val").value()} != "baseline") return true;
  }
  return false;
}

std::vector<bool> doubtful_fonts(pugi::xml_node sheet) {
  std::vector<bool> fonts;
  const auto list = child_of(sheet, "fonts");
  if (!list) return fonts;
  for (const auto& font : children_of(*list, "font")) fonts.push_back(is_shifted_or_struck(font));
  return fonts;
}

std::map<unsigned, std::string> own_formats(pugi::xml_node sheet) {
  std::map<unsigned, std::string> formats;
  const auto list = child_of(sheet, "numFmts");
  if (!list) return formats;
  for (const auto& format : children_of(*list, "numFmt")) {
    formats[format.attribute("numFmtId").as_uint()] = format.attribute("formatCode").value();
  }
  return formats;
}

bool has_number_formats(pugi::xml_node sheet) {
  const auto list = child_of(sheet, "dxfs");
  if (!list) return false;
  for (const auto& format : children_of(*list, "dxf")) {
    if (child_of(format, "numFmt")) return true;
  }
  return false;
}

}  // namespace

XlsxStyles read_xlsx_styles(pugi::xml_node style_sheet) {
  XlsxStyles styles{.has_conditional_formats = has_number_formats(style_sheet)};
  const auto fonts = doubtful_fonts(style_sheet);
  const auto formats = own_formats(style_sheet);
  const auto list = child_of(style_sheet, "cellXfs");
  if (!list) return styles;
  for (const auto& entry : children_of(*list, "xf")) {
    const unsigned id = entry.attribute("numFmtId").as_uint();
    const auto own = formats.find(id);
    const std::size_t font = entry.attribute("fontId").as_uint();
    styles.cells.push_back({own == formats.end() ? built_in_format(id) : own->second,
                            font < fonts.size() && fonts[font]});
  }
  return styles;
}

std::string text_of_string(pugi::xml_node string) {
  std::string text;
  for (const pugi::xml_node& node : string.children()) {
    const std::string_view name = local_name(node);
    if (name == "t") text += node.text().get();
    if (name != "r") continue;
    if (const auto run = child_of(node, "t")) text += run->text().get();
    const auto look = child_of(node, "rPr");
    if (look && is_shifted_or_struck(*look)) text += kUntold;
  }
  return text;
}

std::optional<pugi::xml_node> child_of(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child) == name) return child;
  }
  return std::nullopt;
}

std::vector<pugi::xml_node> children_of(pugi::xml_node node, std::string_view name) {
  std::vector<pugi::xml_node> found;
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child) == name) found.push_back(child);
  }
  return found;
}

std::optional<XlsxPlace> parse_place(std::string_view text) {
  constexpr std::size_t most_rows = 1'048'576;
  constexpr std::size_t most_columns = 16'384;
  XlsxPlace place;
  std::size_t at = 0;
  while (at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && place.column <= most_columns) {
    place.column = place.column * 26 + static_cast<std::size_t>(text[at++] - 'A' + 1);
  }
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + at, end, place.row);
  if (error != std::errc{} || stop != end) return std::nullopt;
  const bool is_there =
      place.row >= 1 && place.row <= most_rows && place.column >= 1 && place.column <= most_columns;
  return is_there ? std::optional{place} : std::nullopt;
}

std::optional<std::pair<XlsxPlace, XlsxPlace>> parse_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto first = parse_place(text.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : parse_place(text.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) {
    return std::nullopt;
  }
  return std::pair{*first, *last};
}

}  // namespace gkwatch::parser
