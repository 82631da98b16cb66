#pragma once

#include <optional>
#include <vector>

#include "core/result.h"
#include "parser/picture.h"
#include "parser/pix.h"
#include "parser/ruled_grid.h"

namespace gkwatch::parser {

// A scanned page made ready to be read: turned level, its paper white, its ruling lines found and
// taken away. Lengths in pixels of the page turned level.
class PagePicture {
 public:
  // Malformed: the library could not work on it.
  static Result<PagePicture> from(const Picture& picture);

  // In points, for find_tables: text of 10 points is 10 points high if the page's width is known.
  const std::vector<Rule>& rules() const { return rules_; }
  double pixels_per_point() const { return pixels_per_point_; }
  double skew() const { return skew_; }  // degrees, turned back already
  int width() const { return pixGetWidth(shades_.get()); }
  int height() const { return pixGetHeight(shades_.get()); }

  // 8 bits deep, white where rules were. Never null.
  Pix* shades() const { return shades_.get(); }
  // 1 bit deep, without rules. Never null.
  Pix* ink() const { return ink_.get(); }

 private:
  PagePicture() = default;
  bool turn_level(PixPtr grey);
  bool find_rules();

  PixPtr shades_;
  PixPtr ink_;
  std::vector<Rule> rules_;
  double pixels_per_point_ = 1;
  double skew_ = 0;
};

}  // namespace gkwatch::parser
