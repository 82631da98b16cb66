#include "alerts/plain_line.h"

#include <gtest/gtest.h>

#include <string>

#include "core/text.h"

namespace gkwatch::alerts {
namespace {

TEST(PlainLine, IsOneLine) {
  EXPECT_EQ(plain_line("a\r\nBcc: b\tc\v\fd\xE2\x80\xA8"
                       "e",
                       100),
            "a Bcc: b c d e");
}

TEST(PlainLine, HasNoControlOrDirectionMarks) {
  EXPECT_EQ(plain_line(std::string{"a\0\x1B[31mb\x7F", 9}, 100), "a[31mb");
  EXPECT_EQ(plain_line("a\u202Etxt.exe\u2066b\u200F", 100), "atxt.exeb");
}

TEST(PlainLine, MendsBrokenBytes) { EXPECT_EQ(plain_line("a\xFF", 100), "a\uFFFD"); }

TEST(PlainLine, CutsByCodePointsAndSaysSo) {
  EXPECT_EQ(plain_line("政府信息公开", 6), "政府信息公开");
  EXPECT_EQ(plain_line("政府信息公开", 5), "政府信息…");
}

TEST(PlainLine, ReadsNoMoreOfAHugeTextThanItShows) {
  const std::string line = plain_line(std::string(10'000'000, ' ') + "x", 50);
  EXPECT_LE(length(line), 50u);
}

}  // namespace
}  // namespace gkwatch::alerts
