#include "crawler/column_page.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "core/china_time.h"
#include "core/html.h"
#include "core/pattern.h"
#include "core/text.h"
#include "crawler/page_count.h"
#include "crawler/postmeta.h"
#include "crawler/titles.h"

namespace gkwatch::crawler {
namespace {

constexpr std::array<std::string_view, 9> kNextWords{"下一页",   "下页", "后一页", "后页", "next",
                                                     "nextpage", ">",    "»",      "›"};

constexpr std::string_view kMore = "加载更多";

constexpr int kMostNumberedPages = 200;

std::string link_title(HtmlNode anchor) {
  const auto title = anchor.attribute("title");
  const std::string words = plain_title(visible_text(anchor));
  // A list may cut a title short and give the whole of it as a tooltip.
  std::string whole = title ? plain_title(*title) : std::string{};
  return length(whole) > length(words) ? whole : words;
}

std::optional<Instant> date_beside(HtmlNode anchor) {
  static const Pattern day{
      "20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日"};
  std::optional<HtmlNode> around = anchor;
  for (int i = 0; i < 3 && around; ++i, around = around->parent()) {
    if (around->tag() == "ul" || around->tag() == "table" || around->tag() == "body") break;
    const auto match = day.search(visible_text(*around));
    if (!match) continue;
    std::string text = match->group(0);
    std::replace(text.begin(), text.end(), '.', '-');
    return parse_china_time(text);
  }
  return std::nullopt;
}

std::string folder_of(const Url& url) {
  const std::string_view path = url.path();
  return std::string{path.substr(0, path.rfind('/') + 1)};
}

bool is_folder(const Url& url) {
  return url.path().ends_with('/') || contains(url.path(), "/index");
}

bool is_next(std::string_view words) {
  static const Pattern marks{"[→\\[\\]【】]"};
  std::string compact = to_lower(without_spaces(words));
  for (const auto& match : marks.all(compact)) {
    if (const auto at = compact.find(match.group(0));
        at != std::string::npos && compact.size() > 3) {
      compact.erase(at, match.group(0).size());
    }
  }
  return std::any_of(kNextWords.begin(), kNextWords.end(), [&](std::string_view word) {
    return compact == word || compact == std::string{word} + ">";
  });
}

// 2, [2], 第2页
bool is_page_number(std::string_view words) {
  static const Pattern number{"^(?:第|\\[)?[0-9]{1,3}(?:页|\\])?$"};
  return number.is_found_in(without_spaces(words));
}

bool is_year(std::string_view words) {
  static const Pattern year{"^20[0-9]{2}(年度?|年度?(信息公开)?年报)?$"};
  return year.is_found_in(words);
}

std::optional<int> number_in(const std::optional<Pattern::Match>& match) {
  if (!match) return std::nullopt;
  const std::string& digits = match->group(1);
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// TRS: createPageHTML(5, 0, "index", "html") writes index.html, index_1.html … index_4.html.
void add_numbered_pages(std::string_view html, const Url& url, ColumnPage& page) {
  static const Pattern call{
      "createPageHTML\\(\\s*([0-9]{1,4})\\s*,\\s*[0-9]+\\s*,\\s*[\"']([\\w-]+)[\"']\\s*,\\s*"
      "[\"'](\\w+)[\"']"};
  const auto match = call.search(html);
  const auto count = number_in(match);
  if (!count || *count > kMostNumberedPages) {
    page.has_unfollowable = page.has_unfollowable || count.has_value();
    return;
  }
  page.page_count = *count;
  for (int i = 1; i < *count; ++i) {
    const auto next =
        url.resolve(match->group(2) + "_" + std::to_string(i) + "." + match->group(3));
    if (next) page.next_pages.push_back(*next);
  }
}

// Sorts the links of one page.
class LinkSorter {
 public:
  LinkSorter(const Url& url, ColumnPage& page) : url_{url}, page_{page} {}

  // A year of a drop-down list: an address, or something that only a form or a script can send.
  void take_option(HtmlNode option) {
    const std::string value = collapse_spaces(option.attribute("value").value_or(""));
    if (!is_year(without_spaces(visible_text(option)))) return;
    if (value.find_first_of("?/") != std::string::npos && is_choice_of_text(value)) {
      page_.year_folders.push_back(*url_.resolve(value));
    } else if (!option.attribute("selected")) {
      page_.has_unfollowable = true;
    }
  }

  void take(HtmlNode anchor) {
    const auto href = anchor.attribute("href");
    const std::string words = words_of(anchor);
    if (opens_more_by_script(anchor, words)) page_.has_unfollowable = true;
    if (!href) return;
    const auto target = url_.resolve(collapse_spaces(*href));
    const bool leads_nowhere =
        !target || collapse_spaces(*href).starts_with("#") || *target == url_;
    has_last_page_ = has_last_page_ ||
                     (is_last(words) && !leads_nowhere && first_page(*target) != first_page(url_));
    if (is_next(words)) {
      take_next(anchor, leads_nowhere ? std::nullopt : std::optional{*target});
    } else if (!leads_nowhere) {
      take_link(anchor, words, *target);
    }
  }

  // "尾页" where nothing leads to the pages before it.
  void conclude() {
    if (has_last_page_ && page_.next_pages.empty()) page_.has_unfollowable = true;
  }

 private:
  // More rows, or a year in a tab.
  static bool opens_more_by_script(HtmlNode anchor, std::string_view given) {
    const bool has_handler = anchor.attribute("onclick").has_value();
    const bool is_scripted =
        has_handler ||
        collapse_spaces(anchor.attribute("href").value_or("")).starts_with("javascript:");
    const std::string words = without_spaces(given);
    return (is_scripted && words == kMore) || (has_handler && is_year(words));
  }

  // What an arrow or a picture stands for.
  static std::string words_of(HtmlNode anchor) {
    std::string words = collapse_spaces(visible_text(anchor));
    if (han_or_digit(words)) return words;
    const auto title = collapse_spaces(anchor.attribute("title").value_or(""));
    if (is_next(title)) return title;
    for (const HtmlNode& image : select(anchor, {.tag = "img"})) {
      const auto alt = collapse_spaces(image.attribute("alt").value_or(""));
      if (is_next(alt)) return alt;
    }
    return words.empty() && anchor.has_class("next") ? "下一页" : words;
  }

  static bool han_or_digit(std::string_view words) {
    static const Pattern letter{"[\\p{L}\\p{N}]"};
    return letter.is_found_in(words);
  }

  // "index.html" and "index_1.html" of a folder are the folder.
  static std::string first_page(const Url& page) {
    static const Pattern name{"index(_1)?\\.s?html?$"};
    const std::string text = page.text();
    const auto match = name.search(text);
    return match ? text.substr(0, match->begin) : text;
  }

  static bool is_last(std::string_view words) {
    return words == "尾页" || words == "末页" || words == "最后一页";
  }

  void take_next(HtmlNode anchor, const std::optional<Url>& target) {
    if (target) {
      page_.next_pages.push_back(*target);
    } else if (!is_switched_off(anchor)) {
      page_.has_unfollowable = true;
    }
  }

  // On the last page "下一页" stands there, but leads nowhere.
  static bool is_switched_off(HtmlNode anchor) {
    const auto href = collapse_spaces(anchor.attribute("href").value_or(""));
    const bool is_inert = href.empty() || href == "#" || href.starts_with("javascript:void") ||
                          href == "javascript:;" || !href.starts_with("javascript:");
    return is_inert && !anchor.attribute("onclick");
  }

  void take_link(HtmlNode anchor, const std::string& words, const Url& target) {
    const bool is_below = target.authority() == url_.authority() &&
                          target.path().starts_with(folder_of(url_)) &&
                          folder_of(target) != folder_of(url_);
    if (is_page_number(words) && folder_of(target) == folder_of(url_)) {
      page_.next_pages.push_back(target);
    } else if (is_year(without_spaces(words)) &&
               ((is_below && is_folder(target)) || is_choice_of(target))) {
      page_.year_folders.push_back(target);
    } else {
      take_row(anchor, target);
    }
  }

  // The same page with another question: "?year=2020" (JCMS and its like).
  bool is_choice_of(const Url& target) const {
    return target.authority() == url_.authority() && target.path() == url_.path() &&
           target.path_and_query() != url_.path_and_query() &&
           target.path_and_query() != target.path();
  }

  void take_row(HtmlNode anchor, const Url& target) {
    const std::string title = link_title(anchor);
    if (length(title) < 4 || !seen_.insert(target.text()).second) return;
    page_.rows.push_back({.id = target.text(),
                          .title = title,
                          .url = target,
                          .is_link = target.authority() != url_.authority(),
                          .published_at = date_beside(anchor)});
  }

  bool is_choice_of_text(std::string_view value) const {
    const auto target = url_.resolve(collapse_spaces(value));
    return target && is_choice_of(*target);
  }

  const Url& url_;
  ColumnPage& page_;
  std::set<std::string> seen_;
  bool has_last_page_ = false;
};

// Few nodes and little text, against `budget`: what is large is read again for each element around.
bool is_small(HtmlNode node, std::size_t& budget) {
  const auto children = node.children();
  return std::all_of(children.begin(), children.end(), [&](const HtmlNode& child) {
    const std::size_t cost = 1 + child.text().size();
    if (cost > budget) return false;
    budget -= cost;
    return is_small(child, budget);
  });
}

// Further pages that only a script opens: buttons, handlers, libraries that draw pages, year tabs.
bool has_script_pages(HtmlNode root, std::string_view html) {
  static const Pattern drawn{
      "laypage|createPageHTML\\(\\s*[\"'][^\"']*[\"']\\s*,\\s*(?:[2-9]|[1-9][0-9])"};
  if (drawn.is_found_in(html)) return true;
  for (const char* tag : {"span", "button", "div", "li"}) {
    for (const HtmlNode& node : select(root, {.tag = tag})) {
      if (node.attribute("data-year")) return true;
      std::size_t budget = 4096;
      if (node.children().size() > 2 || !is_small(node, budget)) continue;
      const std::string words = without_spaces(visible_text(node));
      if (words == kMore || words == "点击加载更多") return true;
      if ((node.attribute("onclick") || node.tag() == "button") && is_next(words)) return true;
    }
  }
  return false;
}

}  // namespace

ColumnPage read_column_page(std::string_view html, const Url& url) {
  ColumnPage page;
  auto document = HtmlDocument::parse(std::string{html});
  if (!document) return page;
  const HtmlNode root = document->root();
  if (const auto title = select_first(root, {.tag = "title"})) {
    std::string words;
    for (const HtmlNode& child : title->children()) words += child.text();
    page.title = plain_title(words);
  }
  add_numbered_pages(html, url, page);
  LinkSorter sorter{url, page};
  for (const HtmlNode& anchor : select(root, {.tag = "a"})) sorter.take(anchor);
  for (const HtmlNode& option : select(root, {.tag = "option"})) sorter.take_option(option);
  sorter.conclude();
  page.has_unfollowable |= has_script_pages(root, html) || has_year_tabs(root);
  page.column_id = nfcms_column_id(html);
  if (!page.page_count) page.page_count = pages_told(visible_text(root));
  return page;
}

}  // namespace gkwatch::crawler
