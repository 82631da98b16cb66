#include "tests/generated/paged_table.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/text.h"
#include "tests/support/pdf_writer.h"

namespace gkwatch::testing {
namespace {

constexpr double kSize = 9;
constexpr double kPitch = 12;
constexpr double kPadding = 3;
constexpr double kLine = kPitch + 2 * kPadding;

struct Block {
  std::size_t row = 0;
  std::size_t rows = 1;
  std::size_t column = 0;
  std::size_t columns = 1;
  std::vector<std::string> lines;
  bool is_figure = false;
  bool is_upright = false;
  std::string raised;
};

class TablePrinter {
 public:
  TablePrinter(const Plan& plan, const MadeTable& table, PageCanvas& canvas, const PageFrame& frame)
      : plan_{plan}, table_{table}, canvas_{canvas}, frame_{frame} {
    edges_.push_back(frame.left);
    for (const double width : table.widths) {
      edges_.push_back(edges_.back() + width * (frame.right - frame.left));
    }
    for (const PlacedCell& place : placed(table)) blocks_.push_back(block_of(place));
    measure();
  }

  double run(double y) {
    const std::size_t count = heights_.size();
    const auto whole = blocks_;
    for (std::size_t first = 0; first < count;) {
      if (first > table_.heads && plan_.has(Odd::RepeatedHeads) && table_.heads > 0) {
        auto again = whole;
        y = draw(again, 0, table_.heads, y);
      }
      std::size_t end = first;
      double bottom = y;
      while (end < count && bottom + heights_[end] < frame_.bottom) bottom += heights_[end++];
      if (end == first && y < frame_.top + 1) ++end;  // too high for any page
      if (end > first) y = draw(blocks_, first, end, y);
      if (end < count && plan_.has(Odd::CutRows)) cut(end, y);
      first = end;
      if (first == count) break;
      frame_.turn_page();
      y = frame_.top;
    }
    return y;
  }

 private:
  Block block_of(const PlacedCell& place) const {
    const MadeCell& cell = *place.cell;
    Block block{.row = place.row,
                .rows = static_cast<std::size_t>(cell.rows),
                .column = place.column,
                .columns = static_cast<std::size_t>(cell.columns)};
    std::string text;
    for (const MadeRun& run : cell.runs) {
      if (run.look == Look::Raised)
        block.raised += run.text;
      else if (run.look == Look::Plain || run.look == Look::Inserted)
        text += run.text;
    }
    const std::string digits = nfkc(text);
    block.is_figure = !digits.empty() && digits.find_first_of("0123456789/") == 0;
    block.is_upright = cell.is_upright && plan_.has(Odd::UprightLabel);
    const std::size_t last = std::min(block.column + block.columns, edges_.size() - 1);
    const double width = block.is_upright ? 1e6 : edges_[last] - edges_[block.column] - 4;
    if (!text.empty()) block.lines = wrapped(text, width, kSize);
    return block;
  }

  void measure() {
    heights_.assign(table_.rows.size(), kLine);
    for (const Block& block : blocks_) {
      if (block.rows > 1) continue;
      heights_[block.row] = std::max(heights_[block.row], height_of(block));
    }
    for (const Block& block : blocks_) {
      const std::size_t end = std::min(block.row + block.rows, heights_.size());
      const auto from = heights_.begin() + static_cast<std::ptrdiff_t>(block.row);
      const auto to = heights_.begin() + static_cast<std::ptrdiff_t>(end);
      const double room = std::accumulate(from, to, 0.0);
      if (!block.is_upright && room < height_of(block))
        heights_[end - 1] += height_of(block) - room;
    }
  }

  static double height_of(const Block& block) {
    return kPitch * static_cast<double>(block.lines.size()) + 2 * kPadding;
  }

  // A row of several lines begins on this page and ends on the next.
  void cut(std::size_t row, double& y) {
    if (heights_[row] <= kLine || y + kLine >= frame_.bottom) return;
    const double whole = heights_[row];
    heights_[row] = kLine;
    keeps_figures_below_ = plan_.seed % 2 == 0;
    y = draw(blocks_, row, row + 1, y);
    keeps_figures_below_ = false;
    heights_[row] = whole;
  }

  double draw(std::vector<Block>& blocks, std::size_t first, std::size_t end, double y) {
    std::vector<double> tops{y};
    for (std::size_t r = first; r < end; ++r) tops.push_back(tops.back() + heights_[r]);
    for (Block& block : blocks) {
      const std::size_t from = std::max(block.row, first);
      const std::size_t to = std::min(block.row + block.rows, end);
      if (from >= to) continue;
      draw(block, tops[from - first], tops[to - first]);
    }
    return tops.back();
  }

  void draw(Block& block, double top, double bottom) {
    const std::size_t last = std::min(block.column + block.columns, edges_.size() - 1);
    const double left = edges_[block.column];
    const double right = edges_[last];
    draw_frame(left, top, right, bottom, block.column == 0, last == edges_.size() - 1);
    if (block.lines.empty() || (block.is_figure && keeps_figures_below_)) return;
    if (block.is_upright) return draw_upright(block, left, top, right, bottom);
    const double room = bottom - top;
    double y = top + kPadding + kPitch - 2;
    if (height_of(block) <= room) y += (room - height_of(block)) / 2;
    while (!block.lines.empty() && y < bottom) {
      write(block, (left + right - printed_width(block.lines.front(), kSize)) / 2, y);
      block.lines.erase(block.lines.begin());
      y += kPitch;
    }
  }

  void draw_frame(double left, double top, double right, double bottom, bool is_first,
                  bool is_last) {
    if (plan_.has(Odd::Borderless)) return;
    const bool is_open = plan_.has(Odd::OpenOutline);
    canvas_.rule(left, top, right, top);
    canvas_.rule(left, bottom, right, bottom);
    if (!is_open || !is_first) canvas_.rule(left, top, left, bottom);
    if (!is_open || !is_last) canvas_.rule(right, top, right, bottom);
  }

  void draw_upright(Block& block, double left, double top, double right, double bottom) {
    const std::string text = block.lines.front();
    block.lines.clear();
    const double length = printed_width(text, kSize);
    const double middle = (left + right + kSize) / 2;
    const double y = std::min((top + bottom + length) / 2, bottom - 2);
    if (canvas_.write_upwards(middle, y, text, kSize)) return;
    double below = std::max((top + bottom - length) / 2, top) + kSize;
    for (const char32_t c : to_u32(text)) {
      canvas_.write((left + right - kSize) / 2, below, to_utf8(std::u32string{c}), kSize);
      below += kSize;
    }
  }

  void write(const Block& block, double x, double y) {
    const std::string& line = block.lines.front();
    if (block.is_figure && plan_.has(Odd::DigitByDigit)) {
      for (const char32_t c : to_u32(line)) {
        const std::string letter = to_utf8(std::u32string{c});
        canvas_.write(x, y, letter, kSize);
        x += printed_width(letter, kSize) + 0.3;
      }
    } else {
      canvas_.write(x, y, line, kSize);
      x += printed_width(line, kSize);
    }
    if (!block.raised.empty() && block.lines.size() == 1) {
      canvas_.write(x, y - 4, block.raised, kSize * 0.6);
    }
  }

  const Plan& plan_;
  const MadeTable& table_;
  PageCanvas& canvas_;
  const PageFrame& frame_;
  std::vector<double> edges_;
  std::vector<Block> blocks_;
  std::vector<double> heights_;
  bool keeps_figures_below_ = false;
};

}  // namespace

std::vector<std::string> wrapped(const std::string& text, double width, double size) {
  std::vector<std::string> lines{""};
  for (const char32_t c : to_u32(text)) {
    const std::string letter = to_utf8(std::u32string{c});
    const bool is_full = printed_width(lines.back() + letter, size) > width;
    if (is_full && !lines.back().empty()) lines.emplace_back();
    lines.back() += letter;
  }
  return lines;
}

double draw_table(const Plan& plan, const MadeTable& table, PageCanvas& canvas,
                  const PageFrame& frame, double y) {
  return TablePrinter{plan, table, canvas, frame}.run(y);
}

}  // namespace gkwatch::testing
