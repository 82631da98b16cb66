#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>

namespace gkwatch::parser {

// How a run looks, as far as it matters for what it says.
struct RunLook {
  bool is_hidden = false;    // w:vanish
  bool is_doubtful = false;  // raised or lowered, struck through, or in a font of symbols
};

// The styles of a document (ECMA-376 part 1, 17.7).
class DocxStyles {
 public:
  DocxStyles() = default;
  explicit DocxStyles(pugi::xml_node styles);

  RunLook look_of(pugi::xml_node run, pugi::xml_node paragraph) const;
  bool is_heading(pugi::xml_node paragraph) const;
  // Shows a number or bullet of its own before its text (w:numPr).
  bool is_numbered(pugi::xml_node paragraph) const;

 private:
  struct Style {
    std::string based_on;
    std::optional<bool> is_hidden;
    std::optional<bool> is_doubtful;
    std::optional<bool> is_heading;
    std::optional<bool> is_numbered;
  };
  using Property = std::optional<bool> Style::*;

  static Style properties_of(pugi::xml_node run, pugi::xml_node paragraph);
  std::optional<bool> inherited(std::string id, Property property) const;
  std::string style_of(pugi::xml_node paragraph) const;

  std::map<std::string, Style> styles_;
  std::string default_paragraph_;
};

}  // namespace gkwatch::parser
