#include <algorithm>
#include <array>

#include "core/html.h"
#include "core/text.h"
#include "core/utf8.h"

namespace gkwatch {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

constexpr std::array<std::string_view, 44> kBlocks{
    "address",    "article", "aside",  "blockquote", "body", "br",   "caption", "center",
    "dd",         "details", "dialog", "dir",        "div",  "dl",   "dt",      "fieldset",
    "figcaption", "figure",  "footer", "form",       "h1",   "h2",   "h3",      "h4",
    "h5",         "h6",      "head",   "header",     "hr",   "html", "li",      "main",
    "menu",       "nav",     "ol",     "option",     "p",    "pre",  "section", "summary",
    "table",      "title",   "tr",     "ul"};
static_assert(std::is_sorted(kBlocks.begin(), kBlocks.end()));

bool is_cell(HtmlNode node) { return node.tag() == "td" || node.tag() == "th"; }

// CSS: of several declarations of one property the last counts.
bool is_display_none(std::string_view style) {
  bool is_none = false;
  const std::string lower = without_spaces(to_lower(style));
  for (std::string_view rest = lower; !rest.empty();) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto declaration = rest.substr(0, end);
    if (declaration.starts_with("display:")) is_none = declaration.starts_with("display:none");
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return is_none;
}

std::size_t count_cells(HtmlNode row) {
  const auto children = row.children();
  return static_cast<std::size_t>(std::count_if(children.begin(), children.end(), is_cell));
}

// Layout, not data: see the header.
bool keeps_lines(HtmlNode cell) {
  const auto row = cell.parent();
  return (row && count_cells(*row) == 1) || select_first(cell, {.tag = "table"});
}

// Puts the text together. Recursion ends where HtmlDocument::parse ends it.
class TextWriter {
 public:
  void write(HtmlNode node) {
    if (node.is_text()) return write_text(node.text());
    if (!node.is_element() || is_hidden(node)) return;
    if (is_cell(node)) return write_cell(node);
    const bool is_block = is_one_of(kBlocks, node.tag());
    if (is_block) end_line();
    if (node.tag() == "tr") is_first_cell_ = true;
    for (const HtmlNode child : node.children()) write(child);
    if (is_block) end_line();
  }

  std::string result() && {
    while (!out_.empty() && out_.back() == '\n') out_.pop_back();
    return std::move(out_);
  }

 private:
  void write_cell(HtmlNode cell) {
    if (!is_first_cell_ && !has_kept_lines_) {
      out_ += '\t';
      is_blank_due_ = false;
    }
    const bool keeps = in_flat_cell_ == 0 && keeps_lines(cell);
    if (!keeps) ++in_flat_cell_;
    for (const HtmlNode child : cell.children()) write(child);
    is_blank_due_ = false;
    if (!keeps) --in_flat_cell_;
    if (keeps) end_line();
    has_kept_lines_ = keeps;
    is_first_cell_ = false;
  }

  void write_text(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint point = code_point_at(text, at);
      at += point.bytes;
      if (is_space(point.value)) {
        is_blank_due_ = true;
        continue;
      }
      if (is_blank_due_ && !is_at_edge()) out_ += ' ';
      is_blank_due_ = false;
      append_utf8(out_, point.value);
    }
  }

  bool is_at_edge() const { return out_.empty() || out_.back() == '\n' || out_.back() == '\t'; }

  void end_line() {
    if (in_flat_cell_ > 0) {
      is_blank_due_ = true;
      return;
    }
    is_blank_due_ = false;
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
  }

  std::string out_;
  bool is_blank_due_ = false;
  bool is_first_cell_ = true;
  bool has_kept_lines_ = false;
  int in_flat_cell_ = 0;
};

}  // namespace

bool is_hidden(HtmlNode node) {
  if (!node.is_element()) return !node.is_text();
  const std::string_view tag = node.tag();
  if (tag == "script" || tag == "style" || tag == "template") return true;
  if (node.attribute("hidden")) return true;
  return is_display_none(node.attribute("style").value_or(""));
}

std::string visible_text(HtmlNode node) {
  TextWriter writer;
  writer.write(node);
  return std::move(writer).result();
}

}  // namespace gkwatch
