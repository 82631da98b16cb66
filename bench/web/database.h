#pragma once

#include <filesystem>

#include "core/result.h"

namespace gkwatch::bench {

// How much there shall be. The usual one is the size that pages and exports are measured on.
struct Size {
  int agencies = 10'000;
  int years = 8;
  bool all_cells = false;  // every cell of each report (190), not table 3's totals alone
};

// Makes a database with agencies in three hundred regions, a report for each year (some late, some
// missing), findings, alerts, visits, checks and deliveries. The same size gives the same data.
Status fill(const std::filesystem::path& file, const Size& size);

}  // namespace gkwatch::bench
