#include "parser/figure_runs.h"

#include <utility>

namespace gkwatch::parser {
namespace {

// Where the parts of a run of figures begin: each has `columns`, with or without the blank place of
// a lost label between them. Empty if the line is no such run.
std::vector<std::size_t> parts_of(const PrintedRow& row, std::size_t columns) {
  std::vector<std::size_t> begins;
  std::size_t at = 0;
  while (at < row.values.size()) {
    if (!begins.empty() && row.values[at].text.empty()) ++at;
    const std::size_t end = at + columns;
    if (end > row.values.size()) return {};
    for (std::size_t i = at; i < end; ++i) {
      if (row.values[i].text.empty()) return {};
    }
    begins.push_back(at);
    at = end;
  }
  return begins;
}

}  // namespace

void cut_runs(std::vector<PrintedRow>& rows, std::size_t columns) {
  std::vector<PrintedRow> cut;
  for (PrintedRow& row : rows) {
    const bool may_run =
        row.geometry == Geometry::Lost && row.figures > columns && row.figures % columns == 0;
    const auto begins = may_run ? parts_of(row, columns) : std::vector<std::size_t>{};
    if (begins.empty()) {
      cut.push_back(std::move(row));
      continue;
    }
    for (const std::size_t begin : begins) {
      PrintedRow part = row;
      const auto from = row.values.begin() + static_cast<std::ptrdiff_t>(begin);
      part.values.assign(from, from + static_cast<std::ptrdiff_t>(columns));
      part.figures = columns;
      if (begin > 0) part.words.clear();
      cut.push_back(std::move(part));
    }
  }
  rows = std::move(cut);
}

}  // namespace gkwatch::parser
