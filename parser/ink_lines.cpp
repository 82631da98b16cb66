#include "parser/ink_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace gkwatch::parser {
namespace {

constexpr double kSpeck = 0.45;       // square points: less is no stroke
constexpr double kNoise = 0.2;        // square points: less is no dirt either
constexpr double kHighestLine = 1.3;  // of the highest piece: strokes of 三 are one line

InkBox joined(const InkBox& a, const InkBox& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

std::vector<InkBox> pieces_in(Pix* ink, const InkBox& where) {
  std::vector<InkBox> pieces;
  const PixBoxPtr part{boxCreate(where.left, where.top, where.width(), where.height())};
  const PixPtr clipped{part ? pixClipRectangle(ink, part.get(), nullptr) : nullptr};
  const BoxesPtr boxes{clipped ? pixConnCompBB(clipped.get(), 8) : nullptr};
  const int count = boxes ? boxaGetCount(boxes.get()) : 0;
  for (int i = 0; i < count; ++i) {
    l_int32 x = 0;
    l_int32 y = 0;
    l_int32 w = 0;
    l_int32 h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    pieces.push_back({where.left + x, where.top + y, where.left + x + w, where.top + y + h});
  }
  return pieces;
}

// Pieces whose heights overlap stand in one line.
std::vector<InkLine> by_height(std::vector<InkBox> pieces) {
  std::sort(pieces.begin(), pieces.end(),
            [](const InkBox& a, const InkBox& b) { return a.top < b.top; });
  std::vector<InkLine> lines;
  for (const InkBox& piece : pieces) {
    const bool is_same = !lines.empty() && piece.top < lines.back().box.bottom;
    if (!is_same) lines.push_back({piece, {}});
    lines.back().box = joined(lines.back().box, piece);
    lines.back().blobs.push_back(piece);
  }
  return lines;
}

// Strokes of one character that do not touch: 二, 三, the dots of 六.
void join_strokes(std::vector<InkLine>& lines, double highest) {
  for (std::size_t i = 0; i + 1 < lines.size();) {
    const InkBox both = joined(lines[i].box, lines[i + 1].box);
    if (both.height() > highest) {
      ++i;
      continue;
    }
    lines[i].box = both;
    lines[i].blobs.insert(lines[i].blobs.end(), lines[i + 1].blobs.begin(),
                          lines[i + 1].blobs.end());
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

void join_columns(InkLine& line) {
  std::sort(line.blobs.begin(), line.blobs.end(),
            [](const InkBox& a, const InkBox& b) { return a.left < b.left; });
  std::vector<InkBox> blobs;
  for (const InkBox& blob : line.blobs) {
    const bool is_over = !blobs.empty() && blob.left < blobs.back().right;
    if (is_over)
      blobs.back() = joined(blobs.back(), blob);
    else
      blobs.push_back(blob);
  }
  line.blobs = std::move(blobs);
}

int tallest(const InkLine& line) {
  int height = 0;
  for (const InkBox& blob : line.blobs) height = std::max(height, blob.height());
  return height;
}

enum class Shape { Digit, Thin, Digits, Minus, Point, Part };

// Thin: a 1, or half of a digit whose hairlines are lost. Part: a plus, or a part of a digit.
Shape shape_of(const InkBox& blob, const InkLine& line, int digit) {
  const double height = static_cast<double>(blob.height()) / digit;
  const double width = static_cast<double>(blob.width()) / digit;
  if (height >= 0.78 && width > 0.9) return Shape::Digits;
  if (height >= 0.78) return width < 0.33 ? Shape::Thin : Shape::Digit;
  if (height >= 0.35) return Shape::Part;
  const double middle = (blob.top + blob.bottom) / 2.0 - line.box.top;
  return middle > 0.72 * line.box.height() ? Shape::Point : Shape::Minus;
}

// Digits are all alike in width, whatever the font: so many take so much room.
bool fits_length(const InkLine& line, int digit, std::size_t digits, std::size_t marks) {
  const double length = static_cast<double>(line.box.width()) / digit;
  const auto count = static_cast<double>(digits);
  const auto more = static_cast<double>(marks);
  return length >= 0.58 * (count - 1) + 0.12 + 0.15 * more &&
         length <= 0.92 * (count - 1) + 0.85 + 0.9 * more;
}

}  // namespace

InkLines find_lines(Pix* ink, const InkBox& where, double pixels_per_point) {
  InkLines found;
  const double square = pixels_per_point * pixels_per_point;
  std::vector<InkBox> pieces;
  double dirt = 0;
  for (const InkBox& piece : pieces_in(ink, where)) {
    if (piece.area() >= kSpeck * square)
      pieces.push_back(piece);
    else if (piece.area() >= kNoise * square)
      dirt += piece.area();
  }
  found.has_dirt = dirt > kSpeck * square;
  found.lines = by_height(std::move(pieces));
  constexpr double smallest = 6;  // points: the height of a small character
  double highest = smallest * pixels_per_point;
  for (const InkLine& line : found.lines) highest = std::max(highest, double(tallest(line)));
  join_strokes(found.lines, kHighestLine * highest);
  for (InkLine& line : found.lines) join_columns(line);
  return found;
}

bool is_like_figure(const InkLine& line) {
  constexpr std::size_t most = 16;
  const int height = tallest(line);
  return line.blobs.size() <= most &&
         std::all_of(line.blobs.begin(), line.blobs.end(), [&](const InkBox& blob) {
           return blob.width() <= 0.85 * height && line.box.height() <= 1.5 * height;
         });
}

bool is_short(const InkLine& line) { return line.box.width() <= 3.4 * line.box.height(); }

bool is_dash(const InkLine& line, double pixels_per_point) {
  if (line.blobs.size() != 1) return false;
  return line.box.width() >= 2 * pixels_per_point && line.box.height() * 4 <= line.box.width() &&
         line.box.height() <= 2.5 * pixels_per_point;
}

bool fits_shape(const InkLine& line, const std::string& figure) {
  const int digit = tallest(line);
  std::size_t least = 0;
  std::size_t most = 0;
  bool has_minus = false;
  bool has_point = false;
  for (std::size_t i = 0; i < line.blobs.size(); ++i) {
    const Shape shape = shape_of(line.blobs[i], line, digit);
    if (shape == Shape::Digit) ++least, ++most;
    if (shape == Shape::Thin || shape == Shape::Part) ++most;
    if (shape == Shape::Digits) least += 2, most += 5;
    has_minus = has_minus || (i == 0 && shape == Shape::Minus);
    const bool is_inside = i > 0 && i + 1 < line.blobs.size();
    has_point = has_point || (is_inside && shape == Shape::Point);
  }
  const auto digits = static_cast<std::size_t>(
      std::count_if(figure.begin(), figure.end(), [](char c) { return c >= '0' && c <= '9'; }));
  const bool says_point = figure.find_first_of(".,") != std::string::npos;
  return digits >= least && digits <= most && figure.starts_with('-') == has_minus &&
         says_point == has_point && fits_length(line, digit, digits, figure.size() - digits);
}

}  // namespace gkwatch::parser
