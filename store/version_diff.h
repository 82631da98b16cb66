#pragma once

#include <string>
#include <vector>

#include "model/report.h"
#include "store/records.h"

namespace gkwatch::store {

struct CellChange {
  CellKey cell;
  Cell before;  // a Gap where the version's form has no such cell
  Cell after;
};

enum class LineChange { Same, Removed, Added };

struct TextLine {
  LineChange change = LineChange::Same;
  std::string text;
};

// What differs between two versions of a report.
struct VersionDiff {
  int from = 0;
  int to = 0;
  std::vector<CellChange> cells;  // in the order of the form
  std::vector<TextLine> text;     // changed lines with one unchanged line around them
  // The bytes differ, and nothing that was read from them does.
  bool is_bytes_only() const { return cells.empty() && text.empty(); }
};

// Compares what was read: each cell by kind, value, printed text and unit (not by where it
// stands), the prose line by line.
VersionDiff diff_of(const ReportVersion& from, const ReportVersion& to);

}  // namespace gkwatch::store
