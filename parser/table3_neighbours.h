#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "model/form_layout.h"
#include "parser/labels.h"
#include "parser/printed.h"
#include "parser/table_reading.h"

namespace gkwatch::parser {

// Table 3 as it was laid on the form: which printed rows may be rows of the form, and which are.
struct Table3Rows {
  std::span<const PrintedRow> rows;
  std::span<const std::size_t> candidates;                      // rising: indices of `rows`
  std::span<const std::vector<Likeness>> likeness;              // [candidate][row of the form]
  std::span<const std::pair<std::size_t, std::size_t>> placed;  // printed row, row of the form
  std::span<const FormRow> form_rows;
};

// A row becomes Gaps where its figures may be those of a row beside it that has no label, and where
// such a row may be this one.
void refuse_by_neighbours(TableReading& reading, const Table3Rows& table);

// Figures alone below a row: the ends of some that a line end has torn.
void refuse_torn_rows(TableReading& reading, const Table3Rows& table);

}  // namespace gkwatch::parser
