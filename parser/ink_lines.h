#pragma once

#include <string>
#include <vector>

#include "parser/pix.h"

namespace gkwatch::parser {

// Ink on a page, in pixels.
struct InkBox {
  int left = 0;
  int top = 0;
  int right = 0;  // after the last pixel
  int bottom = 0;

  int width() const { return right - left; }
  int height() const { return bottom - top; }
  int area() const { return width() * height(); }
};

// One line of text: its pieces of ink from left to right; what stands over each other is one.
struct InkLine {
  InkBox box;
  std::vector<InkBox> blobs;
};

struct InkLines {
  std::vector<InkLine> lines;  // from the top down
  bool has_dirt = false;       // specks too small for a stroke, too large for noise
};

// The lines of text in a part of a page. `ink`: 1 bit deep.
InkLines find_lines(Pix* ink, const InkBox& where, double pixels_per_point);

// True for a line that may be a figure by its shape: no piece is as wide as a Chinese character.
bool is_like_figure(const InkLine& line);
// True for a line no longer than four digits, which may touch each other.
bool is_short(const InkLine& line);
// True for one flat stroke: a dash in place of a figure.
bool is_dash(const InkLine& line, double pixels_per_point);
// Whether that many digits, a sign and points can be what is seen.
bool fits_shape(const InkLine& line, const std::string& figure);

}  // namespace gkwatch::parser
