#include "core/html_depth.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/html.h"

namespace gkwatch {
namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::size_t depth_of(std::string_view html) { return html_depth(html).value_or(9999); }

std::size_t depth_of_tree(const HtmlDocument& document) {
  std::size_t deepest = 0;
  const HtmlNode top = document.root();
  for (auto node = top.next_below(top); node; node = node->next_below(top)) {
    std::size_t depth = 0;
    for (auto up = node->parent(); up; up = up->parent()) ++depth;
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

TEST(HtmlDepth, RefusesAHundredThousandOpenTags) {
  for (const auto* part : {"<div>", "<table><tr><td>", "<b>", "<ul><li>", "<svg><g>", "<x>",
                           "<dd><li>", "<span></b>", "<div></span>", "<p><object>", "<template>"}) {
    const auto document = HtmlDocument::parse(repeated(part, 100'000));
    ASSERT_FALSE(document.has_value()) << part;
    EXPECT_EQ(document.error().code, ErrorCode::TooLarge) << part;
  }
}

TEST(HtmlDepth, SeesThroughTagsThatHideOthers) {
  for (const auto* part :
       {"<!--><div>-->", "<!---><div>-->", "<div><script><!--<script></script></div>--></script>",
        "<td><div></td>", "<select><table><tr><td><input><div></td>", "<b><li></b><b><dd></b>",
        "<button><div><button></button><span></div></button>", "<div><p title='</div>'></p>",
        "<form><div></form>", "<svg><style><div><p></style></svg>", "<svg><![CDATA[></svg>]]>",
        "<div><textarea></div></textarea>"}) {
    EXPECT_FALSE(HtmlDocument::parse(repeated(part, 600)).has_value()) << part;
  }
}

TEST(HtmlDepth, TakesAsManySiblingsAsThereAre) {
  for (const auto* part : {"<p>x",
                           "<li>x",
                           "<br>",
                           "<img src=a>",
                           "<td>x",
                           "<tr><td>x",
                           "<option>x",
                           "<dt>x<dd>y",
                           "<a name=x>x",
                           "<div><font color=red>x</div>",
                           "<p><b>x</p>",
                           "<p><span>x</p>",
                           "<h1>x</h2>",
                           "<div><ul><li>x</div>",
                           "<svg><path/><g></g></svg>",
                           "<input>",
                           "</div>",
                           "<script>if (a<b) document.write('<div>')</script>",
                           "<!-- <div> -->",
                           "<style>a<b</style>",
                           "<table><tr><td><div><span>x</table>",
                           "<textarea><div></textarea>"}) {
    const std::string html = "<table><tr><td>" + repeated(part, 3'000);
    EXPECT_LT(depth_of(html), 64u) << part;
  }
}

TEST(HtmlDepth, AllowsFiveHundredOpenTagsAndNotSix) {
  EXPECT_EQ(depth_of(repeated("<div>", 512)), 512u);
  EXPECT_TRUE(HtmlDocument::parse(repeated("<div>", 500)).has_value());
  EXPECT_FALSE(html_depth(repeated("<div>", 513)).has_value());
}

// Found by feeding tag soup to Gumbo 0.10.1, which fails an assertion over each.
TEST(HtmlDepth, RefusesWhatWouldEndTheProcess) {
  for (const auto* html :
       {"<table><svg><select><desc><select>x<table>",
        "<template><tr><svg><td><foreignobject><template></template></tr>",
        "<select><template><tr><svg><td><foreignobject><template></template></tr>",
        "<table><select><title><tr><math><td><mi><select></tr>x"}) {
    const auto document = HtmlDocument::parse(html);
    ASSERT_FALSE(document.has_value()) << html;
    EXPECT_EQ(document.error().code, ErrorCode::Unsupported) << html;
  }
}

TEST(HtmlDepth, LetsPicturesAndFormsPass) {
  EXPECT_TRUE(html_depth("<svg><title>a</title><style>b{}</style><path/></svg><table><tr><td>"
                         "<select><option>1<option>2</select><select><script>x</script></select>")
                  .has_value());
}

TEST(HtmlDepth, RefusesATagWithTooManyAttributes) {
  EXPECT_TRUE(html_depth("<p " + repeated("a=1 ", 256) + ">").has_value());
  EXPECT_FALSE(html_depth("<p " + repeated("a=1 ", 257) + ">").has_value());
}

TEST(HtmlDepth, RefusesFormattingThatMultiplies) {
  std::string html;
  for (int i = 0; i < 400; ++i) html += "<p><b id=" + std::to_string(i) + ">";
  EXPECT_TRUE(html_depth(html).has_value());
  EXPECT_FALSE(html_depth(html + repeated("<p>", 10'000)).has_value());
}

// Tag soup from a fixed little generator: whatever the tree builder makes of it, the guard
// must have foreseen at least that depth.
class Soup {
 public:
  explicit Soup(std::uint64_t seed) : state_{seed * 2 + 1} {}
  std::string next(std::size_t tags) {
    constexpr std::array<std::string_view, 44> names{
        "p",        "div",      "b",       "a",
        "font",     "li",       "ul",      "dd",
        "dt",       "table",    "tr",      "td",
        "th",       "tbody",    "caption", "select",
        "option",   "optgroup", "button",  "form",
        "h1",       "h2",       "span",    "svg",
        "g",        "desc",     "math",    "mi",
        "object",   "template", "input",   "br",
        "textarea", "style",    "script",  "title",
        "col",      "colgroup", "nobr",    "center",
        "pre",      "x",        "path/",   "annotation-xml encoding=text/html"};
    std::string html;
    for (std::size_t i = 0; i < tags; ++i) {
      html += below(5) < 2 ? "</" : "<";
      html += names[below(names.size())];
      html += below(4) == 0 ? " id=" + std::to_string(i) + ">" : ">";
      if (below(3) == 0) html += "x";
    }
    return html;
  }

 private:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return (state_ >> 33) % limit;
  }
  std::uint64_t state_;
};

TEST(HtmlDepth, NeverForeseesLessThanTheTreeBecomes) {
  int parsed = 0;
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    const std::string html = Soup{seed}.next(60);
    const auto document = HtmlDocument::parse(html);
    if (!document) continue;
    ++parsed;
    // On top come html and body, what nobody wrote (tbody, tr), and the text itself.
    ASSERT_LE(depth_of_tree(*document), depth_of(html) + 10) << html;
  }
  EXPECT_GT(parsed, 300);
}

}  // namespace
}  // namespace gkwatch
