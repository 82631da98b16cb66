#pragma once

#include <string>
#include <vector>

namespace gkwatch::testing {

// How the programs that write OFD differ.
struct OfdLook {
  bool repeats_deltas = true;    // "g 3 3.5" instead of "3.5 3.5 3.5"
  bool has_scale = false;        // objects count in units of their own, with a CTM
  bool has_glyph_each = false;   // a TextObject for each character
  bool has_rules_below = false;  // the rules stand on a template of the page
};

// A small OFD (GB/T 33190-2016), part by part: text and rules on pages 210 mm wide.
// Places are in points from the top left corner.
class OfdWriter {
 public:
  explicit OfdWriter(const OfdLook& look = {}, double page_height = 842)
      : look_{look}, page_height_{page_height} {}

  void add_page() { pages_.emplace_back(); }
  // `y` is of the baseline. An ASCII character is half as wide as the font is high.
  void write(double x, double y, const std::string& text, double size);
  void stroke(double x0, double y0, double x1, double y1);
  void fill(double x, double y, double width, double height);
  // Any object, as XML, in millimetres.
  void add(const std::string& object) { pages_.back().objects += object; }
  // An annotation of the page that is open, as XML.
  void annotate(const std::string& annotation) { pages_.back().annotations += annotation; }

  std::string bytes() const;

 private:
  struct Page {
    std::string objects;
    std::string below;
    std::string annotations;
  };
  void write_run(double x, double y, const std::string& text, double size);
  void draw(double x, double y, double width, double height, const std::string& path);

  OfdLook look_;
  double page_height_;
  std::vector<Page> pages_;
};

}  // namespace gkwatch::testing
