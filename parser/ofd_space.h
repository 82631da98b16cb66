#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "parser/ruled_grid.h"

namespace gkwatch::parser {

// The units of an OFD (GB/T 33190-2016) are millimetres, ours are points; y grows downwards.

struct OfdPoint {
  double x = 0;
  double y = 0;
};

// Numbers parted by blanks; nothing if anything else is among them, or what no page holds.
std::optional<std::vector<double>> read_ofd_numbers(std::string_view text);
// "x y width height" (ST_Box) in points; nothing if it is not that.
std::optional<Box> read_ofd_box(std::string_view text);

// The first child of that name, whatever its prefix.
pugi::xml_node ofd_child(pugi::xml_node node, std::string_view name);
// False where a graphic object says that it is not seen: Visible, Alpha.
bool is_ofd_visible(pugi::xml_node object);

// How the coordinates of a graphic object lie on its page: through its CTM into its Boundary.
class OfdSpace {
 public:
  // `corner`: the top left of the page, in points. Nothing if the object has no place.
  static std::optional<OfdSpace> of(pugi::xml_node object, const OfdPoint& corner);

  // Points, on the page.
  OfdPoint to_page(double x, double y) const;
  // Where a step of one along the object's own axes leads on the page.
  OfdPoint right() const { return {right_.x, right_.y}; }
  OfdPoint down() const { return {down_.x, down_.y}; }
  const Box& boundary() const { return boundary_; }

 private:
  Box boundary_;
  OfdPoint right_;
  OfdPoint down_;
  OfdPoint shift_;
};

}  // namespace gkwatch::parser
