#include "parser/scan_writer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/text.h"

namespace gkwatch::parser {
namespace {

// Points: how far two pieces of one table may lie apart, and how much wider one may be.
constexpr double kShift = 40;
constexpr double kStretch = 0.03;

void fit(PageTable& table, const Box& to) {
  const double width = table.outline.right - table.outline.left;
  const double wanted = to.right - to.left;
  const bool is_near = std::abs(table.outline.left - to.left) < kShift && width > 0 &&
                       std::abs(wanted - width) < kStretch * wanted;
  if (!is_near) return;
  const double left = table.outline.left;
  for (double& place : table.columns) place = to.left + (place - left) * wanted / width;
  table.outline.left = to.left;
  table.outline.right = to.right;
}

// The page may have been turned a little: the cells beside it too.
void doubt_cell_at(PageTable& table, const Glyph& glyph) {
  constexpr double reach = 6;  // points
  const Box& outline = table.outline;
  const bool is_inside = glyph.x > outline.left - reach && glyph.x < outline.right + reach &&
                         glyph.y > outline.top - reach && glyph.y < outline.bottom + reach;
  if (!is_inside) return;
  for (TableRow& row : table.table.rows) {
    for (std::size_t i = 0; i < row.cells.size() && i + 1 < table.columns.size(); ++i) {
      const bool is_in_column =
          glyph.x > table.columns[i] - reach && glyph.x < table.columns[i + 1] + reach;
      if (is_in_column) row.cells[i].text += kDoubt;
    }
  }
}

// "- 3 -", "3" or "第3页" at the edge of a page.
bool is_page_number(const GlyphLine& line, double height) {
  constexpr double edge = 0.1;
  const bool is_at_edge = line.box.top > (1 - edge) * height || line.box.bottom < edge * height;
  const std::u32string text = to_u32(line.text);
  constexpr std::size_t longest = 6;
  return is_at_edge && text.size() <= longest &&
         line.text.find_first_of("0123456789") != std::string::npos;
}

}  // namespace

Status ScanWriter::add(const Picture& picture, const std::string& name, const std::stop_token& stop,
                       const std::vector<Glyph>& over) {
  auto page = read_scan(picture, name, budget_, stop);
  if (!page) return page.error();
  has_scans_ = true;
  std::erase_if(page->lines,
                [&](const GlyphLine& line) { return is_page_number(line, page->height); });
  for (PageTable& table : page->tables) {
    for (const Glyph& glyph : over) doubt_cell_at(table, glyph);
    if (&table == &page->tables.front() && last_.right > 0) fit(table, last_);
    last_ = table.outline;
  }
  writer_.add(std::move(page->tables), page->lines);
  return {};
}

Extract ScanWriter::take() && {
  Extract extract = std::move(writer_).take();
  extract.is_read_by_ocr = has_scans_;
  return extract;
}

}  // namespace gkwatch::parser
