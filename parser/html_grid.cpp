#include "parser/html_grid.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/html_cell.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kMaxPlaces = 200'000;

// HTML, "rules for parsing non-negative integers": leading blanks, digits, rubbish after them.
std::size_t span_of(HtmlNode cell, std::string_view name, std::size_t most) {
  std::string_view text = cell.attribute(name).value_or("");
  const std::size_t start = text.find_first_not_of(" \t\r\n\f+");
  if (start == std::string_view::npos) return 1;
  text.remove_prefix(start);
  std::size_t span = 1;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, span);
  if (error == std::errc::result_out_of_range) return most;
  if (error != std::errc{}) return 1;
  return std::min(span, most);
}

struct Slot {
  std::string text;
  bool is_taken = false;
  bool from_left = false;
  bool from_above = false;
};

class Grid {
 public:
  explicit Grid(HiddenClasses hidden) : hidden_{std::move(hidden)} {}

  // HTML, "algorithm for processing row groups". The rows of one group; a span ends with it.
  Status add_group(const std::vector<HtmlNode>& rows) {
    const std::size_t first = rows_.size();
    rows_.resize(first + rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (auto added = add_row(rows[i], first + i); !added) return added;
    }
    return {};
  }

  Table take(const std::string& where) && {
    Table table{.where = where};
    for (std::size_t y = 0; y < rows_.size(); ++y) {
      TableRow row{.where = where + ", row " + std::to_string(y + 1)};
      // A slot that no cell fills belongs to the one before: it is no blank cell.
      for (Slot& slot : rows_[y]) {
        const bool from_left = slot.from_left || !slot.is_taken;
        row.cells.push_back({std::move(slot.text), from_left, slot.from_above});
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

 private:
  // HTML, "algorithm for processing rows".
  Status add_row(HtmlNode row, std::size_t y) {
    std::size_t x = 0;
    for (const HtmlNode& cell : row.children()) {
      if ((cell.tag() != "td" && cell.tag() != "th") || is_hidden(cell)) continue;
      while (is_taken(x, y)) ++x;  // skip the slots that a span from above has taken
      const std::size_t columns = std::max<std::size_t>(span_of(cell, "colspan", 1000), 1);
      const std::size_t down = span_of(cell, "rowspan", 65534);
      // Zero reaches to the end of the row group, as does a span that is too long.
      const std::size_t room = rows_.size() - y;
      const std::size_t rows = down == 0 ? room : std::min(down, room);
      width_ = std::max(width_, x + columns);
      if (width_ * rows_.size() > kMaxPlaces) {
        return Error{ErrorCode::TooLarge, "a table has more than 200,000 places"};
      }
      fill(x, y, columns, rows, cell_text(cell, hidden_));
      x += columns;
    }
    return {};
  }

  bool is_taken(std::size_t x, std::size_t y) const {
    return x < rows_[y].size() && rows_[y][x].is_taken;
  }

  // Where two cells overlap (a table model error) the first one stays.
  void fill(std::size_t x, std::size_t y, std::size_t columns, std::size_t rows,
            const std::string& text) {
    for (std::size_t j = y; j < y + rows; ++j) {
      if (rows_[j].size() < x + columns) rows_[j].resize(x + columns);
      for (std::size_t i = x; i < x + columns; ++i) {
        if (!rows_[j][i].is_taken) rows_[j][i] = {text, true, i > x, j > y};
      }
    }
  }

  HiddenClasses hidden_;
  std::vector<std::vector<Slot>> rows_;
  std::size_t width_ = 0;
};

using RowGroup = std::vector<HtmlNode>;

RowGroup rows_of(HtmlNode group) {
  RowGroup rows;
  for (const HtmlNode& row : group.children()) {
    if (row.tag() == "tr" && !is_hidden(row)) rows.push_back(row);
  }
  return rows;
}

// HTML, "forming a table": row groups in document order, but tfoot last.
std::vector<RowGroup> row_groups(HtmlNode table) {
  std::vector<RowGroup> groups;
  std::vector<RowGroup> feet;
  for (const HtmlNode& child : table.children()) {
    if (is_hidden(child)) continue;
    if (child.tag() == "tfoot") feet.push_back(rows_of(child));
    if (child.tag() == "thead" || child.tag() == "tbody") groups.push_back(rows_of(child));
  }
  groups.insert(groups.end(), feet.begin(), feet.end());
  return groups;
}

HtmlNode page_of(HtmlNode node) {
  while (const auto parent = node.parent()) node = *parent;
  return node;
}

}  // namespace

Result<Table> expand_grid(HtmlNode table, const std::string& where) {
  Grid grid{hidden_classes(page_of(table))};
  for (const RowGroup& group : row_groups(table)) {
    if (auto added = grid.add_group(group); !added) return added.error();
  }
  return std::move(grid).take(where);
}

}  // namespace gkwatch::parser
