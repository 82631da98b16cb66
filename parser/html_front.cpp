#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "core/crypto.h"
#include "core/html.h"
#include "core/pattern.h"
#include "core/text.h"
#include "parser/fronts.h"
#include "parser/html_body.h"
#include "parser/html_grid.h"
#include "parser/picture_files.h"

namespace gkwatch::parser {
namespace {

constexpr std::array<std::string_view, 30> kBlockTags{
    "address", "article", "aside", "blockquote", "body",    "caption", "center", "dd",
    "div",     "dl",      "dt",    "fieldset",   "footer",  "form",    "h1",     "h2",
    "h3",      "h4",      "h5",    "h6",         "header",  "hr",      "li",     "main",
    "ol",      "p",       "pre",   "section",    "summary", "ul"};

bool is_block_tag(std::string_view tag) {
  return std::find(kBlockTags.begin(), kBlockTags.end(), tag) != kBlockTags.end();
}

bool is_heading_tag(std::string_view tag) {
  return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
}

bool is_cell(HtmlNode node) { return node.tag() == "td" || node.tag() == "th"; }

// A table inside a cell that is nothing but a frame around its figure or label.
bool frames_one_word(HtmlNode table) {
  constexpr std::size_t kLongest = 40;
  const auto cells = select(table, {.tag = "td"});
  const auto heads = select(table, {.tag = "th"});
  return cells.size() + heads.size() <= 1 && length(visible_text(table)) <= kLongest;
}

// A table that only arranges the page: it holds tables, or nothing but one cell, or whole
// paragraphs of prose.
bool is_layout(HtmlNode table) {
  const auto inner = select(table, {.tag = "table"});
  if (!std::all_of(inner.begin(), inner.end(), frames_one_word)) return true;
  const auto cells = select(table, {.tag = "td"});
  const auto heads = select(table, {.tag = "th"});
  return cells.size() + heads.size() <= 1;
}

// Empty if the node neither frames nor links a document.
std::string address_of_document(HtmlNode node) {
  const std::string_view tag = node.tag();
  if (tag == "iframe" || tag == "embed" || tag == "frame")
    return collapse_spaces(node.attribute("src").value_or(""));
  if (tag == "object") return collapse_spaces(node.attribute("data").value_or(""));
  if (tag != "a") return {};
  std::string address = collapse_spaces(node.attribute("href").value_or(""));
  const bool is_one =
      names_document(address) || names_document(collapse_spaces(visible_text(node)));
  return is_one ? address : std::string{};
}

// Walks the body in reading order and puts down blocks. Recursion ends where
// HtmlDocument::parse ends it.
class Writer {
 public:
  Status walk(HtmlNode node) {
    if (node.is_text()) {
      line_ += node.text();
      return {};
    }
    if (!node.is_element() || is_hidden(node)) return {};
    if (node.tag() == "br") end_line();
    if (node.tag() == "img") add_image(node);
    add_what_stands_elsewhere(node);
    if (node.tag() == "table" && !is_layout(node)) return add_table(node);
    return walk_children(node);
  }

  Extract take() && {
    end_line();
    return std::move(extract_);
  }

 private:
  Status walk_children(HtmlNode node) {
    const bool is_block = is_block_tag(node.tag()) || is_cell(node) || node.tag() == "table";
    if (is_block) end_line();
    const bool was_heading = std::exchange(is_heading_, is_heading_ || is_heading_tag(node.tag()));
    for (const HtmlNode& child : node.children()) {
      if (auto walked = walk(child); !walked) return walked;
    }
    if (is_block) end_line();
    is_heading_ = was_heading;
    return {};
  }

  void end_line() {
    std::string text = collapse_spaces(std::exchange(line_, {}));
    if (text.empty()) return;
    const BlockKind kind = is_heading_ ? BlockKind::Heading : BlockKind::Text;
    extract_.blocks.push_back({.kind = kind, .text = std::move(text)});
  }

  void add_image(HtmlNode image) {
    const std::string address = collapse_spaces(image.attribute("src").value_or(""));
    if (!address.empty()) extract_.blocks.push_back({.kind = BlockKind::Image, .text = address});
  }

  // A picture behind the text, a document in a frame, a link to one.
  void add_what_stands_elsewhere(HtmlNode node) {
    static const Pattern background{R"(background(?:-image)?\s*:[^;]*url\(\s*['"]?([^'")]+))"};
    if (const auto style = node.attribute("style"); style && contains(*style, "url(")) {
      const auto match = background.search(*style);
      if (match) extract_.blocks.push_back({.kind = BlockKind::Image, .text = match->group(1)});
    }
    const std::string address = address_of_document(node);
    if (address.empty()) return;
    extract_.blocks.push_back({.kind = BlockKind::Attachment, .text = address});
  }

  Status add_table(HtmlNode node) {
    end_line();
    auto table = expand_grid(node, "table " + std::to_string(++tables_));
    if (!table) return table.error();
    for (const HtmlNode& image : select(node, {.tag = "img"})) add_image(image);
    for (const HtmlNode& link : select(node, {.tag = "a"})) add_what_stands_elsewhere(link);
    Block block{.kind = BlockKind::Table};
    block.table.table = *std::move(table);
    extract_.blocks.push_back(std::move(block));
    return {};
  }

  Extract extract_;
  std::string line_;
  bool is_heading_ = false;
  int tables_ = 0;
};

Result<Extract> blocks_of(HtmlNode body, std::string title) {
  Writer writer;
  if (auto walked = writer.walk(body); !walked) return walked.error();
  Extract extract = std::move(writer).take();
  extract.title = std::move(title);
  return extract;
}

bool has(const Extract& extract, BlockKind kind) {
  return std::any_of(extract.blocks.begin(), extract.blocks.end(),
                     [kind](const Block& block) { return block.kind == kind; });
}

// Pictures whose bytes stand in the page itself (RFC 2397); the others are elsewhere. Their
// addresses give way to a name.
Status read_inline_pictures(Extract& extract, const std::stop_token& stop) {
  constexpr std::string_view begin = "data:image/";
  constexpr std::string_view mark = ";base64,";
  std::vector<std::string> kept;
  for (Block& block : extract.blocks) {
    if (block.kind != BlockKind::Image || !block.text.starts_with(begin)) continue;
    const std::size_t at = block.text.find(mark);
    auto bytes = at == std::string::npos
                     ? std::nullopt
                     : from_base64(without_spaces(block.text.substr(at + mark.size())));
    block.text = "picture " + std::to_string(kept.size() + 1) + " in the page";
    kept.push_back(std::move(bytes).value_or(""));
  }
  std::vector<PictureFile> files;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    files.push_back({"picture " + std::to_string(i + 1), kept[i]});
  }
  return read_picture_files(extract, files, stop);
}

std::string charset_of(std::string_view content_type) {
  const std::string lower = to_lower(content_type);
  const std::size_t found = lower.find("charset=");
  if (found == std::string::npos) return {};
  const std::string value = lower.substr(found + 8);
  return value.substr(0, value.find_first_of("; \""));
}

Result<Extract> read_page(const Source& source, const std::stop_token& stop) {
  std::string charset = charset_of(source.declared_type);
  if (charset.empty()) charset = declared_charset(source.bytes);
  auto page = HtmlDocument::parse(decode(source.bytes, charset).utf8);
  if (!page) return page.error();
  if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
  auto extract = blocks_of(find_body(*page), page_title(*page));
  if (!extract || has(*extract, BlockKind::Table)) return extract;
  // Without a table in the page itself, the script may hold the article.
  const auto scripted = scripted_body(*page);
  if (!scripted) return extract;
  auto inner = HtmlDocument::parse(*scripted);
  if (!inner) return extract;
  auto body = blocks_of(inner->root(), extract->title);
  if (!body) return extract;
  const bool is_article = has(*body, BlockKind::Table) ||
                          (has(*body, BlockKind::Image) && !has(*extract, BlockKind::Image));
  return is_article ? body : extract;
}

}  // namespace

Result<Extract> read_html(const Source& source, const std::stop_token& stop) {
  auto extract = read_page(source, stop);
  if (!extract) return extract;
  if (Status read = read_inline_pictures(*extract, stop); !read) return read.error();
  return extract;
}

}  // namespace gkwatch::parser
