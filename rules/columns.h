#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/ids.h"
#include "model/finding.h"

namespace gkwatch::rules {

// What is wrong with the list of a column, so that nothing may be concluded from it.
struct ColumnTrouble {
  std::string column;      // its address
  bool is_shrunk = false;  // it lost its rows; false: it contradicts itself
  std::int64_t rows = 0;   // of a shrunk one: now, and at its last complete reading
  std::int64_t before = 0;
  std::string why{};  // in words; may be empty for a shrunk one
};

// A list that has `rows` where the last complete reading had `before`: less than half of ten or
// more, or none where there were some. Small columns lose a row or two by withdrawal.
bool is_shrunk(std::int64_t rows, std::int64_t before);

// R-C-SHRUNK and R-C-CONTRACT, one for each column and rule; their year is 0, their place the
// column.
std::vector<Finding> column_trouble_findings(const AgencyId& agency,
                                             std::span<const ColumnTrouble> troubles);
bool is_about_a_column(const RuleId& rule);

}  // namespace gkwatch::rules
