#include "parser/docx_text.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "parser/office_package.h"

namespace gkwatch::parser {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 9> kContainers{"w:ins",       "w:moveTo",     "w:smartTag",
                                                      "w:customXml", "w:sdtContent", "w:sdt",
                                                      "w:fldSimple", "w:hyperlink",  "w:dir"};
constexpr std::array<std::string_view, 3> kDeletions{"w:del", "w:moveFrom", "w:sdtPr"};
constexpr std::array<std::string_view, 3> kUnseen{"w:delText", "w:instrText", "w:delInstrText"};

// Markup compatibility: the first choice, else the fallback; never both.
pugi::xml_node chosen(pugi::xml_node alternatives) {
  const auto choice = alternatives.child("mc:Choice");
  return choice ? choice : alternatives.child("mc:Fallback");
}

void append_shown(pugi::xml_node node, std::vector<pugi::xml_node>& shown) {
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = child.name();
    if (is_one_of(name, kDeletions)) continue;
    if (is_one_of(name, kContainers))
      append_shown(child, shown);
    else if (name == "mc:AlternateContent")
      append_shown(chosen(child), shown);
    else
      shown.push_back(child);
  }
}

bool holds_text(pugi::xml_node node) {
  if (local_name(node) == "t") return true;
  const auto children = node.children();
  return std::any_of(children.begin(), children.end(),
                     [](const pugi::xml_node& child) { return holds_text(child); });
}

class Reader {
 public:
  Reader(pugi::xml_node paragraph, const DocxStyles& styles)
      : paragraph_{paragraph}, styles_{styles} {}

  DocxParagraph read() && {
    for (const pugi::xml_node& node : shown_children(paragraph_)) {
      if (std::string_view{node.name()} == "w:r")
        read_run(node);
      else
        doubt_if_text(node);
    }
    const auto mark = paragraph_.child("w:pPr").child("w:rPr");
    read_.is_joined = mark.child("w:del") || mark.child("w:moveFrom");
    return std::move(read_);
  }

 private:
  void read_run(pugi::xml_node run) {
    const RunLook look = styles_.look_of(run, paragraph_);
    if (look.is_hidden) return;
    const std::size_t before = read_.text.size();
    for (const pugi::xml_node& node : shown_children(run)) read_piece(node);
    const bool has_more = read_.text.find_first_not_of(" \n", before) != std::string::npos;
    if (look.is_doubtful && has_more) read_.text += kUntold;
  }

  void read_piece(pugi::xml_node node) {
    const std::string_view name = node.name();
    if (name == "w:t")
      read_.text += node.text().get();
    else if (name == "w:br" || name == "w:cr")
      read_.text += '\n';
    else if (name == "w:tab" || name == "w:ptab")
      read_.text += ' ';
    else if (name == "w:noBreakHyphen")
      read_.text += '-';
    else if (name == "w:sym" || node.child("w:ffData").child("w:ddList"))
      read_.text += kUntold;
    else if (name == "w:drawing" || name == "w:pict" || name == "w:object")
      read_drawing(node);
    else if (name == "w:ruby")
      read_ruby(node);
    else if (!is_one_of(name, kUnseen))
      doubt_if_text(node);
  }

  void read_ruby(pugi::xml_node ruby) {
    for (const pugi::xml_node& run : shown_children(ruby.child("w:rubyBase"))) read_run(run);
  }

  void read_drawing(pugi::xml_node node) {
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = local_name(child);
      if (name == "txbxContent")
        read_.boxes.push_back(child);
      else if (name == "blip")
        read_.images.emplace_back(child.attribute("r:embed").value());
      else if (name == "imagedata")
        read_.images.emplace_back(child.attribute("r:id").value());
      else if (name == "chart" || name == "relIds" || name == "OLEObject")
        read_.images.emplace_back();
      else
        read_drawing(name == "AlternateContent" ? chosen(child) : child);
    }
  }

  // Formulas and whatever this reader does not know.
  void doubt_if_text(pugi::xml_node node) {
    if (holds_text(node)) read_.text += kUntold;
  }

  pugi::xml_node paragraph_;
  const DocxStyles& styles_;
  DocxParagraph read_;
};

}  // namespace

DocxParagraph read_paragraph(pugi::xml_node paragraph, const DocxStyles& styles) {
  return Reader{paragraph, styles}.read();
}

std::vector<pugi::xml_node> shown_children(pugi::xml_node node) {
  std::vector<pugi::xml_node> shown;
  append_shown(node, shown);
  return shown;
}

}  // namespace gkwatch::parser
