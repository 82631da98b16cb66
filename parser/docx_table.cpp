#include "parser/docx_table.h"

#include <algorithm>
#include <map>
#include <utility>

#include "parser/office_package.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kMaxPlaces = 200'000;

std::size_t width_of(const DocxRow& row) {
  std::size_t width = row.before + row.after;
  for (const DocxCell& cell : row.cells) width += cell.columns;
  return width;
}

// The cell that a column's later rows may continue.
struct Origin {
  std::size_t row = 0;
  std::size_t columns = 0;
};

class Layer {
 public:
  explicit Layer(const std::string& where) { printed_.table.where = where; }

  void add(DocxRow& row) {
    auto& rows = printed_.table.rows;
    rows.push_back({.where = printed_.table.where + ", row " + std::to_string(rows.size() + 1)});
    // Columns that no cell fills belong to the one before: they are no blank cells.
    place({.from_left = true}, row.before);
    for (DocxCell& cell : row.cells) add_cell(cell);
    place({.from_left = true}, row.after);
  }

  PrintedTable take() && { return std::move(printed_); }

 private:
  std::vector<GridCell>& cells() { return printed_.table.rows.back().cells; }

  void place(const GridCell& cell, std::size_t columns) {
    for (std::size_t i = 0; i < columns; ++i) {
      cells().push_back({cell.text, cell.from_left || i > 0, cell.from_above});
    }
  }

  void add_cell(DocxCell& cell) {
    const std::size_t column = cells().size();
    if (cell.continues_left && column > 0) {
      const GridCell left = cells().back();
      place({left.text + (cell.text.empty() ? "" : kUntold.data()), true, left.from_above},
            cell.columns);
      return;
    }
    const auto origin = open_.find(column);
    const bool continues =
        cell.continues_above && origin != open_.end() && origin->second.columns == cell.columns;
    if (!continues) {
      if (cell.continues_above) cell.text += kUntold;
      open_[column] = {printed_.table.rows.size() - 1, cell.columns};
      place({.text = cell.text}, cell.columns);
      return;
    }
    // Word shows the first cell's text alone.
    if (!cell.text.empty()) doubt(origin->second, column);
    const std::string text = printed_.table.rows[origin->second.row].cells[column].text;
    place({.text = text, .from_above = true}, cell.columns);
  }

  void doubt(const Origin& origin, std::size_t column) {
    auto& rows = printed_.table.rows;
    for (std::size_t y = origin.row; y + 1 < rows.size(); ++y) {
      for (std::size_t x = column; x < column + origin.columns; ++x)
        rows[y].cells[x].text += kUntold;
    }
  }

  PrintedTable printed_;
  std::map<std::size_t, Origin> open_;  // by first column
};

// Only the order of cells is left.
void lose_grid(PrintedTable& printed) {
  printed.geometry = Geometry::Lost;
  for (TableRow& row : printed.table.rows) {
    std::erase_if(row.cells,
                  [](const GridCell& cell) { return cell.from_left || cell.from_above; });
  }
}

}  // namespace

Result<PrintedTable> lay_docx_table(std::vector<DocxRow> rows, const std::string& where) {
  if (rows.empty()) return PrintedTable{};
  std::size_t width = 0;
  bool agree = true;
  for (const DocxRow& row : rows) {
    width = std::max(width, width_of(row));
    agree = agree && width_of(row) == width_of(rows.front());
  }
  if (width > kMaxPlaces / rows.size()) {
    return Error{ErrorCode::TooLarge, "a table has more than 200,000 places"};
  }
  Layer layer{where};
  for (DocxRow& row : rows) layer.add(row);
  PrintedTable printed = std::move(layer).take();
  if (!agree) lose_grid(printed);
  return printed;
}

}  // namespace gkwatch::parser
