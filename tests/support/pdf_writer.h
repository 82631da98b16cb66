#pragma once

#include <string>
#include <vector>

namespace gkwatch::testing {

// A small PDF, byte by byte: text, rules and pictures. Places are in points from the top left
// corner of the page.
enum class PdfFont {
  Song,     // not embedded, known by its character collection (needs poppler-data)
  Unknown,  // glyphs without any known character
  Lying,    // as Song, but its table of meanings calls each digit the next one
};

struct PdfText {
  double x = 0;
  double y = 0;  // of the baseline
  std::string text;
  double size = 10;
  PdfFont font = PdfFont::Song;
  int quarter_turns = 0;      // against the clock
  bool is_invisible = false;  // as the text that a scanner puts behind a picture
};

class PdfWriter {
 public:
  explicit PdfWriter(double page_height = 842, double page_width = 595)
      : page_height_{page_height}, page_width_{page_width} {}

  void add_page() { pages_.emplace_back(); }
  void write(const PdfText& text);
  void stroke(double x0, double y0, double x1, double y1);
  void fill(double x, double y, double width, double height);
  void show_picture(double x, double y, double width, double height);
  double page_height() const { return page_height_; }

  std::string bytes() const;

 private:
  double page_height_;
  double page_width_;
  std::vector<std::string> pages_;  // content streams
};

// Printed width in points: an ASCII character is half as wide as the font is high.
double printed_width(const std::string& text, double size);

}  // namespace gkwatch::testing
