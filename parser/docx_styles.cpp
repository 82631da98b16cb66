#include "parser/docx_styles.h"

#include <array>
#include <string_view>

#include "core/text.h"
#include "parser/office_package.h"

namespace gkwatch::parser {
namespace {

std::optional<bool> setting(pugi::xml_node property) {
  if (!property) return std::nullopt;
  return is_on(property);
}

bool is_symbol_font(pugi::xml_node fonts) {
  constexpr std::array<std::string_view, 4> symbol_fonts{"symbol", "wingdings", "webdings",
                                                         "dingbats"};
  for (const char* script : {"w:ascii", "w:hAnsi", "w:eastAsia"}) {
    const std::string font = to_lower(fonts.attribute(script).value());
    for (const std::string_view name : symbol_fonts) {
      if (contains(font, name)) return true;
    }
  }
  return false;
}

// A raised figure may be a note's mark or a power; a struck one is meant to be gone.
std::optional<bool> doubt_of(pugi::xml_node properties) {
  std::optional<bool> doubt;
  for (const char* name : {"w:strike", "w:dstrike"}) {
    if (const auto struck = setting(properties.child(name)))
      doubt = doubt.value_or(false) | *struck;
  }
  if (const auto align = properties.child("w:vertAlign")) {
    const bool is_shifted = std::string_view{align.attribute("w:val").value()} != "baseline";
    doubt = doubt.value_or(false) || is_shifted;
  }
  if (const auto place = properties.child("w:position")) {
    doubt = doubt.value_or(false) || place.attribute("w:val").as_int() != 0;
  }
  if (is_symbol_font(properties.child("w:rFonts"))) doubt = true;
  return doubt;
}

}  // namespace

DocxStyles::Style DocxStyles::properties_of(pugi::xml_node run, pugi::xml_node paragraph) {
  Style style;
  style.is_hidden = setting(run.child("w:vanish"));
  style.is_doubtful = doubt_of(run);
  if (const auto level = paragraph.child("w:outlineLvl")) {
    style.is_heading = level.attribute("w:val").as_int(9) < 9;
  }
  if (const auto numbering = paragraph.child("w:numPr")) {
    style.is_numbered = numbering.child("w:numId").attribute("w:val").as_int(0) != 0;
  }
  return style;
}

DocxStyles::DocxStyles(pugi::xml_node styles) {
  for (const pugi::xml_node& node : styles.children("w:style")) {
    const std::string id = node.attribute("w:styleId").value();
    Style style = properties_of(node.child("w:rPr"), node.child("w:pPr"));
    style.based_on = node.child("w:basedOn").attribute("w:val").value();
    const bool is_paragraph = std::string_view{node.attribute("w:type").value()} == "paragraph";
    const std::string_view is_default = node.attribute("w:default").value();
    if (is_paragraph && (is_default == "1" || is_default == "true")) default_paragraph_ = id;
    styles_.emplace(id, std::move(style));
  }
}

std::optional<bool> DocxStyles::inherited(std::string id, Property property) const {
  constexpr int longest_chain = 20;  // styles may be based on each other in a ring
  for (int i = 0; i < longest_chain; ++i) {
    const auto found = styles_.find(id);
    if (found == styles_.end()) return std::nullopt;
    if (found->second.*property) return found->second.*property;
    id = found->second.based_on;
  }
  return std::nullopt;
}

std::string DocxStyles::style_of(pugi::xml_node paragraph) const {
  const auto style = paragraph.child("w:pPr").child("w:pStyle");
  return style ? style.attribute("w:val").value() : default_paragraph_;
}

RunLook DocxStyles::look_of(pugi::xml_node run, pugi::xml_node paragraph) const {
  const auto own = run.child("w:rPr");
  const Style direct = properties_of(own, {});
  const std::string by_run = own.child("w:rStyle").attribute("w:val").value();
  const std::string by_paragraph = style_of(paragraph);
  // Toggle properties of the two styles undo each other (17.7.3).
  const bool is_hidden = inherited(by_run, &Style::is_hidden).value_or(false) !=
                         inherited(by_paragraph, &Style::is_hidden).value_or(false);
  const bool is_doubtful = inherited(by_run, &Style::is_doubtful).value_or(false) ||
                           inherited(by_paragraph, &Style::is_doubtful).value_or(false);
  return {direct.is_hidden.value_or(is_hidden), direct.is_doubtful.value_or(is_doubtful)};
}

bool DocxStyles::is_heading(pugi::xml_node paragraph) const {
  const Style direct = properties_of({}, paragraph.child("w:pPr"));
  return direct.is_heading.value_or(
      inherited(style_of(paragraph), &Style::is_heading).value_or(false));
}

bool DocxStyles::is_numbered(pugi::xml_node paragraph) const {
  const Style direct = properties_of({}, paragraph.child("w:pPr"));
  return direct.is_numbered.value_or(
      inherited(style_of(paragraph), &Style::is_numbered).value_or(false));
}

}  // namespace gkwatch::parser
