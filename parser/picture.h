#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace gkwatch::parser {

// A page as a picture: shades of grey, 0 black to 255 white, rows from the top without padding.
struct Picture {
  int width = 0;  // pixels
  int height = 0;
  std::vector<std::uint8_t> shades;
  // Of the page in points; 0 where only the picture is known: then it is as wide as A4.
  double page_width = 0;
};

// The most that one picture may hold: A3 at 400 dpi has 31 million pixels.
inline constexpr std::size_t kMostPixels = 40'000'000;

// The pictures of a PNG, JPEG, GIF or (several pages) TIFF file, in order. Malformed: damaged or
// cut off. TooLarge: more pixels or pages than a scanned report has. Unsupported: a build without
// GKWATCH_OCR.
Result<std::vector<Picture>> decode_pictures(std::string_view file, const std::stop_token& stop);

}  // namespace gkwatch::parser
