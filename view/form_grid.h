#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/language.h"
#include "model/finding.h"
#include "model/report.h"

namespace gkwatch::view {

enum class CellMark { None, Gap, Evidence, Culprit };

struct GridCellView {
  CellKey key;
  std::string text;  // as printed; a gap in words
  CellMark mark = CellMark::None;
  std::string why;    // of a gap: what was lost; of a marked cell: the finding's message
  std::string where;  // it stood: "page 6, row 4"
  std::optional<std::size_t> finding;  // of a marked cell: which one of the findings marks it
};

struct GridRowView {
  std::string group;  // the label cell it stands under; empty if none
  std::string label;
  std::vector<GridCellView> cells;
};

// One block of the official form as a grid: the five blocks of table 2, table 3, the three
// groups of table 4.
struct FormGrid {
  std::string title;  // "第二十条第（一）项", "三、收到和处理政府信息公开申请情况"
  std::vector<std::string> heads;  // of the number columns
  std::vector<GridRowView> rows;
};

// The form with this document's values in it. A cell is a Culprit if a failing finding of
// severity error or warning names it first, Evidence if one names it at all.
std::vector<FormGrid> form_grids(const ParsedDocument& document, std::span<const Finding> findings,
                                 Language language);

}  // namespace gkwatch::view
