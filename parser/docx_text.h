#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "parser/docx_styles.h"

namespace gkwatch::parser {

// What a paragraph shows once every tracked change is accepted; hidden text is left out.
struct DocxParagraph {
  std::string text;                   // "\n" for a break of line or page; see kUntold
  std::vector<pugi::xml_node> boxes;  // w:txbxContent, each once
  std::vector<std::string> images;    // ids of relations; empty for a chart or an object
  bool is_joined = false;             // its end is deleted: the next paragraph continues it
};

DocxParagraph read_paragraph(pugi::xml_node paragraph, const DocxStyles& styles);

// The children, with those of content controls, custom XML and insertions in their place;
// deletions left out, and one choice of alternatives.
std::vector<pugi::xml_node> shown_children(pugi::xml_node node);

}  // namespace gkwatch::parser
