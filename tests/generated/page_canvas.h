#pragma once

#include <memory>
#include <string>

#include "tests/generated/plan.h"

namespace gkwatch::testing {

// Pages to draw on, of PDF or OFD. Points from the top left corner of a page as it is read.
class PageCanvas {
 public:
  virtual ~PageCanvas() = default;
  virtual double width() const = 0;
  virtual double height() const = 0;
  virtual void add_page() = 0;
  virtual void write(double x, double y, const std::string& text, double size) = 0;
  // Text that runs upwards; false if this kind of page has none.
  virtual bool write_upwards(double x, double y, const std::string& text, double size) = 0;
  virtual void rule(double x0, double y0, double x1, double y1) = 0;
  virtual std::string bytes() const = 0;
};

// As the plan has the pages: their kind, size, way round and rules.
std::unique_ptr<PageCanvas> make_canvas(const Plan& plan);

}  // namespace gkwatch::testing
