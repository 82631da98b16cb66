#include "parser/scan_page.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "parser/cell_reader.h"
#include "parser/page_picture.h"

namespace gkwatch::parser {
namespace {

constexpr double kHeading = 300;  // points: longer lines are running text

class Reader {
 public:
  Reader(const PagePicture& page, Recogniser& recogniser, std::string name, ScanBudget& budget)
      : page_{page}, cells_{page, recogniser, budget}, name_{std::move(name)}, budget_{budget} {}

  Result<ScannedPage> run(const std::stop_token& stop) {
    auto tables = find_tables(page_.rules());
    if (!tables) return Error{tables.error()}.within(name_);
    ScannedPage read{.width = points(page_.width()), .height = points(page_.height())};
    double top = 0;
    for (const RuledTable& table : *tables) {
      if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
      if (table.outline().top > top) add_lines(read, top, table.outline().top);
      top = std::max(top, table.outline().bottom);
      const auto cells = read_table(table);
      read.tables.push_back({table.outline(), table.columns(), lay_cells(table, cells, name_)});
    }
    add_lines(read, top, read.height);
    return read;
  }

 private:
  double points(int pixels) const { return pixels / page_.pixels_per_point(); }
  int pixels(double points) const {
    return static_cast<int>(std::lround(points * page_.pixels_per_point()));
  }

  std::vector<GridCell> read_table(const RuledTable& table) const {
    std::vector<GridCell> cells;
    for (std::size_t cell = 0; cell < table.cell_count(); ++cell) {
      CellReading reading = cells_.read_cell(table.box(cell));
      if (!reading.text.empty() && !table.is_rectangle(cell)) reading.text += kDoubt;
      cells.push_back({.text = std::move(reading.text),
                       .confidence = reading.confidence,
                       .others = std::move(reading.others)});
    }
    return cells;
  }

  // The lines of text between two heights.
  void add_lines(ScannedPage& read, double top, double bottom) const {
    constexpr double apart = 2;  // points from the rules of a table
    const InkBox band{
        0, pixels(top > 0 ? top + apart : 0), page_.width(),
        std::min(page_.height(), pixels(bottom - (bottom < read.height ? apart : 0)))};
    if (band.height() <= 2) return;
    for (const InkLine& line : find_lines(page_.ink(), band, page_.pixels_per_point()).lines) {
      if (may_be_text(line)) add_line(read, line);
    }
  }

  // Seals, drawings and dirt are no lines.
  bool may_be_text(const InkLine& line) const {
    constexpr double highest = 40;
    constexpr double lowest = 4;
    const double height = points(line.box.height());
    return height >= lowest && height <= highest && points(line.box.width()) >= lowest;
  }

  void add_line(ScannedPage& read, const InkLine& line) const {
    const double width = points(line.box.width());
    double& left = width > kHeading || budget_.headings < width ? budget_.words : budget_.headings;
    if (left < width) return;
    left -= width;
    std::string text = cells_.read_words(line);
    if (text.empty()) return;
    const InkBox& box = line.box;
    const double size = 1.1 * points(box.height());
    read.lines.push_back(
        {.text = std::move(text),
         .box = {points(box.left), points(box.top), points(box.right), points(box.bottom)},
         .size = size,
         .first_width = size});
  }

  const PagePicture& page_;
  CellReader cells_;
  std::string name_;
  ScanBudget& budget_;
};

}  // namespace

Result<ScannedPage> read_scan(const Picture& picture, const std::string& name, ScanBudget& budget,
                              const std::stop_token& stop) {
  if (--budget.pages < 0) {
    return Error{ErrorCode::TooLarge, name + ": more pages of pictures than a report has"};
  }
  auto recogniser = Recogniser::of_this_thread();
  if (!recogniser) return recogniser.error();
  auto page = PagePicture::from(picture);
  if (!page) return Error{page.error()}.within(name);
  return Reader{*page, **recogniser, name, budget}.run(stop);
}

}  // namespace gkwatch::parser
