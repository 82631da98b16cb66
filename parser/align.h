#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace gkwatch::parser {

// How well printed row p may be row f of the form; kNever: not at all.
inline constexpr int kNever = -1'000'000;

struct AlignmentTask {
  std::vector<std::vector<int>> score;  // [p][f]
  std::vector<int> leave_out;           // [p]: what it is worth to place row p nowhere
  std::size_t form_rows = 0;
};

struct Alignment {
  std::vector<std::optional<std::size_t>> row_of;  // [p]: its row of the form
  // [p]: no other way of placing p, or of filling its row of the form, comes near in total.
  std::vector<bool> is_sure;
};

// Places the printed rows on the form in order, so that the sum of scores is greatest. Rows of
// the form may stay empty. A second way counts as near if its total is less than `margin` below.
Alignment align(const AlignmentTask& task, int margin);

}  // namespace gkwatch::parser
