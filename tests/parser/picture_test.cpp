// Pictures as files, and the ruling lines of scanned pages.
#include "parser/picture.h"

#include <gtest/gtest.h>

#include <cmath>

#include "parser/page_picture.h"
#include "parser/ruled_grid.h"
#include "tests/support/scan_maker.h"

namespace gkwatch::parser {
namespace {

using testing::PictureFormat;
using testing::ScanLook;
using testing::ShadedPage;

constexpr int kWidth = 1240;  // A4 at 150 dpi
constexpr int kHeight = 1754;

void draw(ShadedPage& page, int left, int top, int width, int height) {
  for (int y = top; y < top + height; ++y) {
    for (int x = left; x < left + width; ++x) {
      page.shades[static_cast<std::size_t>(y * page.width + x)] = 0;
    }
  }
}

// Five rows of four columns, the first row one cell; strokes that are no rules beside it.
ShadedPage page_with_table() {
  ShadedPage page{kWidth, kHeight, std::vector<std::uint8_t>(kWidth * kHeight, 255)};
  for (int row = 0; row <= 5; ++row) draw(page, 200, 400 + 60 * row, 803, 2);
  draw(page, 200, 400, 3, 302);
  draw(page, 1000, 400, 3, 302);
  for (int column = 1; column < 4; ++column) draw(page, 200 + 200 * column, 460, 2, 242);
  draw(page, 200, 300, 40, 4);  // 一
  draw(page, 250, 280, 4, 30);  // a high stroke of a heading
  draw(page, 260, 425, 36, 3);  // 一 in a cell
  return page;
}

Picture as_picture(const ShadedPage& page) { return {page.width, page.height, page.shades, 0}; }

std::vector<RuledTable> tables_of(const ShadedPage& page) {
  const auto picture = PagePicture::from(as_picture(page));
  EXPECT_TRUE(picture.has_value());
  auto tables = find_tables(picture->rules());
  EXPECT_TRUE(tables.has_value());
  return *std::move(tables);
}

TEST(PagePicture, FindsTheGridOfATable) {
  const auto tables = tables_of(page_with_table());
  ASSERT_EQ(tables.size(), 1u);
  EXPECT_EQ(tables[0].width(), 4u);
  EXPECT_EQ(tables[0].height(), 5u);
  EXPECT_EQ(tables[0].cell_count(), 17u);
  EXPECT_NEAR(tables[0].outline().left, 200 * 595.0 / kWidth, 1.5);
}

TEST(PagePicture, FindsItSkewedGreyAndNoisy) {
  for (const double skew : {-2.0, -0.6, 0.3, 2.0}) {
    const auto page =
        scan(page_with_table(),
             {.skew = skew, .blur = 1, .noise = 12, .ink = 50, .paper = 205, .specks = 200});
    const auto picture = PagePicture::from(as_picture(page));
    ASSERT_TRUE(picture);
    EXPECT_NEAR(picture->skew(), -skew, 0.15);
    const auto tables = find_tables(picture->rules());
    ASSERT_TRUE(tables);
    ASSERT_EQ(tables->size(), 1u) << skew;
    EXPECT_EQ(tables->front().cell_count(), 17u) << skew;
  }
}

TEST(PagePicture, TakesTheRulesAwayAndLeavesTheStrokes) {
  const auto page = PagePicture::from(as_picture(page_with_table()));
  ASSERT_TRUE(page);
  l_uint32 shade = 0;
  pixGetPixel(page->shades(), 220, 302, &shade);
  EXPECT_LT(shade, 60u) << "the stroke of a word is gone";
  pixGetPixel(page->shades(), 500, 461, &shade);
  EXPECT_GT(shade, 200u) << "a rule is still there";
}

TEST(PagePicture, OfAnEmptyPageHasNoRules) {
  ShadedPage page{kWidth, kHeight, std::vector<std::uint8_t>(kWidth * kHeight, 255)};
  EXPECT_TRUE(tables_of(page).empty());
  EXPECT_TRUE(tables_of(scan(page, {.noise = 10, .paper = 220})).empty());
}

TEST(Pictures, AreDecodedWhateverTheirFormat) {
  const ShadedPage page = page_with_table();
  for (const auto format : {PictureFormat::Png, PictureFormat::Jpeg, PictureFormat::Tiff}) {
    const auto pictures = decode_pictures(picture_file({page}, format), {});
    ASSERT_TRUE(pictures) << pictures.error().message;
    ASSERT_EQ(pictures->size(), 1u);
    EXPECT_EQ(pictures->front().width, kWidth);
    EXPECT_EQ(pictures->front().height, kHeight);
    const std::size_t on_rule = 401 * kWidth + 600;
    EXPECT_LT(pictures->front().shades[on_rule], 40);
    EXPECT_GT(pictures->front().shades[on_rule + 20 * kWidth], 215);
  }
}

TEST(Pictures, OfATiffAreItsPages) {
  const ShadedPage page = page_with_table();
  const auto pictures = decode_pictures(picture_file({page, page, page}, PictureFormat::Tiff), {});
  ASSERT_TRUE(pictures);
  EXPECT_EQ(pictures->size(), 3u);
}

TEST(Pictures, ThatAreCutOffAreNoPictures) {
  const ShadedPage page = page_with_table();
  for (const auto format : {PictureFormat::Png, PictureFormat::Jpeg, PictureFormat::Tiff}) {
    const std::string file = picture_file({page}, format);
    for (const std::size_t part : {20u, 60u, 95u}) {
      const auto pictures = decode_pictures(file.substr(0, file.size() * part / 100), {});
      EXPECT_FALSE(pictures) << part << " %";
    }
  }
}

}  // namespace
}  // namespace gkwatch::parser
