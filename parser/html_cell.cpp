#include "parser/html_cell.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "core/text.h"
#include "core/utf8.h"
#include "parser/note_marks.h"

namespace gkwatch::parser {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool ends_line(std::string_view tag) {
  constexpr std::array<std::string_view, 31> kTags{
      "p",      "br",   "div",     "li",         "ul",       "ol",      "dl",      "dt",
      "dd",     "pre",  "tr",      "center",     "h1",       "h2",      "h3",      "h4",
      "h5",     "h6",   "td",      "th",         "table",    "section", "article", "hr",
      "option", "form", "caption", "blockquote", "fieldset", "header",  "footer"};
  return is_one_of(kTags, tag);
}

std::string style_of(HtmlNode node) {
  return without_spaces(to_lower(node.attribute("style").value_or("")));
}

bool has_class_of(HtmlNode node, const HiddenClasses& hidden) {
  return std::any_of(hidden.begin(), hidden.end(),
                     [&](const std::string& name) { return node.has_class(name); });
}

// HTML, 4.5.12: <rp> and <rt> stand beside what they explain; 4.12.2: <noscript> is not shown.
bool is_unseen(HtmlNode node, const HiddenClasses& hidden) {
  constexpr std::array<std::string_view, 4> kTags{"rt", "rp", "rtc", "noscript"};
  return is_hidden(node) || is_one_of(kTags, node.tag()) || has_class_of(node, hidden) ||
         contains(style_of(node), "visibility:hidden");
}

// "font-size:0", "font-size:0.0px", but not "font-size:0.9em".
bool has_no_size(std::string_view style) {
  constexpr std::string_view kSize = "font-size:";
  const std::size_t found = style.find(kSize);
  if (found == std::string_view::npos) return false;
  const std::string_view value = style.substr(found + kSize.size());
  const std::string_view number = value.substr(0, value.find_first_not_of("0123456789."));
  return !number.empty() && number.find_first_not_of("0.") == std::string_view::npos;
}

// Struck out, or too small to be seen: whether it belongs to the figure cannot be told.
bool is_struck(HtmlNode node) {
  constexpr std::array<std::string_view, 3> kTags{"del", "s", "strike"};
  if (is_one_of(kTags, node.tag())) return true;
  const std::string style = style_of(node);
  return contains(style, "line-through") || has_no_size(style);
}

bool is_reversed(HtmlNode node) {
  if (node.tag() == "bdo" && to_lower(node.attribute("dir").value_or("")) == "rtl") return true;
  const std::string style = style_of(node);
  return contains(style, "bidi-override") && contains(style, "direction:rtl");
}

class CellWriter {
 public:
  explicit CellWriter(const HiddenClasses& hidden) : hidden_{hidden} {}

  // Recursion ends where HtmlDocument::parse ends it.
  std::string text_below(HtmlNode node) const {
    std::string text;
    for (const HtmlNode& child : node.children()) {
      if (child.is_text())
        text += child.text();
      else if (!is_unseen(child, hidden_))
        text += text_of(child);
    }
    return text;
  }

 private:
  std::string text_of(HtmlNode node) const {
    std::string text = text_below(node);
    if (node.tag() == "sup") text = raised(text);
    if (node.tag() == "sub") text = lowered(text);
    if (is_struck(node)) text = struck(text);
    if (is_reversed(node)) append_utf8(text, kReversed);
    return ends_line(node.tag()) ? ' ' + text + ' ' : text;
  }

  const HiddenClasses& hidden_;
};

std::string text_of_style(HtmlNode style) {
  std::string text;
  for (const HtmlNode& child : style.children()) text += child.text();
  return to_lower(text);
}

std::string without_comments(std::string text) {
  for (std::size_t at = 0; (at = text.find("/*")) != std::string::npos;) {
    const std::size_t end = text.find("*/", at + 2);
    text.erase(at, end == std::string::npos ? end : end + 2 - at);
  }
  return text;
}

// ".x", "td.x": the class; else nothing, because more than the class decides.
std::string_view only_class(std::string_view selector) {
  const std::size_t dot = selector.find('.');
  if (dot == std::string_view::npos) return {};
  const std::string_view name = selector.substr(dot + 1);
  constexpr std::string_view kOther = " .#>+~:[*\t\n\r";
  const bool is_plain = selector.substr(0, dot).find_first_of(kOther) == std::string_view::npos &&
                        name.find_first_of(kOther) == std::string_view::npos;
  return is_plain ? name : std::string_view{};
}

void read_rule(const std::string& selectors, const std::string& body, HiddenClasses& hidden) {
  const std::string plain = without_spaces(body);
  const bool hides = contains(plain, "display:none") || contains(plain, "visibility:hidden");
  const bool shows = contains(plain, "display:") || contains(plain, "visibility:");
  if (!shows) return;
  for (std::size_t begin = 0; begin <= selectors.size();) {
    const std::size_t end = std::min(selectors.find(',', begin), selectors.size());
    const std::string selector = collapse_spaces(selectors.substr(begin, end - begin));
    const std::string name{only_class(selector)};
    if (!name.empty() && hides) hidden.insert(name);
    if (!name.empty() && !hides) hidden.erase(name);  // of several rules the last counts
    begin = end + 1;
  }
}

// Rules of the top level alone: what stands in @media or @supports may not apply.
void read_style(const std::string& text, HiddenClasses& hidden) {
  int depth = 0;
  std::string selectors;
  std::string body;
  for (const char c : text) {
    if (c == '{') {
      ++depth;
    } else if (c == '}') {
      depth = std::max(depth - 1, 0);
      if (depth > 0) continue;
      if (!contains(selectors, "@")) read_rule(selectors, body, hidden);
      selectors.clear();
      body.clear();
    } else {
      (depth == 0 ? selectors : body) += c;
    }
  }
}

}  // namespace

HiddenClasses hidden_classes(HtmlNode page) {
  HiddenClasses hidden;
  for (const HtmlNode& style : select(page, {.tag = "style"})) {
    read_style(without_comments(text_of_style(style)), hidden);
  }
  return hidden;
}

std::string cell_text(HtmlNode cell, const HiddenClasses& hidden) {
  return collapse_spaces(plain_text(CellWriter{hidden}.text_below(cell)));
}

}  // namespace gkwatch::parser
