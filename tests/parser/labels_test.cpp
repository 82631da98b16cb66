#include "parser/labels.h"

#include <gtest/gtest.h>

#include <random>

namespace gkwatch::parser {
namespace {

TEST(Similarity, IsTwiceTheCommonSubsequenceByBothLengths) {
  EXPECT_DOUBLE_EQ(similarity(U"予以公开", U"予以公开"), 1);
  EXPECT_DOUBLE_EQ(similarity(U"予以公开", U"不掌握"), 0);
  EXPECT_DOUBLE_EQ(similarity(U"予以公开", U"予公以开"), 0.75);
  EXPECT_DOUBLE_EQ(similarity(U"", U"予以公开"), 0);
}

// A short and a long text are compared in two ways, by which of them stands first.
TEST(Similarity, IsTheSameInBothDirections) {
  std::mt19937 random{7};
  for (int round = 0; round < 200; ++round) {
    std::u32string a;
    std::u32string b;
    for (unsigned i = 0; i < 60 + random() % 5; ++i) a += U"一二三四五六七"[random() % 7];
    for (unsigned i = 0; i < 65 + random() % 30; ++i) b += U"一二三四五六七"[random() % 7];
    EXPECT_DOUBLE_EQ(similarity(a, b), similarity(b, a)) << round;
  }
}

TEST(LabelCore, LeavesOutOrdinalsBlanksBracketsAndNoteMarks) {
  EXPECT_EQ(label_core("（二） 部分公开②"), U"部分公开");
  EXPECT_EQ(label_core("三、(一)予以公开"), U"予以公开");
  EXPECT_EQ(label_core("３.其他"), U"其他");
  EXPECT_EQ(label_core_without_remark("（二）部分公开（区分处理的）"), U"部分公开");
}

}  // namespace
}  // namespace gkwatch::parser
