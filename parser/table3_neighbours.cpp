#include "parser/table3_neighbours.h"

#include <algorithm>
#include <map>

#include "parser/table3_places.h"
#include "parser/table3_sums.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kColumns = 7;
constexpr std::size_t kSeveral = 3;

bool is_bare(const Table3Rows& table, std::size_t at, std::size_t least, std::size_t most) {
  if (at >= table.rows.size()) return false;
  const PrintedRow& row = table.rows[at];
  return !row.is_head && row.words.empty() && row.figures >= least && row.figures <= most;
}

// The next row that may be one of the form, behind the heads that a page repeats, has figures,
// and words that name no row: the rest of this one's label.
bool is_above_figures(const Table3Rows& table, std::size_t at) {
  const auto next = std::upper_bound(table.candidates.begin(), table.candidates.end(), at);
  if (next == table.candidates.end() || table.rows[*next].figures < kSeveral) return false;
  return !names_a_row(table.likeness[static_cast<std::size_t>(next - table.candidates.begin())]);
}

bool has_cut_label(const Table3Rows& table, std::size_t at, std::size_t f) {
  const auto found = std::lower_bound(table.candidates.begin(), table.candidates.end(), at);
  const auto candidate = static_cast<std::size_t>(found - table.candidates.begin());
  return ends_within_brackets(table.rows[at]) || table.likeness[candidate][f] == Likeness::Near;
}

// A label with blank cells beside a row of figures without label: they may be its own.
void refuse_figures_beside(TableReading& reading, const Table3Rows& table) {
  for (const auto& [at, f] : table.placed) {
    const PrintedRow& row = table.rows[at];
    const bool is_beside = (at > 0 && is_bare(table, at - 1, kSeveral, kColumns)) ||
                           is_bare(table, at + 1, kSeveral, kColumns);
    const bool is_blank = row.figures == 0;
    const bool is_cut = row.figures < kColumns && has_cut_label(table, at, f);
    const bool is_over = (is_blank || is_cut) && is_above_figures(table, at);
    if (!(is_blank && is_beside) && !is_over) continue;
    refuse_cells(reading, table.form_rows[f],
                 "the figures of this row may stand in the row beside");
  }
}

// A whole row of figures without a label that no row took, where labels may be torn off: it may
// be that of the row before or behind.
void refuse_beside_strays(TableReading& reading, const Table3Rows& table) {
  const std::map<std::size_t, std::size_t> placed{table.placed.begin(), table.placed.end()};
  for (std::size_t c = 0; c < table.candidates.size(); ++c) {
    const PrintedRow& row = table.rows[table.candidates[c]];
    const bool is_torn_off = row.geometry == Geometry::Lost && row.figures == kColumns &&
                             han_count(label_core(joined_words(row))) < 2;
    if (!is_torn_off || placed.contains(table.candidates[c]) || names_a_row(table.likeness[c])) {
      continue;
    }
    for (const std::size_t other : {c - 1, c + 1}) {
      if (other >= table.candidates.size()) continue;
      const auto beside = placed.find(table.candidates[other]);
      if (beside == placed.end()) continue;
      refuse_cells(reading, table.form_rows[beside->second],
                   "a row of figures without a label beside this one may be the row");
    }
  }
}

}  // namespace

void refuse_by_neighbours(TableReading& reading, const Table3Rows& table) {
  refuse_beside_strays(reading, table);
  refuse_figures_beside(reading, table);
}

void refuse_torn_rows(TableReading& reading, const Table3Rows& table) {
  const std::map<std::size_t, std::size_t> placed{table.placed.begin(), table.placed.end()};
  for (const auto& [at, f] : table.placed) {
    const bool is_torn = table.rows[at].figures > 0 && is_bare(table, at + 1, 1, kColumns - 1) &&
                         !placed.contains(at + 1);
    if (is_torn) refuse_torn_row(reading, table.form_rows[f]);
  }
}

}  // namespace gkwatch::parser
