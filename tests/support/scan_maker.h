#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gkwatch::testing {

// A page as pixels: 0 black to 255 white.
struct ShadedPage {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> shades;
};

// How a page came through the scanner.
struct ScanLook {
  double skew = 0;   // degrees, clockwise
  int blur = 0;      // radius in pixels
  double noise = 0;  // standard deviation, in shades
  int ink = 0;       // shade of what was black
  int paper = 255;   // and of what was white
  int specks = 0;    // dots of dirt
  unsigned seed = 1;
};

enum class PictureFormat { Png, Jpeg, Tiff };

enum class Typeface {
  Plain,  // what the machine takes for Chinese: strokes of one thickness
  Song,   // hairlines and strokes, where Noto Serif CJK is installed
};

// The pages of a PDF as a printer would show them, by pdftoppm; empty where it is not installed.
std::vector<ShadedPage> draw_pages(const std::string& pdf, int dots_per_inch,
                                   Typeface typeface = Typeface::Plain);
ShadedPage scan(const ShadedPage& page, const ScanLook& look);
// As a file; a TIFF may have several pages, the others are of the first.
std::string picture_file(const std::vector<ShadedPage>& pages, PictureFormat format,
                         int jpeg_quality = 75);
// A PDF whose pages of 595 points width are such pictures, JPEG.
std::string scanned_pdf(const std::vector<ShadedPage>& pages, int jpeg_quality = 75);

}  // namespace gkwatch::testing
