#include "core/html_depth.h"

#include <algorithm>

#include "core/html_names.h"
#include "core/html_stack.h"
#include "core/html_tags.h"

namespace gkwatch {
namespace {

// Gumbo compares each attribute with all before it.
constexpr std::size_t kMostAttributes = 256;
constexpr std::size_t kMostNodes = 2'000'000;

Error too_large(std::string_view what) {
  return {ErrorCode::TooLarge, "page with " + std::string{what}};
}

// Text that holds no tags. Where a tree builder may see tags in it all the same, they count
// as open.
void skip_text_of(const HtmlTag& tag, HtmlTagReader& reader, HtmlStack& stack) {
  const bool is_sure = !stack.has_open("template") && !stack.has_foreign();
  const std::size_t skipped = reader.skip_raw_text(tag.name);
  if (!is_sure) stack.doubt(skipped);
}

void take(const HtmlTag& tag, HtmlTagReader& reader, HtmlStack& stack) {
  if (tag.name == "![cdata[") {
    if (stack.has_foreign()) return stack.doubt(reader.skip_past("]]>"));
    reader.skip_past(">");
    return;
  }
  if (tag.is_end) return stack.end(tag.name);
  stack.start(tag);
  if (is_raw_text(tag.name) && stack.takes_raw_text(tag.name)) skip_text_of(tag, reader, stack);
}

// Gumbo 0.10 ends the process over these (an assertion about its stack of open elements).
bool would_confuse(const HtmlTag& tag, const HtmlStack& stack) {
  if (is_structural(tag.name) && stack.is_in_foreign()) return true;
  return tag.name == "template" && stack.has_open("select");
}

}  // namespace

Result<std::size_t> html_depth(std::string_view html) {
  HtmlTagReader reader{html};
  HtmlStack stack;
  std::size_t deepest = 0;
  std::size_t nodes = 0;
  while (const auto tag = reader.next()) {
    if (tag->attributes > kMostAttributes) return too_large("more than 256 attributes in a tag");
    if (!tag->is_end && would_confuse(*tag, stack)) {
      return Error{ErrorCode::Unsupported, "page with a misplaced <" + tag->name + ">"};
    }
    take(*tag, reader, stack);
    deepest = std::max(deepest, stack.depth());
    if (deepest > kDeepestPage) return too_large("more than 512 open tags");
    nodes += tag->is_end ? 1 : 2 + stack.pending();
    if (nodes > kMostNodes) return too_large("too many elements");
  }
  return deepest;
}

}  // namespace gkwatch
