#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "web/sheet.h"

// Charts as SVG in the page. Each has the same figures as a table below it, for those who read
// with other means.
namespace gkwatch::web {

struct Series {
  std::string name;
  std::vector<std::int64_t> values;  // as many as the chart has labels
};

// Bars side by side, one for each label, the series on top of each other.
struct BarChart {
  std::string title;
  std::string label_head;  // what the labels are
  std::vector<std::string> labels;
  std::vector<Series> series;  // at most eight are told apart by colour
};
void write_bars(Sheet& sheet, const BarChart& chart);

// A share in percent for each name, as lines below each other.
struct Share {
  std::string name;
  std::int64_t part = 0;
  std::int64_t whole = 0;  // 0: nothing can be said
};
void write_shares(Sheet& sheet, const std::string& title, const std::vector<Share>& shares);

}  // namespace gkwatch::web
