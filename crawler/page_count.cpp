#include "crawler/page_count.h"

#include "core/pattern.h"
#include "core/text.h"

namespace gkwatch::crawler {

std::optional<int> pages_told(const std::string& text) {
  static const Pattern counts[] = {Pattern{"(?:共|分)\\s*([0-9]{1,4})\\s*页"},
                                   Pattern{"总页数\\s*[:：]?\\s*([0-9]{1,4})"},
                                   Pattern{"第\\s*[0-9]{1,4}\\s*/\\s*([0-9]{1,4})\\s*页"}};
  for (const Pattern& count : counts) {
    if (const auto match = count.search(text)) return std::stoi(match->group(1));
  }
  static const Pattern rows{
      "共\\s*([0-9]{1,5})\\s*条(?:记录)?[^0-9]{0,8}每页\\s*(?:显示)?\\s*([1-9][0-9]{0,2})\\s*条"};
  const auto match = rows.search(text);
  if (!match) return std::nullopt;
  const int all = std::stoi(match->group(1));
  const int each = std::stoi(match->group(2));
  return (all + each - 1) / each;
}

bool has_year_tabs(HtmlNode root) {
  static const Pattern year{"^20[0-9]{2}年?(度|度?年报)?$"};
  for (const HtmlNode& anchor : select(root, {.tag = "a"})) {
    const std::string href = collapse_spaces(anchor.attribute("href").value_or(""));
    const bool is_tab = href.size() > 1 && href.front() == '#' &&
                        year.is_found_in(without_spaces(visible_text(anchor)));
    if (is_tab && !select_first(root, {.id = std::string_view{href}.substr(1)})) return true;
  }
  return false;
}

}  // namespace gkwatch::crawler
