#pragma once

#include <span>

#include "config/watch_list.h"

namespace gkwatch::config {

// A good row of the watch list, with what Agency does not keep of it.
struct ListedRow {
  std::size_t line = 0;
  Agency agency;
  bool has_class = false;
  bool runs_over_lines = false;
};

// Rows that are used but may not be meant so: without a class (then D counts) or a region, with
// an address, a name or an alias that an earlier row has as well, or with a line end within a
// field, which a quote that was never closed looks like.
std::vector<BadRow> lint(std::span<const ListedRow> rows);

}  // namespace gkwatch::config
