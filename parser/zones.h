#pragma once

#include <cstddef>
#include <span>

#include "parser/printed.h"

namespace gkwatch::parser {

// Where the three tables stand among the printed rows: half-open ranges, empty if not found.
struct Zone {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_empty() const { return begin == end; }
};
struct Zones {
  Zone t2, t3, t4;
};

// Table 3 begins with its heads or its first label, and ends where table 4's heads begin; table
// 2 stands before table 3.
Zones find_zones(std::span<const PrintedRow> rows);

}  // namespace gkwatch::parser
