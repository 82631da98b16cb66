#include "parser/printed_exact.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "parser/figures.h"
#include "parser/form_words.h"
#include "parser/labels.h"
#include "parser/printed_words.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kUnknown = std::numeric_limits<std::size_t>::max();

std::vector<PrintedCell> cells_of(const TableRow& row) {
  std::vector<PrintedCell> cells;
  for (std::size_t x = 0; x < row.cells.size(); ++x) {
    if (row.cells[x].from_left && !cells.empty()) {
      cells.back().end = x + 1;
      continue;
    }
    const GridCell& cell = row.cells[x];
    cells.push_back({cell.text, x, x + 1, cell.from_above, cell.confidence, cell.others});
  }
  return cells;
}

bool is_head(const PrintedCell& cell) {
  return is_head_word(label_core(cell.text)) || is_head_word(label_core_without_remark(cell.text));
}

bool is_label_column(const PrintedCell& cell) { return label_core(cell.text) == U"信息内容"; }

// A figure with a mark beside it ("9①") is no value, but no word either.
bool is_word(const PrintedCell& cell) {
  return !cell.text.empty() && !is_value(cell.text) && !is_marked_figure(cell.text);
}

bool is_ordinal_head(const PrintedCell& cell) {
  const auto core = label_core(cell.text);
  return core == U"序号" || core == U"编号";
}

// A head that a page end has cut goes on in the next row of heads: 自然 above 人. Nothing if the
// cell does not go on what stands above.
std::string joined_with_above(const PrintedCell& cell, const std::vector<PrintedCell>& above) {
  if (cell.from_above || label_core(cell.text).empty() || is_head(cell)) return {};
  for (const PrintedCell& upper : above) {
    const bool is_over = upper.begin == cell.begin && upper.end == cell.end;
    if (is_over && is_head_word(label_core(upper.text + cell.text))) return upper.text + cell.text;
  }
  return {};
}

// Two heads or more and no figure, or 信息内容 at the left; below such a row one head, or the rest
// of one, is enough.
bool is_head_row(const std::vector<PrintedCell>& cells, bool is_below_heads,
                 const std::vector<PrintedCell>& above) {
  const auto heads = std::count_if(cells.begin(), cells.end(), is_head);
  const bool is_headed = !cells.empty() && is_label_column(cells.front());
  const bool has_figure = std::any_of(cells.begin(), cells.end(), [](const PrintedCell& cell) {
    return read_figure(cell.text, "").kind == CellKind::Number;
  });
  if (has_figure) return false;
  if (heads >= 2 || is_headed) return true;
  if (!is_below_heads) return false;
  return heads >= 1 || std::any_of(cells.begin(), cells.end(), [&](const PrintedCell& cell) {
           return !joined_with_above(cell, above).empty();
         });
}

void add_heads(Heads& heads, std::vector<PrintedCell>& cells,
               const std::vector<PrintedCell>& above) {
  for (PrintedCell& cell : cells) {
    heads.width = std::max(heads.width, cell.end);
    if (std::string whole = joined_with_above(cell, above); !whole.empty()) {
      cell.text = std::move(whole);
    }
    if (is_ordinal_head(cell)) heads.ordinals = cell;
    if (is_label_column(cell)) {
      heads.boundary = std::min(heads.boundary, cell.end);
      continue;
    }
    if (!is_head(cell)) {
      if (!cell.from_above && !label_core(cell.text).empty()) heads.others.push_back(cell);
      continue;
    }
    heads.boundary = std::min(heads.boundary, cell.begin);
    heads.cells.push_back(cell);
    heads.names.push_back(head_word(cell.text));
  }
}

// 序号 in a row that a page end has parted from the other heads: nothing stands in its place there.
const PrintedCell* ordinals_above(const std::vector<PrintedCell>& cells,
                                  const std::vector<PrintedCell>& row_before) {
  const auto found = std::find_if(row_before.begin(), row_before.end(), is_ordinal_head);
  if (found == row_before.end()) return nullptr;
  const bool is_free = std::all_of(cells.begin(), cells.end(), [&](const PrintedCell& cell) {
    return cell.begin >= found->end || cell.end <= found->begin || cell.text.empty();
  });
  return is_free ? &*found : nullptr;
}

// The form counts no rows; where a column does, its numbers are no figures.
void drop_ordinals(std::vector<PrintedCell>& cells, const Heads* heads) {
  if (heads == nullptr || !heads->ordinals) return;
  std::erase_if(cells, [&](const PrintedCell& cell) {
    return cell.begin == heads->ordinals->begin && cell.end == heads->ordinals->end;
  });
}

// The number of cells at the left that are words: up to the last word before the last figure.
std::size_t words_by_order(const std::vector<PrintedCell>& cells) {
  std::size_t last_figure = cells.size();
  for (std::size_t i = cells.size(); i-- > 0;) {
    if (is_value(cells[i].text) || is_marked_figure(cells[i].text)) {
      last_figure = i;
      break;
    }
  }
  std::size_t words = 0;
  for (std::size_t i = 0; i < last_figure; ++i) {
    if (is_word(cells[i])) words = i + 1;
  }
  return words;
}

// Words where the first figure should stand, and all figures behind them: a label with a slip of
// the pen, under heads that stand farther left than the figures.
bool is_damaged_label(const std::vector<PrintedCell>& cells, std::size_t first) {
  constexpr std::size_t kShortest = 4;  // Han characters: 若干 may stand for a figure
  std::size_t end = first;
  while (end < cells.size() && is_word(cells[end])) ++end;
  if (end == first || end == cells.size() || !is_value(cells[end].text)) return false;
  return han_count(label_core(cells[end - 1].text)) >= kShortest;
}

// The same by the heads above, or kUnknown where heads and row do not fit: a figure left of the
// heads, a row's label below them.
std::size_t words_by_heads(const std::vector<PrintedCell>& cells, const Heads* heads) {
  if (heads == nullptr || heads->boundary == kUnknown) return kUnknown;
  std::size_t words = 0;
  while (words < cells.size() && cells[words].begin < heads->boundary) ++words;
  for (std::size_t i = 0; i < words; ++i) {
    if (is_value(cells[i].text) || is_marked_figure(cells[i].text)) return kUnknown;
  }
  for (std::size_t i = words; i < cells.size(); ++i) {
    if (is_word(cells[i]) && is_row_label(label_core(cells[i].text))) return kUnknown;
  }
  if (words < cells.size() && is_damaged_label(cells, words)) return kUnknown;
  return words;
}

PrintedRow read_row(std::vector<PrintedCell> cells, const TableRow& source,
                    const std::shared_ptr<const Heads>& heads) {
  PrintedRow row{.where = source.where, .width = source.cells.size(), .heads = heads};
  drop_ordinals(cells, heads.get());
  std::size_t words = words_by_heads(cells, heads.get());
  row.has_figure_before = heads != nullptr && words == kUnknown;
  if (words == kUnknown) words = words_by_order(cells);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i < words)
      add_words(row, cells[i].text);
    else
      row.values.push_back(std::move(cells[i]));
  }
  for (const PrintedCell& cell : row.values) {
    if (is_value(cell.text)) ++row.figures;
  }
  return row;
}

// A table that goes on after a page end may have more or fewer columns of labels: the heads are
// those of its values where there are as many of both.
bool fits_from_right(const PrintedRow& row, const Heads& above) {
  if (above.cells.empty() || row.figures == 0) return false;
  const bool is_narrow =
      std::all_of(row.values.begin(), row.values.end(),
                  [](const PrintedCell& value) { return value.end == value.begin + 1; });
  return is_narrow && row.values.size() == above.width - above.boundary;
}

}  // namespace

std::vector<PrintedRow> read_exact_rows(const Table& table, std::shared_ptr<const Heads> above,
                                        std::optional<int> year) {
  std::vector<PrintedRow> rows;
  std::shared_ptr<Heads> own;
  std::vector<PrintedCell> heads_above;
  std::vector<PrintedCell> row_before;
  bool is_below_heads = false;
  for (const TableRow& source : table.rows) {
    auto cells = cells_of(source);
    for (PrintedCell& cell : cells) name_own_year(cell.text, year);
    if (is_head_row(cells, is_below_heads, heads_above)) {
      if (!is_below_heads) {
        own = std::make_shared<Heads>(Heads{.boundary = kUnknown});
        heads_above.clear();
        const PrintedCell* ordinals = ordinals_above(cells, row_before);
        if (ordinals != nullptr) own->ordinals = *ordinals;
      }
      add_heads(*own, cells, heads_above);
      heads_above = cells;
      is_below_heads = true;
      PrintedRow row{.where = source.where, .is_head = true, .heads = own};
      for (const PrintedCell& cell : cells) {
        add_words(row, cell.text);
        if (!cell.from_above) row.head_line.push_back(head_word(cell.text));
      }
      rows.push_back(std::move(row));
      continue;
    }
    is_below_heads = false;
    row_before = cells;
    const bool continues = own == nullptr && above != nullptr;
    const bool is_as_wide = continues && above->width == source.cells.size();
    rows.push_back(read_row(std::move(cells), source, is_as_wide ? above : own));
    if (continues && !is_as_wide && fits_from_right(rows.back(), *above)) {
      rows.back().heads = above;
    }
  }
  return rows;
}

}  // namespace gkwatch::parser
