#include "core/text.h"

#include <gtest/gtest.h>

namespace gkwatch {
namespace {

TEST(Utf8, TakesWellFormedTextAlone) {
  EXPECT_TRUE(is_utf8("信息公开 abc \xF0\x9F\x98\x80"));
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // a surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // past U+10FFFF
  EXPECT_FALSE(is_utf8("\xE4\xBF"));          // cut off
  EXPECT_FALSE(is_utf8("\x80"));
}

TEST(Utf8, ReplacesEachBrokenSequenceOnce) {
  EXPECT_EQ(valid_utf8("a\xE4\xBF"), "a\xEF\xBF\xBD");
  EXPECT_EQ(valid_utf8("\xE4\xBF信"), "\xEF\xBF\xBD信");
  EXPECT_EQ(valid_utf8("\xFF\xFE"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(valid_utf8("信息"), "信息");
}

TEST(Utf8, GoesToCodePointsAndBack) {
  EXPECT_EQ(to_u32("a信\xF0\x9F\x98\x80"), U"a信\U0001F600");
  EXPECT_EQ(to_utf8(U"a\u00E9信\U0001F600"), "a\xC3\xA9信\xF0\x9F\x98\x80");
  const std::u32string odd{char32_t{0xD800}, char32_t{0x110000}};
  EXPECT_EQ(to_utf8(odd), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Utf8, CountsAndCutsByWholeCharacters) {
  EXPECT_EQ(length("狮岭镇2020"), 7u);
  EXPECT_EQ(prefix("狮岭镇", 2), "狮岭");
  EXPECT_EQ(prefix("狮岭", 9), "狮岭");
  EXPECT_EQ(prefix("狮岭", 0), "");
}

TEST(Nfkc, MakesFullWidthDigitsAndBracketsPlain) {
  EXPECT_EQ(nfkc("１２３．４％（总计）"), "123.4%(总计)");
  EXPECT_EQ(nfkc("㎡①"), "m21");
  EXPECT_EQ(nfkc("plain"), "plain");
}

TEST(Spaces, CollapseToOneBlankAndNoneAtTheEnds) {
  EXPECT_EQ(collapse_spaces("\xEF\xBB\xBF a\xC2\xA0\t\xE3\x80\x80"
                            "b\r\nc\xE2\x80\x8B "),
            "a b c");
  EXPECT_EQ(collapse_spaces(" \xE3\x80\x80 "), "");
}

TEST(Spaces, AreRemovedAltogether) {
  EXPECT_EQ(without_spaces(" 本 年\xE3\x80\x80新\xE2\x80\x8B收\n"), "本年新收");
}

TEST(Lower, TouchesAsciiOnly) { EXPECT_EQ(to_lower("GB18030 ÀÉ信"), "gb18030 ÀÉ信"); }

TEST(DisplayWidth, CountsTwoForChineseAndNoneForMarks) {
  EXPECT_EQ(display_width("T3 合计"), 7u);
  EXPECT_EQ(display_width("（１）"), 6u);
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);  // combining acute
  EXPECT_EQ(display_width("a\xE2\x80\x8B"
                          "b"),
            2u);  // zero width space
  EXPECT_EQ(display_width("\x1B"), 0u);
}

TEST(EditDistance, CountsInsertedDroppedAndChangedCharacters) {
  EXPECT_EQ(edit_distance(U"", U""), 0u);
  EXPECT_EQ(edit_distance(U"行政许可", U""), 4u);
  EXPECT_EQ(edit_distance(U"行政许可", U"行政许可"), 0u);
  EXPECT_EQ(edit_distance(U"其他对外管理服务事项", U"其它对外管理服务"), 3u);
  EXPECT_EQ(edit_distance(U"ab", U"ba"), 2u);
}

TEST(EscapeHtml, LeavesNothingThatMarkupCouldBeMadeOf) {
  EXPECT_EQ(escape_html("<a href=\"x\" b='y'>&"),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
  EXPECT_EQ(escape_html("a\tb\nc"), "a\tb\nc");
  const std::string zero{"\0", 1};
  EXPECT_EQ(escape_html(zero + "\x1B\x7F\xC2\x85"),
            "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

}  // namespace
}  // namespace gkwatch
