#include "tests/support/pdf_report.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/text.h"

namespace gkwatch::testing {
namespace {

constexpr double kLeft = 50;
constexpr double kRight = 545;
constexpr double kTop = 60;
constexpr double kFoot = 60;
constexpr double kSize = 9;
constexpr double kPitch = 12;
constexpr double kLine = kPitch + 6;  // a row of one line

std::vector<std::string> wrapped(const std::string& text, double room, double size) {
  std::vector<std::string> lines;
  std::string line;
  for (const char32_t c : to_u32(text)) {
    const std::string next = line + to_utf8(std::u32string(1, c));
    if (!line.empty() && printed_width(next, size) > room) {
      lines.push_back(std::exchange(line, to_utf8(std::u32string(1, c))));
    } else {
      line = next;
    }
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

struct Placed {
  std::size_t row, column, rows, columns;
  std::vector<std::string> lines;  // not yet printed
};

std::vector<Placed> place(const std::vector<PlainRow>& rows, const std::vector<double>& widths) {
  std::vector<Placed> placed;
  std::set<std::pair<std::size_t, std::size_t>> taken;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::size_t c = 0;
    for (const PlainCell& cell : rows[r]) {
      while (taken.contains({r, c})) ++c;
      Placed here{
          r, c, static_cast<std::size_t>(cell.rows), static_cast<std::size_t>(cell.columns), {}};
      here.rows = std::min(here.rows, rows.size() - r);
      double room = -4;
      for (std::size_t i = c; i < c + here.columns; ++i) {
        room += widths.at(i);
        for (std::size_t j = r; j < r + here.rows; ++j) taken.insert({j, i});
      }
      here.lines = wrapped(cell.text, room, kSize);
      placed.push_back(std::move(here));
    }
  }
  return placed;
}

std::vector<double> heights_of(const std::vector<Placed>& cells, std::size_t rows) {
  std::vector<double> heights(rows, kLine);
  for (const Placed& cell : cells) {
    if (cell.rows > 1) continue;
    double& height = heights[cell.row];
    height = std::max(height, kPitch * static_cast<double>(cell.lines.size()) + 6);
  }
  return heights;
}

void draw_rule(PdfWriter& pdf, PdfRules rules, double x0, double y0, double x1, double y1) {
  constexpr double kThin = 0.5;
  if (rules == PdfRules::None) return;
  if (rules == PdfRules::Strokes)
    pdf.stroke(x0, y0, x1, y1);
  else
    pdf.fill(x0 - kThin / 2, y0 - kThin / 2, x1 - x0 + kThin, y1 - y0 + kThin);
}

// One cell's part on a page: its frame, and as many of its lines as find room.
void draw_cell(PdfWriter& pdf, PdfRules rules, Placed& cell, std::array<double, 4> frame) {
  const auto [left, top, right, bottom] = frame;
  draw_rule(pdf, rules, left, top, right, top);
  draw_rule(pdf, rules, left, bottom, right, bottom);
  draw_rule(pdf, rules, left, top, left, bottom);
  draw_rule(pdf, rules, right, top, right, bottom);
  double y = top + kPitch;
  while (!cell.lines.empty() && y < bottom) {
    const double middle = (left + right - printed_width(cell.lines.front(), kSize)) / 2;
    pdf.write({.x = middle, .y = y, .text = cell.lines.front(), .size = kSize});
    cell.lines.erase(cell.lines.begin());
    y += kPitch;
  }
}

std::vector<double> columns_of(const std::vector<double>& widths) {
  std::vector<double> x{kLeft};
  for (const double width : widths) x.push_back(x.back() + width);
  return x;
}

// The rows of heads: as many as the first cell spans. None where it spans but one.
std::vector<Placed> head_cells(const std::vector<Placed>& cells) {
  std::vector<Placed> heads;
  if (cells.front().rows == 1) return heads;
  for (const Placed& cell : cells) {
    if (cell.row < cells.front().rows) heads.push_back(cell);
  }
  return heads;
}

// Rows of a table as they stand on one page.
class Page {
 public:
  Page(std::vector<double> x, std::vector<double> heights, const PdfLook& look)
      : x_{std::move(x)}, heights_{std::move(heights)}, look_{look} {}

  // The row after the last that finds room below `y`.
  std::size_t last_row(std::size_t first, double y) const {
    std::size_t end = first;
    while (end < heights_.size() && y + heights_[end] < look_.page_height - kFoot) {
      y += heights_[end++];
    }
    return end;
  }

  double& height(std::size_t row) { return heights_[row]; }

  // Returns where the rows end.
  double draw(PdfWriter& pdf, std::vector<Placed>& cells, std::pair<std::size_t, std::size_t> rows,
              double y) const {
    const auto [first, end] = rows;
    std::vector<double> edge{y};
    for (std::size_t r = first; r < end; ++r) edge.push_back(edge.back() + heights_[r]);
    for (Placed& cell : cells) {
      const std::size_t from = std::max(cell.row, first);
      const std::size_t to = std::min(cell.row + cell.rows, end);
      if (from >= to) continue;
      draw_cell(
          pdf, look_.rules, cell,
          {x_[cell.column], edge[from - first], x_[cell.column + cell.columns], edge[to - first]});
    }
    return edge.back();
  }

 private:
  std::vector<double> x_;
  std::vector<double> heights_;
  PdfLook look_;
};

class Report {
 public:
  explicit Report(const PdfLook& look) : look_{look}, pdf_{look.page_height} { turn_page(); }

  void write(const std::string& text, double size, double indent) {
    auto lines = wrapped(text, kRight - kLeft - indent, size);
    if (lines.size() > 1) lines = wrapped_with_indent(text, size, indent);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (y_ + 1.6 * size > look_.page_height - kFoot) turn_page();
      pdf_.write(
          {.x = kLeft + (i == 0 ? indent : 0), .y = y_ + size, .text = lines[i], .size = size});
      y_ += 1.6 * size;
    }
  }

  void print(const std::vector<PlainRow>& rows, const std::vector<double>& widths) {
    print_table(pdf_, rows, widths, look_, y_);
    y_ += 10;
  }

  std::string bytes() const { return pdf_.bytes(); }

 private:
  static std::vector<std::string> wrapped_with_indent(const std::string& text, double size,
                                                      double indent) {
    const auto first = wrapped(text, kRight - kLeft - indent, size).front();
    auto lines = wrapped(text.substr(first.size()), kRight - kLeft, size);
    lines.insert(lines.begin(), first);
    return lines;
  }

  void turn_page() {
    pdf_.add_page();
    y_ = kTop;
  }

  PdfLook look_;
  PdfWriter pdf_;
  double y_ = 0;
};

constexpr std::array kHeadings{"一、总体情况",
                               "二、主动公开政府信息情况",
                               "三、收到和处理政府信息公开申请情况",
                               "四、政府信息公开行政复议、行政诉讼情况",
                               "五、存在的主要问题及改进情况",
                               "六、其他需要报告的事项"};

}  // namespace

void print_table(PdfWriter& pdf, const std::vector<PlainRow>& rows,
                 const std::vector<double>& widths, const PdfLook& look, double& y) {
  auto cells = place(rows, widths);
  const auto heads = head_cells(cells);
  const auto heights = heights_of(cells, rows.size());
  Page page{columns_of(widths), heights, look};
  for (std::size_t first = 0; first < rows.size();) {
    if (first > 0 && look.repeats_heads && !heads.empty()) {
      auto again = heads;
      y = page.draw(pdf, again, {0, heads.front().rows}, y);
    }
    const std::size_t end = page.last_row(first, y);
    if (end > first) y = page.draw(pdf, cells, {first, end}, y);
    const bool has_room = y + kLine < look.page_height - kFoot;
    if (look.cuts_rows && has_room && end < rows.size() && heights[end] > kLine) {
      const double whole = std::exchange(page.height(end), kLine);
      y = page.draw(pdf, cells, {end, end + 1}, y);
      page.height(end) = whole;
    }
    first = end;
    if (first == rows.size()) break;
    if (look.has_page_numbers) {
      pdf.write({.x = 285, .y = look.page_height - 30, .text = "- 3 -", .size = kSize});
    }
    pdf.add_page();
    y = kTop;
  }
}

std::string print_pdf_report(const ReportSpec& spec, const Figures& figures, const PdfLook& look,
                             const Defects& defects) {
  Report report{look};
  const std::string title = spec.agency + std::to_string(spec.year) + "年政府信息公开工作年度报告";
  report.write(title, 14, (kRight - kLeft - printed_width(title, 14)) / 2);
  const std::vector<std::pair<std::string, std::vector<double>>> tables{
      {"T2", std::vector<double>(4, 495.0 / 4)},
      {"T3", {30, 60, 160, 35, 35, 35, 35, 35, 35, 35}},
      {"T4", std::vector<double>(15, 33)}};
  for (std::size_t i = 0; i < kHeadings.size(); ++i) {
    report.write(kHeadings[i], 12, 24);
    if (i >= 1 && i <= 3) {
      const auto& [name, widths] = tables[i - 1];
      report.print(plain_table(spec, figures, defects, name), widths);
    } else {
      report.write(
          "本年度我单位认真落实各项要求，依法做好政府信息公开工作，没有需要另行说明的情况，"
          "下一步将继续改进工作。",
          10.5, 21);
    }
  }
  return report.bytes();
}

}  // namespace gkwatch::testing
