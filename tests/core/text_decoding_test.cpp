#include <gtest/gtest.h>

#include "core/text.h"

namespace gkwatch {
namespace {

// 政府信息公开 in GBK.
constexpr std::string_view kGbk = "\xD5\xFE\xB8\xAE\xD0\xC5\xCF\xA2\xB9\xAB\xBF\xAA";

void expect_decoded(std::string_view bytes, std::string_view declared, std::string_view text,
                    std::string_view charset) {
  const DecodedText decoded = decode(bytes, declared);
  EXPECT_EQ(decoded.utf8, text);
  EXPECT_EQ(decoded.charset, charset);
}

TEST(Decode, ReadsGbkUnderItsThreeNames) {
  for (const auto* name : {"gb2312", "GBK", " gb18030 ", "x-gbk"}) {
    expect_decoded(kGbk, name, "政府信息公开", "gb18030");
  }
}

TEST(Decode, TakesUndeclaredBytesForGb18030) {
  expect_decoded(kGbk, "", "政府信息公开", "gb18030");
}

TEST(Decode, DoesNotBelieveADeclarationOfUtf8OverGbkBytes) {
  expect_decoded(kGbk, "utf-8", "政府信息公开", "gb18030");
}

TEST(Decode, DoesNotBelieveTheLatin1ThatServersClaimByDefault) {
  expect_decoded(kGbk, "iso-8859-1", "政府信息公开", "gb18030");
}

TEST(Decode, PrefersStrictUtf8ToADeclarationOfGbk) {
  expect_decoded("政府信息公开", "gb2312", "政府信息公开", "utf-8");
}

TEST(Decode, ReadsByteOrderMarksBeforeAnythingElse) {
  expect_decoded("\xEF\xBB\xBF政府", "gbk", "政府", "utf-8");
  expect_decoded(std::string_view{"\xFF\xFE\x3F\x65\x31\x00", 6}, "gbk", "政1", "utf-16le");
  expect_decoded(std::string_view{"\xFE\xFF\x65\x3F\x00\x31", 6}, "", "政1", "utf-16be");
  expect_decoded("\x84\x31\x95\x33\xD5\xFE", "utf-8", "政", "gb18030");
}

TEST(Decode, BelievesUtf16WithoutAMarkOnlyIfItLooksSo) {
  expect_decoded(std::string_view{"<\0a\0>\0", 6}, "utf-16le", "<a>", "utf-16le");
  expect_decoded("<a>", "utf-16", "<a>", "utf-8");
}

TEST(Decode, KeepsUtf8ThatIsBrokenInFewPlaces) {
  const std::string text = "二〇二〇年度政府信息公开工作年度报告";
  expect_decoded(text + "\xE4\xBF", "utf-8", text + "\xEF\xBF\xBD", "utf-8");
  expect_decoded(text + "\xE4\xBF", "", text + "\xEF\xBF\xBD", "utf-8");
}

TEST(Decode, ReadsBig5IfDeclared) { expect_decoded("\xAC\x46\xA9\xB2", "Big5", "政府", "big5"); }

TEST(Decode, ReadsFourByteGb18030) {
  expect_decoded("\x95\x32\x82\x36\xD5\xFE", "", "\xF0\xA0\x80\x80政", "gb18030");
}

TEST(Decode, ReplacesWhatNoCharsetExplains) {
  const DecodedText decoded = decode("\xFF\xFF\xD5\xFE", "gbk");
  EXPECT_TRUE(is_utf8(decoded.utf8));
  EXPECT_TRUE(contains(decoded.utf8, "\xEF\xBF\xBD"));
  EXPECT_TRUE(decoded.utf8.ends_with("政"));
}

TEST(Decode, MakesAllLineEndsPlain) {
  expect_decoded("a\r\nb\rc\n\r\n", "", "a\nb\nc\n\n", "utf-8");
}

TEST(Decode, IgnoresCharsetsThatCouldHideMarkup) {
  expect_decoded("+ADw-script+AD4-", "utf-7", "+ADw-script+AD4-", "utf-8");
}

TEST(DeclaredCharset, IsFoundInBothSpellings) {
  EXPECT_EQ(declared_charset("<html><META charset=\"GBK\">"), "gbk");
  EXPECT_EQ(declared_charset("<meta charset = utf-8 />"), "utf-8");
  EXPECT_EQ(
      declared_charset("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">"),
      "gb2312");
  EXPECT_EQ(declared_charset("<meta name='a'><meta charset='big5'>"), "big5");
}

TEST(DeclaredCharset, IsEmptyWithoutOne) {
  EXPECT_EQ(declared_charset("<html><p>charset=gbk</p>"), "");
  EXPECT_EQ(declared_charset("<!-- <meta charset=gbk> -->"), "");
  EXPECT_EQ(declared_charset("<meta charset"), "");
  EXPECT_EQ(declared_charset("<!-- never closed <meta charset=gbk>"), "");
  EXPECT_EQ(declared_charset(std::string(5000, ' ') + "<meta charset=gbk>"), "");
}

}  // namespace
}  // namespace gkwatch
