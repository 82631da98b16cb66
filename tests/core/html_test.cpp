#include "core/html.h"

#include <gtest/gtest.h>

#include "core/text.h"

namespace gkwatch {
namespace {

HtmlDocument page(std::string html) {
  auto document = HtmlDocument::parse(std::move(html));
  EXPECT_TRUE(document.has_value());
  return *std::move(document);
}

std::string text_of(std::string html) { return visible_text(page(std::move(html)).root()); }

TEST(Html, GivesTheTreeOfThePage) {
  const auto document = page("<p id=a>x<b>y</b></p>");
  EXPECT_EQ(document.root().tag(), "html");
  EXPECT_FALSE(document.root().parent());
  const auto paragraph = select_first(document.root(), {.tag = "p"});
  ASSERT_TRUE(paragraph);
  EXPECT_EQ(paragraph->parent()->tag(), "body");
  const auto children = paragraph->children();
  ASSERT_EQ(children.size(), 2u);
  EXPECT_TRUE(children[0].is_text());
  EXPECT_EQ(children[0].text(), "x");
  EXPECT_TRUE(children[1].is_element());
  EXPECT_EQ(children[1].text(), "");
}

TEST(Html, KeepsSpansAsWritten) {
  const auto document = page("<table><tr><td colspan=3 rowspan='65534'>1</table>");
  const auto cell = select_first(document.root(), {.tag = "td"});
  ASSERT_TRUE(cell);
  EXPECT_EQ(cell->attribute("colspan"), "3");
  EXPECT_EQ(cell->attribute("rowspan"), "65534");
  EXPECT_EQ(cell->attribute("width"), std::nullopt);
}

TEST(Html, LowersNamesThatTheStandardDoesNotKnow) {
  const auto document = page("<UCAPCONTENT><O:P>x</O:P></UCAPCONTENT><P>y");
  EXPECT_TRUE(select_first(document.root(), {.tag = "ucapcontent"}));
  EXPECT_TRUE(select_first(document.root(), {.tag = "o:p"}));
}

TEST(Html, ReadsEntities) {
  EXPECT_EQ(text_of("<p>&lt;1&gt;&nbsp;&#20449;&#x606f;&amp;amp;"), "<1> 信息&amp;");
}

TEST(Html, TakesAnythingForAPage) {
  for (const auto* text : {"", "<", "<!", "</", "<a", "<a b='", "\xFF\xFE", "<!--", "<![CDATA["}) {
    EXPECT_TRUE(HtmlDocument::parse(text).has_value()) << text;
  }
  EXPECT_TRUE(HtmlDocument::parse(std::string(3, '\0')).has_value());
}

TEST(Html, RefusesMoreThanSixteenMegabytes) {
  const auto document = HtmlDocument::parse(std::string(HtmlDocument::kMaxBytes + 1, ' '));
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().code, ErrorCode::TooLarge);
}

TEST(Select, FindsByTagIdAndClassInDocumentOrder) {
  const auto document =
      page("<div class='a b' id=x><p class=b>1</p></div><p class='bb'>2<p class=\"c\tb\">3");
  const auto all = select(document.root(), {.klass = "b"});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].tag(), "div");
  EXPECT_EQ(visible_text(all[1]), "1");
  EXPECT_EQ(visible_text(all[2]), "3");
  EXPECT_EQ(select(document.root(), {.tag = "p", .klass = "b"}).size(), 2u);
  EXPECT_EQ(select_first(document.root(), {.id = "x"}), all[0]);
  EXPECT_FALSE(select_first(document.root(), {.tag = "p", .id = "x"}));
}

TEST(Select, LooksBelowTheNodeAndNotBesideIt) {
  const auto document = page("<ul><li>1<li>2</ul><li>3");
  const auto list = select_first(document.root(), {.tag = "ul"});
  EXPECT_EQ(select(*list, {.tag = "li"}).size(), 2u);
  EXPECT_EQ(select(*list, {.tag = "ul"}).size(), 0u);
}

TEST(VisibleText, EndsLinesAtBlocksAndCollapsesSpace) {
  EXPECT_EQ(text_of("<h1> 年度\n报告 </h1><p>一、总体<br>情况</p><div><p></p>二、</div>x"),
            "年度 报告\n一、总体\n情况\n二、\nx");
}

TEST(VisibleText, KeepsWordsTogetherAcrossInlineElements) {
  EXPECT_EQ(text_of("<p>本<span>年</span><b> 新</b>收</p>"), "本年 新收");
}

TEST(VisibleText, LeavesOutWhatAReaderDoesNotSee) {
  EXPECT_EQ(text_of("a<script>b</script><style>c</style><!-- d --><template>e</template>"
                    "<p hidden>f</p><p style='color:red; DISPLAY : none'>g</p>"
                    "<p style='display:none;display:block'>h</p>"),
            "a\nh");
}

TEST(VisibleText, OfAHiddenNodeIsEmpty) {
  const auto document = page("<p hidden>x<b>y</b></p>");
  const auto hidden = select_first(document.root(), {.tag = "p"});
  EXPECT_TRUE(is_hidden(*hidden));
  EXPECT_EQ(visible_text(*hidden), "");
  EXPECT_FALSE(is_hidden(*select_first(document.root(), {.tag = "b"})));
}

TEST(VisibleText, SeparatesTheCellsOfARowByTabs) {
  EXPECT_EQ(text_of("<table><tr><th>项目<td>1<td></td><td> 2 <tr><td>a<td>b</table>c"),
            "项目\t1\t\t2\na\tb\nc");
}

TEST(VisibleText, JoinsTheLinesOfACell) {
  EXPECT_EQ(text_of("<table><tr><td><p>本年</p><p>新收</p></td><td><p>3</p></td></tr></table>"),
            "本年 新收\t3");
}

TEST(VisibleText, KeepsTheLinesOfATableThatIsOnlyLayout) {
  EXPECT_EQ(text_of("<table><tr><td><p>一</p><p>二</p></td></tr></table>"), "一\n二");
  EXPECT_EQ(text_of("<table><tr><td><p>一</p><p>二</p><table><tr><td>1<td>2</table></td>"
                    "<td>右</td></tr></table>"),
            "一\n二\n1\t2\n右");
}

}  // namespace
}  // namespace gkwatch
