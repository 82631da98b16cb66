#include "core/html_stack.h"

#include <algorithm>
#include <array>

#include "core/html_names.h"

namespace gkwatch {
namespace {

// HTML Standard, 13.2.4.3, "Noah's Ark clause": three equal entries and no more.
constexpr std::ptrdiff_t kMostEqualFormatting = 3;

// 13.2.6.5: where HTML begins again inside <svg>.
bool is_integration_point(std::string_view name) {
  return name == "desc" || name == "foreignobject" || name == "title";
}

// Elements that only draw: self-closing in pictures, never a tag of HTML.
bool is_drawing(std::string_view name) {
  constexpr std::array<std::string_view, 16> names{
      "circle", "defs",    "ellipse",  "g",    "image", "line",   "lineargradient", "mask",
      "path",   "polygon", "polyline", "rect", "stop",  "symbol", "text",           "use"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool HtmlStack::has_open(std::string_view name) const {
  return std::any_of(open_.begin(), open_.end(),
                     [&](const Element& element) { return element.name == name; });
}

bool HtmlStack::takes_raw_text(std::string_view name) const {
  if (!open_.empty() && open_.back().name == name) return false;  // part of a picture
  return name == "script" || !has_open("select");
}

void HtmlStack::start(const HtmlTag& tag) {
  if (tag.name == "html" || tag.name == "head" || tag.name == "body") return;
  if (is_in_foreign()) return start_foreign(tag);
  if (has_open("select") && !is_select_ended_by(tag.name)) return start_in_select(tag);
  if (is_void(tag.name) || is_raw_text(tag.name)) return;
  if (has_open("template")) return push(tag);
  if (tag.name == "form" && has_open("form")) return;
  if (tag.name == "table") start_table();
  if (is_table_part(tag.name)) return start_table_part(tag);
  close_implied(tag);
  push(tag);
}

// Inside <svg> only what draws may close itself. A tag of HTML leaves the picture in a tree
// builder; here the picture stays open below it. Of <math> nothing is believed.
void HtmlStack::start_foreign(const HtmlTag& tag) {
  const bool is_math = has_open("math");
  if (tag.is_self_closing && is_drawing(tag.name) && !is_math) return;
  push(tag);
  open_.back().is_foreign =
      is_math || !(is_integration_point(tag.name) || leaves_foreign(tag.name));
}

// 13.2.6.4.16 and 17, "in select" and "in select in table": what ends the <select> and then
// stands where that was.
bool HtmlStack::is_select_ended_by(const std::string& name) {
  const bool is_field = name == "input" || name == "keygen" || name == "textarea";
  const bool is_of_table = has_open("table") && (name == "table" || is_table_part(name));
  if (is_field || is_of_table) end("select");
  return !has_open("select");
}

// A tree builder drops most tags here.
void HtmlStack::start_in_select(const HtmlTag& tag) {
  if (tag.name == "select") return end("select");
  if (tag.name == "script") return;
  if (tag.name != "option" && tag.name != "optgroup") return doubt(1);
  if (!open_.empty() && open_.back().name == "option") open_.pop_back();
  if (tag.name == "optgroup" && !open_.empty() && open_.back().name == "optgroup") {
    open_.pop_back();
  }
  push(tag);
}

// 13.2.6.4.9 "in table": a table that begins between the cells of another ends that one.
void HtmlStack::start_table() {
  for (auto at = open_.rbegin(); at != open_.rend(); ++at) {
    const bool is_cell = at->name == "td" || at->name == "th" || at->name == "caption";
    if (is_cell || at->is_foreign) return;
    if (at->name == "table") return close_down_to(static_cast<std::size_t>(open_.rend() - at) - 1);
  }
}

// A part of a table ends whatever is open down to where it belongs; outside of a table it is
// dropped.
void HtmlStack::start_table_part(const HtmlTag& tag) {
  auto table = open_.size();
  while (table > 0 && open_[table - 1].name != "table") {
    if (open_[table - 1].is_foreign) return push(tag);
    --table;
  }
  if (table == 0) return;
  auto size = table;
  const bool is_cell = tag.name == "td" || tag.name == "th";
  const auto stays = [&](const Element& element, bool is_within_row) {
    const bool is_section =
        element.name == "tbody" || element.name == "thead" || element.name == "tfoot";
    return (is_section && (is_cell || tag.name == "tr")) || (is_within_row && element.name == "tr");
  };
  while (size < open_.size() && stays(open_[size], is_cell)) ++size;
  close_down_to(size);
  push(tag);
}

void HtmlStack::close_implied(const HtmlTag& tag) {
  const std::string& name = tag.name;
  if (name == "li" || name == "dd" || name == "dt") close_item(name);
  if (closes_paragraph(name)) end("p");
  if (name == "button") end("button");
  if ((name == "a" || name == "nobr")) end(name);
  if (open_.empty()) return;
  const std::string& last = open_.back().name;
  const bool is_option = last == "option" && (name == "option" || name == "optgroup");
  if (is_option || (is_heading(last) && is_heading(name))) open_.pop_back();
}

// 13.2.6.4.7, a start tag "li", and "dd", "dt": looks through what is not special, and through
// address, div and p.
void HtmlStack::close_item(std::string_view name) {
  for (auto size = open_.size(); size > 0; --size) {
    const Element& element = open_[size - 1];
    const bool is_item =
        name == "li" ? element.name == "li" : element.name == "dd" || element.name == "dt";
    if (is_item) return close_down_to(size - 1);
    const bool is_looked_through =
        element.name == "address" || element.name == "div" || element.name == "p";
    if (element.is_foreign || (is_special(element.name) && !is_looked_through)) return;
  }
}

void HtmlStack::push(const HtmlTag& tag) {
  const bool is_foreign = tag.name == "svg" || tag.name == "math";
  open_.push_back({tag.name, tag.source, is_foreign, pending_.size()});
}

void HtmlStack::end(const std::string& name) {
  if (open_.empty()) return;
  if (is_in_foreign() && !is_strict()) return end_foreign(name);
  const auto none = [](const Element&) { return false; };
  const auto ordinary = [](const Element& e) { return !e.is_foreign && !is_special(e.name); };
  const auto in_scope = [](const Element& e) {
    return !e.is_foreign && !is_scope(e.name) && e.name != "select";
  };
  const auto in_table_scope = [](const Element& e) {
    return !e.is_foreign && e.name != "table" && e.name != "template" && e.name != "select";
  };
  const auto in_button_scope = [](const Element& e) {
    return !e.is_foreign && !is_scope(e.name) && e.name != "select" && e.name != "button";
  };
  if (is_strict()) return void(close(name, none));
  if (name == "form") return end_form();
  if (name == "p") return void(close(name, in_button_scope));
  if (name == "table" || is_table_part(name)) return void(close(name, in_table_scope));
  if (is_block(name)) return void(close(name, in_scope));
  if (name == "select") return void(close(name, in_table_scope));
  if (close(name, ordinary) || !is_formatting(name)) return;
  const auto same = std::find_if(pending_.rbegin(), pending_.rend(),
                                 [&](const Element& each) { return each.name == name; });
  if (same != pending_.rend() && !has_open(name)) pending_.erase(std::next(same).base());
}

// 13.2.6.5, "any other end tag" in foreign content.
void HtmlStack::end_foreign(const std::string& name) {
  for (auto size = open_.size(); size > 0 && open_[size - 1].is_foreign; --size) {
    if (open_[size - 1].name == name) return open_.resize(size - 1);
  }
}

// </form> takes the form alone out of the stack; what stands within it stays open.
void HtmlStack::end_form() {
  for (auto at = open_.rbegin(); at != open_.rend(); ++at) {
    if (at->name == "form") {
      open_.erase(std::next(at).base());
      return;
    }
    if (at->is_foreign || is_scope(at->name) || at->name == "select") return;
  }
}

bool HtmlStack::close(std::string_view name, Passes passes) {
  for (auto size = open_.size(); size > 0; --size) {
    const Element& element = open_[size - 1];
    const bool is_it = element.name == name || (is_heading(name) && is_heading(element.name));
    if (is_it && (!element.is_foreign || is_strict())) {
      if (is_formatting(name)) open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(size) - 1);
      close_down_to(size - 1);
      return true;
    }
    if (!passes(element)) return false;
  }
  return false;
}

// What ends takes its formatting along if it had begun a new list of it; other formatting is
// opened again by what follows.
void HtmlStack::close_down_to(std::size_t size) {
  while (open_.size() > size) {
    const Element element = std::move(open_.back());
    open_.pop_back();
    if (is_scope(element.name) && element.name != "table") {
      pending_.resize(std::min(pending_.size(), element.pending_before));
    } else if (is_formatting(element.name) && !element.is_foreign) {
      keep_formatting(element);
    }
  }
}

void HtmlStack::keep_formatting(const Element& element) {
  const auto equal = std::count_if(pending_.begin(), pending_.end(), [&](const Element& each) {
    return each.source == element.source;
  });
  if (equal < kMostEqualFormatting) pending_.push_back(element);
}

}  // namespace gkwatch
