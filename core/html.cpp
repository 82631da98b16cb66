#include "core/html.h"

#include <gumbo.h>

#include <algorithm>

#include "core/html_depth.h"
#include "core/text.h"

namespace gkwatch {
namespace {

const GumboNode& gumbo(const void* node) { return *static_cast<const GumboNode*>(node); }

bool is_element_node(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}

std::string_view view_of(const GumboStringPiece& piece) { return {piece.data, piece.length}; }

std::string_view name_as_written(const GumboElement& element) {
  GumboStringPiece name = element.original_tag;
  if (name.data == nullptr) return {};
  gumbo_tag_from_original_text(&name);
  return view_of(name);
}

const GumboNode* child(const GumboNode& node, std::size_t index) {
  if (!is_element_node(node) || index >= node.v.element.children.length) return nullptr;
  return static_cast<const GumboNode*>(node.v.element.children.data[index]);
}

bool matches(HtmlNode node, const Selector& selector) {
  if (!node.is_element()) return false;
  if (!selector.tag.empty() && node.tag() != selector.tag) return false;
  if (!selector.id.empty() && node.attribute("id") != selector.id) return false;
  return selector.klass.empty() || node.has_class(selector.klass);
}

}  // namespace

struct HtmlDocument::Tree {
  explicit Tree(std::string text) : source{std::move(text)} {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;  // recording them costs more than parsing
    output = gumbo_parse_with_options(&options, source.data(), source.size());
  }
  ~Tree() { gumbo_destroy_output(&kGumboDefaultOptions, output); }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  // Names that Gumbo does not know keep the case of the page: lower it where they lie, in our
  // own copy, so that tag() can be a view.
  void lower_unknown_name(const GumboNode& node) {
    if (!is_element_node(node) || node.v.element.tag != GUMBO_TAG_UNKNOWN) return;
    const std::string_view name = name_as_written(node.v.element);
    if (name.empty()) return;
    const auto at = static_cast<std::size_t>(name.data() - source.data());
    source.replace(at, name.size(), to_lower(name));
  }

  std::string source;
  GumboOutput* output = nullptr;
};

HtmlDocument::HtmlDocument(std::unique_ptr<Tree> tree) : tree_{std::move(tree)} {}
HtmlDocument::HtmlDocument(HtmlDocument&&) noexcept = default;
HtmlDocument& HtmlDocument::operator=(HtmlDocument&&) noexcept = default;
HtmlDocument::~HtmlDocument() = default;

Result<HtmlDocument> HtmlDocument::parse(std::string utf8) {
  if (utf8.size() > kMaxBytes) return Error{ErrorCode::TooLarge, "page over 16 MiB"};
  if (auto depth = html_depth(utf8); !depth) return depth.error();
  auto tree = std::make_unique<Tree>(std::move(utf8));
  HtmlDocument document{std::move(tree)};
  const HtmlNode top = document.root();
  for (auto node = top.next_below(top); node; node = node->next_below(top)) {
    document.tree_->lower_unknown_name(gumbo(node->node_));
  }
  return document;
}

HtmlNode HtmlDocument::root() const { return HtmlNode{tree_->output->root}; }

bool HtmlNode::is_element() const { return is_element_node(gumbo(node_)); }

bool HtmlNode::is_text() const {
  const GumboNodeType type = gumbo(node_).type;
  return type == GUMBO_NODE_TEXT || type == GUMBO_NODE_WHITESPACE || type == GUMBO_NODE_CDATA;
}

std::string_view HtmlNode::tag() const {
  if (!is_element()) return {};
  const GumboElement& element = gumbo(node_).v.element;
  if (element.tag == GUMBO_TAG_UNKNOWN) return name_as_written(element);
  return gumbo_normalized_tagname(element.tag);
}

std::string_view HtmlNode::text() const {
  return is_text() ? std::string_view{gumbo(node_).v.text.text} : std::string_view{};
}

std::optional<std::string_view> HtmlNode::attribute(std::string_view name) const {
  if (!is_element()) return std::nullopt;
  const GumboVector& all = gumbo(node_).v.element.attributes;
  for (unsigned i = 0; i < all.length; ++i) {
    const auto& each = *static_cast<const GumboAttribute*>(all.data[i]);
    if (each.name == name) return each.value;
  }
  return std::nullopt;
}

bool HtmlNode::has_class(std::string_view name) const {
  constexpr std::string_view blank = " \t\n\f\r";
  auto rest = attribute("class").value_or("");
  while (!rest.empty()) {
    rest.remove_prefix(std::min(rest.find_first_not_of(blank), rest.size()));
    const auto end = std::min(rest.find_first_of(blank), rest.size());
    if (end > 0 && rest.substr(0, end) == name) return true;
    rest.remove_prefix(end);
  }
  return false;
}

std::vector<HtmlNode> HtmlNode::children() const {
  std::vector<HtmlNode> nodes;
  for (std::size_t i = 0; const GumboNode* each = child(gumbo(node_), i); ++i) {
    nodes.push_back(HtmlNode{each});
  }
  return nodes;
}

std::optional<HtmlNode> HtmlNode::parent() const {
  const GumboNode* parent = gumbo(node_).parent;
  if (parent == nullptr || !is_element_node(*parent)) return std::nullopt;
  return HtmlNode{parent};
}

std::optional<HtmlNode> HtmlNode::next_below(HtmlNode top) const {
  const GumboNode* at = &gumbo(node_);
  if (const GumboNode* first = child(*at, 0)) return HtmlNode{first};
  while (at != top.node_) {
    const GumboNode* parent = at->parent;
    if (const GumboNode* sibling = child(*parent, at->index_within_parent + 1)) {
      return HtmlNode{sibling};
    }
    at = parent;
  }
  return std::nullopt;
}

std::vector<HtmlNode> select(HtmlNode from, const Selector& selector) {
  std::vector<HtmlNode> found;
  for (auto node = from.next_below(from); node; node = node->next_below(from)) {
    if (matches(*node, selector)) found.push_back(*node);
  }
  return found;
}

std::optional<HtmlNode> select_first(HtmlNode from, const Selector& selector) {
  for (auto node = from.next_below(from); node; node = node->next_below(from)) {
    if (matches(*node, selector)) return node;
  }
  return std::nullopt;
}

}  // namespace gkwatch
