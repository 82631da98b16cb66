#include "parser/html_body.h"

#include <array>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "core/text.h"

namespace gkwatch::parser {
namespace {

// Where portals put the text of an article; the most telling first.
constexpr std::array kContainers{
    Selector{.tag = "div", .klass = "article-content"},
    Selector{.id = "zoom"},
    Selector{.id = "Zoom"},
    Selector{.id = "UCAP-CONTENT"},
    Selector{.klass = "TRS_Editor"},
    Selector{.klass = "TRS_UEDITOR"},
    Selector{.klass = "trs_editor_view"},
    Selector{.klass = "pages_content"},
    Selector{.klass = "view TRS_UEDITOR"},
    Selector{.id = "vsb_content"},
    Selector{.klass = "v_news_content"},
    Selector{.klass = "article-con"},
    Selector{.id = "articleContent"},
};

// A container that holds a shred only (a date line, an empty frame) is not the report.
bool holds_something(HtmlNode node) {
  return length(visible_text(node)) >= 40 || select_first(node, {.tag = "table"}) ||
         select_first(node, {.tag = "img"});
}

std::string plain(std::string_view text) { return collapse_spaces(text); }

bool speaks_of_report(std::string_view title) {
  return contains(title, "报告") || contains(title, "信息公开");
}

// Of a JavaScript object literal: the text of the object that follows `name`, braces matched,
// strings skipped.
std::string_view object_after(std::string_view script, std::string_view name) {
  const std::size_t found = script.find(name);
  if (found == std::string_view::npos) return {};
  const std::size_t begin = script.find('{', found);
  bool in_string = false;
  int depth = 0;
  for (std::size_t i = begin; i < script.size(); ++i) {
    const char c = script[i];
    if (in_string && c == '\\') ++i;
    if (c == '"') in_string = !in_string;
    if (in_string) continue;
    if (c == '{') ++depth;
    if (c == '}' && --depth == 0) return script.substr(begin, i + 1 - begin);
  }
  return {};
}

std::string text_of_script(HtmlNode script) {
  std::string text;
  for (const HtmlNode& child : script.children()) text += child.text();
  return text;
}

}  // namespace

HtmlNode find_body(const HtmlDocument& page) {
  for (const Selector& container : kContainers) {
    for (const HtmlNode& node : select(page.root(), container)) {
      if (!is_hidden(node) && holds_something(node)) return node;
    }
  }
  return select_first(page.root(), {.tag = "body"}).value_or(page.root());
}

std::optional<std::string> scripted_body(const HtmlDocument& page) {
  for (const HtmlNode& script : select(page.root(), {.tag = "script"})) {
    const std::string text = text_of_script(script);
    const auto detail = Json::parse(object_after(text, "DETAIL:"));
    if (!detail) continue;
    const std::string_view content = (*detail)["content"].string_or("");
    if (!content.empty()) return std::string{content};
  }
  return std::nullopt;
}

std::string page_title(const HtmlDocument& page) {
  for (const HtmlNode& meta : select(page.root(), {.tag = "meta"})) {
    const std::string name = to_lower(meta.attribute("name").value_or(""));
    if (name != "articletitle") continue;
    const std::string title = plain(meta.attribute("content").value_or(""));
    if (speaks_of_report(title)) return title;
  }
  constexpr std::array kTitles{Selector{.tag = "h1", .klass = "title"}, Selector{.tag = "h1"},
                               Selector{.tag = "title"}};
  for (const Selector& selector : kTitles) {
    const auto node = select_first(page.root(), selector);
    const std::string title = node ? plain(visible_text(*node)) : "";
    if (speaks_of_report(title)) return title;
  }
  return {};
}

}  // namespace gkwatch::parser
