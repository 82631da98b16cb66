#pragma once

#include <functional>
#include <vector>

#include "tests/generated/made_tables.h"
#include "tests/generated/page_canvas.h"

namespace gkwatch::testing {

// Where tables stand on pages, and how a new page begins.
struct PageFrame {
  double left = 50;
  double top = 60;
  double right = 0;
  double bottom = 0;  // nothing of a table stands below
  std::function<void()> turn_page;
};

std::vector<std::string> wrapped(const std::string& text, double width, double size);

// Draws the table from `y` on, over as many pages as it takes. Returns where it ends.
double draw_table(const Plan& plan, const MadeTable& table, PageCanvas& canvas,
                  const PageFrame& frame, double y);

}  // namespace gkwatch::testing
