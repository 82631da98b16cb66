#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace gkwatch {

// One node of a parsed page. Cheap to copy; valid while its HtmlDocument lives.
class HtmlNode {
 public:
  bool is_element() const;
  bool is_text() const;
  std::string_view tag() const;   // lower case; empty if not an element
  std::string_view text() const;  // of a text or CDATA node
  std::optional<std::string_view> attribute(std::string_view name) const;
  bool has_class(std::string_view name) const;
  std::vector<HtmlNode> children() const;
  std::optional<HtmlNode> parent() const;
  // The node after this one in document order, below `top`; nothing after the last. With it
  // a whole tree is walked without recursion.
  std::optional<HtmlNode> next_below(HtmlNode top) const;
  bool operator==(const HtmlNode&) const = default;

 private:
  friend class HtmlDocument;
  explicit HtmlNode(const void* node) : node_{node} {}
  const void* node_;
};

// A page as a read-only tree (HTML Standard, by Gumbo). Gumbo is quadratic in
// depth: more than 512 open tags, or more than `kMaxBytes`, is TooLarge. A tag in a place
// over which Gumbo would end the process is Unsupported.
class HtmlDocument {
 public:
  static constexpr std::size_t kMaxBytes = 16u << 20;
  static Result<HtmlDocument> parse(std::string utf8);
  HtmlNode root() const;  // <html>

  HtmlDocument(HtmlDocument&&) noexcept;
  HtmlDocument& operator=(HtmlDocument&&) noexcept;
  ~HtmlDocument();

 private:
  struct Tree;
  explicit HtmlDocument(std::unique_ptr<Tree> tree);
  std::unique_ptr<Tree> tree_;
};

// All elements below `from` (not itself), in document order. An empty string matches any.
struct Selector {
  std::string_view tag{};
  std::string_view id{};
  std::string_view klass{};
};
std::vector<HtmlNode> select(HtmlNode from, const Selector& selector);
std::optional<HtmlNode> select_first(HtmlNode from, const Selector& selector);

// The text a reader sees: <script>, <style>, <template>, comments and elements hidden by
// `hidden` or an inline display:none are left out; block elements and <br> end a line;
// white space is collapsed within lines, empty lines go; cells of a row are separated by a
// tab. The lines of a cell are joined by a blank, unless it is alone in its row or holds a
// table: such cells are the layout of a page.
std::string visible_text(HtmlNode node);
// True for what visible_text leaves out.
bool is_hidden(HtmlNode node);

}  // namespace gkwatch
