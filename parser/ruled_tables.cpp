#include "parser/ruled_tables.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "core/text.h"
#include "parser/figures.h"
#include "parser/form_words.h"
#include "parser/labels.h"

namespace gkwatch::parser {
namespace {

constexpr double kSame = 3.0;  // points: edges that lie nearer are one

double area_of(const RuledTable& table) {
  const Box box = table.outline();
  return (box.right - box.left) * (box.bottom - box.top);
}

// Which table and which cell of it holds a glyph.
struct Place {
  std::size_t table = 0;
  std::size_t cell = 0;
  bool operator==(const Place&) const = default;
};

// The innermost one: a table may stand in a frame.
std::optional<Place> place_of(const Glyph& glyph, const std::vector<RuledTable>& tables) {
  std::optional<Place> best;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto cell = tables[i].cell_at(glyph.x, glyph.y);
    if (cell && (!best || area_of(tables[i]) < area_of(tables[best->table]))) best = {i, *cell};
  }
  return best;
}

class Filler {
 public:
  Filler(const PageInk& page, std::vector<RuledTable> tables)
      : page_{0, 0, page.width, page.height}, tables_{std::move(tables)} {
    for (const RuledTable& table : tables_) {
      glyphs_.emplace_back(table.cell_count());
      doubts_.emplace_back(table.cell_count(), false);
    }
    for (const Glyph& glyph : page.glyphs) add(glyph);
    mark_run_ons(page);
  }

  PageContent take(const std::string& name) && {
    PageContent content{.rest = std::move(rest_)};
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      content.tables.push_back({tables_[i].outline(), tables_[i].columns(), table_of(i, name)});
    }
    return content;
  }

 private:
  void add(const Glyph& glyph) {
    if (const auto place = place_of(glyph, tables_))
      glyphs_[place->table][place->cell].push_back(glyph);
    else
      rest_.push_back(glyph);
  }

  // A figure that runs over the edge of its cell is cut there: neither part is a value.
  void mark_run_ons(const PageInk& page) {
    std::vector<const Glyph*> order;
    for (const Glyph& glyph : page.glyphs) order.push_back(&glyph);
    std::stable_sort(order.begin(), order.end(),
                     [](const Glyph* a, const Glyph* b) { return a->x < b->x; });
    std::stable_sort(order.begin(), order.end(), [](const Glyph* a, const Glyph* b) {
      return std::llround(a->y) < std::llround(b->y);
    });
    for (std::size_t i = 0; i + 1 < order.size(); ++i) {
      if (!run_on(*order[i], *order[i + 1])) continue;
      const auto here = place_of(*order[i], tables_);
      const auto there = place_of(*order[i + 1], tables_);
      if (here == there) continue;
      if (here) doubts_[here->table][here->cell] = true;
      if (there) doubts_[there->table][there->cell] = true;
    }
  }

  std::string text_of(std::size_t table, std::size_t cell) const {
    const Box box = tables_[table].box(cell);
    std::string text = text_of_cell(glyphs_[table][cell], box);
    const bool is_doubtful = doubts_[table][cell] || (text.empty() && reaches_beyond(box)) ||
                             (!text.empty() && !tables_[table].is_rectangle(cell));
    if (is_doubtful) text += kDoubt;
    return text;
  }

  // Beyond the page's edge nobody sees whether the cell is blank; nor in what the edge leaves of
  // a cell.
  bool reaches_beyond(const Box& box) const {
    constexpr double kHanging = 2;  // points
    constexpr double kSliver = 6;
    const bool is_sliver = box.right - box.left < kSliver &&
                           (box.left < page_.left + kSliver || box.right > page_.right - kSliver);
    return is_sliver || box.left < page_.left - kHanging || box.right > page_.right + kHanging ||
           box.top < page_.top - kHanging || box.bottom > page_.bottom + kHanging;
  }

  Table table_of(std::size_t index, const std::string& name) const {
    const RuledTable& ruled = tables_[index];
    std::vector<GridCell> cells;
    for (std::size_t cell = 0; cell < ruled.cell_count(); ++cell) {
      cells.push_back({.text = text_of(index, cell)});
    }
    return lay_cells(ruled, cells, name);
  }

  Box page_;
  std::vector<RuledTable> tables_;
  std::vector<std::vector<std::vector<Glyph>>> glyphs_;  // [table][cell]
  std::vector<std::vector<bool>> doubts_;                // [table][cell]
  std::vector<Glyph> rest_;
};

std::vector<double> united(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> all = a;
  for (const double place : b) {
    const bool is_known = std::any_of(
        a.begin(), a.end(), [&](double known) { return std::abs(known - place) < kSame; });
    if (!is_known) all.push_back(place);
  }
  std::sort(all.begin(), all.end());
  return all;
}

// The rows of a table on the finer columns `all`.
void spread(Table& table, const std::vector<double>& own, const std::vector<double>& all) {
  for (TableRow& row : table.rows) {
    std::vector<GridCell> cells;
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      const double middle = (all[i] + all[i + 1]) / 2;
      const bool is_next = at + 1 < row.cells.size() && middle > own[at + 1];
      if (is_next) ++at;
      GridCell cell = row.cells[at];
      if (!cells.empty() && !is_next) cell.from_left = true;
      cells.push_back(std::move(cell));
    }
    row.cells = std::move(cells);
  }
}

bool has_figure(const TableRow& row) {
  return std::any_of(row.cells.begin(), row.cells.end(),
                     [](const GridCell& cell) { return is_value(cell.text); });
}

// The last words before the first figure.
std::string label_of(const TableRow& row) {
  std::string label;
  for (const GridCell& cell : row.cells) {
    if (is_value(cell.text)) break;
    if (!cell.text.empty()) label = cell.text;
  }
  return label;
}

// A row that a page end cuts may have a figure cut with it: 36 above and 30 below. Such a row
// goes on with blanks and without a label of its own; what stands in both parts is no value.
void doubt_cut_figures(Table& first, Table& next) {
  const auto below = std::find_if(next.rows.begin(), next.rows.end(), has_figure);
  if (first.rows.empty() || below == next.rows.end()) return;
  if (is_row_label(label_core(label_of(*below)))) return;
  auto& upper = first.rows.back().cells;
  auto& lower = below->cells;
  const std::size_t width = std::min(upper.size(), lower.size());
  bool has_blank = false;
  for (std::size_t i = 0; i < width; ++i) {
    has_blank = has_blank || (is_value(upper[i].text) && lower[i].text.empty()) ||
                (is_value(lower[i].text) && upper[i].text.empty());
  }
  for (std::size_t i = 0; i < width && has_blank; ++i) {
    const bool is_above = is_value(upper[i].text);
    const bool is_below = is_value(lower[i].text);
    // What is blank in one part may stand in the other.
    if (is_below && (is_above || upper[i].text.empty())) upper[i].text += kDoubt;
    if (is_above && (is_below || lower[i].text.empty())) lower[i].text += kDoubt;
  }
}

bool is_joined_label(const std::string& upper, const std::string& lower) {
  return is_row_label(label_core(upper + lower));
}

// A row that a page end cuts within its label: its figures stand above, and below nothing but the
// rest of the label. Joined where both parts make a label of the form; else what is blank below may
// have been printed above.
void join_cut_label(Table& first, Table& next) {
  if (first.rows.empty() || next.rows.empty() || has_figure(next.rows.front())) return;
  auto& upper = first.rows.back().cells;
  auto& lower = next.rows.front().cells;
  const std::string rest = label_of(next.rows.front());
  if (!has_figure(first.rows.back()) || rest.empty() || is_row_label(label_core(rest))) return;
  if (!is_in_row_label(label_core(rest)) || upper.size() != lower.size()) return;
  if (is_joined_label(label_of(first.rows.back()), rest)) {
    for (std::size_t i = 0; i < upper.size(); ++i) upper[i].text += lower[i].text;
    next.rows.erase(next.rows.begin());
    return;
  }
  for (GridCell& cell : lower) {
    if (cell.text.empty()) cell.text += kDoubt;
  }
}

}  // namespace

Table lay_cells(const RuledTable& ruled, const std::vector<GridCell>& cells,
                const std::string& name) {
  Table table{.where = name};
  for (std::size_t r = 0; r < ruled.height(); ++r) {
    TableRow row{.where = name + ", row " + std::to_string(r + 1)};
    for (std::size_t c = 0; c < ruled.width(); ++c) {
      const std::size_t cell = ruled.cell(r, c);
      row.cells.push_back(cells[cell]);
      row.cells.back().from_left = c > 0 && ruled.cell(r, c - 1) == cell;
      row.cells.back().from_above = r > 0 && ruled.cell(r - 1, c) == cell;
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Result<PageContent> fill_tables(const PageInk& page, const std::string& name) {
  auto tables = find_tables(page.rules);
  if (!tables) return Error{tables.error()}.within(name);
  return Filler{page, *std::move(tables)}.take(name);
}

bool join_pieces(PageTable& first, const PageTable& next) {
  const bool is_same = std::abs(first.outline.left - next.outline.left) < kSame &&
                       std::abs(first.outline.right - next.outline.right) < kSame;
  if (!is_same) return false;
  const auto columns = united(first.columns, next.columns);
  Table more = next.table;
  spread(first.table, first.columns, columns);
  spread(more, next.columns, columns);
  join_cut_label(first.table, more);
  doubt_cut_figures(first.table, more);
  first.columns = columns;
  first.outline = next.outline;
  for (TableRow& row : more.rows) first.table.rows.push_back(std::move(row));
  return true;
}

}  // namespace gkwatch::parser
