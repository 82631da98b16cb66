#include <cstdint>

#include "tests/hostile/bombs.h"
#include "tests/support/scan_maker.h"

namespace gkwatch::testing {
namespace {

using namespace std::string_literals;

constexpr int kWidth = 2480;  // A4 at 300 dpi
constexpr int kHeight = 3508;

ShadedPage blank() {
  return {kWidth, kHeight, std::vector<std::uint8_t>(std::size_t{kWidth} * kHeight, 255)};
}

void draw(ShadedPage& page, int left, int top, int width, int height) {
  for (int y = top; y < top + height; ++y) {
    for (int x = left; x < left + width; ++x) {
      page.shades[static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)] = 0;
    }
  }
}

// A grid of that many columns and rows; each cell has strokes that look like figures and are none.
ShadedPage grid(int columns, int rows) {
  ShadedPage page = blank();
  const int wide = 2400 / columns;
  const int high = 3400 / rows;
  for (int row = 0; row <= rows; ++row) draw(page, 40, 40 + row * high, columns * wide, 3);
  for (int column = 0; column <= columns; ++column) {
    draw(page, 40 + column * wide, 40, 3, rows * high);
  }
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const int x = 40 + column * wide;
      const int y = 40 + row * high;
      for (int stroke = 1; stroke < 4; ++stroke) {
        draw(page, x + stroke * wide / 5, y + high / 3, 3 + (row + column) % 5, high / 3);
      }
    }
  }
  return page;
}

ShadedPage noise() {
  ShadedPage page = blank();
  std::uint32_t state = 1;
  for (std::uint8_t& shade : page.shades) {
    state = state * 1664525 + 1013904223;
    shade = state >> 31 != 0 ? 255 : 0;
  }
  return page;
}

std::string png(const ShadedPage& page) { return picture_file({page}, PictureFormat::Png); }

// Its head alone says how large it is.
std::string png_of_size(const std::string& width_and_height) {
  std::string file = png(blank());
  return file.replace(16, 8, width_and_height);
}

}  // namespace

std::vector<Bomb> picture_bombs() {
  return {
      {"a_picture_as_large_as_a_country",
       [] { return png_of_size("\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF"); }},
      {"a_picture_of_no_width", [] { return png_of_size("\0\0\0\0\0\0\x0D\xB4"s); }},
      {"two_thousand_cells_of_strokes", [] { return png(grid(40, 50)); }},
      {"forty_thousand_cells", [] { return png(grid(200, 240)); }},
      {"a_picture_of_noise", [] { return png(noise()); }},
      {"eight_pages_of_cells",
       [] { return picture_file(std::vector<ShadedPage>(8, grid(20, 40)), PictureFormat::Tiff); }},
  };
}

}  // namespace gkwatch::testing
