#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.h"
#include "parser/figures.h"
#include "parser/form_words.h"
#include "parser/fronts.h"
#include "parser/glyphs.h"
#include "parser/labels.h"
#include "parser/sections.h"
#include "parser/text_lines.h"

namespace gkwatch::parser {
namespace {

bool is_lone_bar(const Line& line) { return line.cells.size() == 1 && line.cells[0].empty(); }

// Lines that look like parts of a table, collected until prose ends them.
class TableRun {
 public:
  bool is_empty() const { return lines_.empty(); }
  void add(Line line) { lines_.push_back(std::move(line)); }

  // "|---|---|" stands below the first row of a table.
  void begin_table_at_last_row() {
    if (!lines_.empty()) starts_.push_back(lines_.size() - 1);
  }

  // Appends what was collected: as tables if it carries figures, else as text.
  void flush_into(std::vector<Block>& blocks) {
    if (carries_figures())
      add_tables(blocks);
    else
      add_text(blocks);
    lines_.clear();
    starts_.clear();
  }

 private:
  static bool has_figure(const Line& line) {
    return std::any_of(line.cells.begin(), line.cells.end(),
                       [](const std::string& cell) { return is_value(cell); });
  }

  bool carries_figures() const {
    constexpr std::ptrdiff_t kFewest = 4;  // lone figures: fewer are page numbers and strays
    const auto rows = std::count_if(lines_.begin(), lines_.end(), [](const Line& line) {
      return line.cells.size() > 1 && has_figure(line);
    });
    return rows > 0 || std::count_if(lines_.begin(), lines_.end(), has_figure) >= kFewest;
  }

  // "cell⏎|⏎cell" parts cells by lines of one bar; in "cell |⏎|" such a line is a blank cell.
  bool bars_part_cells() const {
    std::size_t bare = 0;
    std::size_t barred = 0;
    for (const Line& line : lines_) {
      if (line.cells.size() != 1 || is_lone_bar(line)) continue;
      ++(contains(line.text, "|") ? barred : bare);
    }
    return bare > barred;
  }

  void drop_parting_bars() {
    if (!bars_part_cells()) return;
    std::vector<Line> kept;
    bool was_bar = false;
    for (Line& line : lines_) {
      const bool is_bar = is_lone_bar(line);
      if (!is_bar || was_bar) kept.push_back(std::move(line));
      was_bar = is_bar;
    }
    lines_ = std::move(kept);
    starts_.clear();
  }

  void add_tables(std::vector<Block>& blocks) {
    if (starts_.empty()) drop_parting_bars();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool is_start = std::binary_search(starts_.begin(), starts_.end(), i);
      if (i == 0 || is_start) blocks.push_back(new_table(lines_[i]));
      blocks.back().table.table.rows.push_back(row_of(lines_[i]));
    }
  }

  void add_text(std::vector<Block>& blocks) {
    for (Line& line : lines_) {
      if (!line.text.empty()) blocks.push_back({.kind = BlockKind::Text, .text = line.text});
    }
  }

  static std::string place(const Line& line) { return "line " + std::to_string(line.number); }

  static Block new_table(const Line& first) {
    Block block{.kind = BlockKind::Table};
    block.table.geometry = Geometry::Lost;
    block.table.table.where = place(first);
    return block;
  }

  static TableRow row_of(const Line& line) {
    TableRow row{.where = place(line)};
    for (const std::string& cell : line.cells) row.cells.push_back({.text = cell});
    return row;
  }

  std::vector<Line> lines_;
  std::vector<std::size_t> starts_;  // of tables: indices of lines_, rising
};

// A short line over a line of figures is their label, also if the form does not know it: their
// row must not pass for one without a label.
void find_labels_of_figures(std::vector<Line>& lines) {
  constexpr std::size_t kLongestLabel = 40;
  bool is_over_figures = false;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    if (line->shape == LineShape::Empty || line->shape == LineShape::Rule) continue;
    if (is_lone_bar(*line)) continue;
    const bool is_short = length(line->text) <= kLongestLabel && !contains(line->text, "。");
    const bool is_label = line->shape == LineShape::Prose && is_over_figures && is_short &&
                          !section_number(line->text);
    if (is_label) line->shape = LineShape::Cell;
    is_over_figures = !line->cells.empty() && is_value(line->cells.front()) &&
                      (line->shape == LineShape::Cell || line->shape == LineShape::Cells);
  }
}

bool is_head_line(const Line& line) { return is_head_word(label_core(line.text)); }

// A short line or two between heads, or between a head and a label, are heads, also if the form
// does not know them: what stands below it must not pass for the form's.
void find_heads_among_heads(std::vector<Line>& lines) {
  constexpr std::size_t kLongestHead = 20;
  constexpr std::size_t kMost = 2;
  std::vector<Line*> printed;
  for (Line& line : lines) {
    const bool is_blank = line.shape == LineShape::Empty || line.shape == LineShape::Rule ||
                          line.shape == LineShape::PageNumber || is_lone_bar(line);
    if (!is_blank) printed.push_back(&line);
  }
  const auto is_unknown = [](const Line& line) {
    return line.shape == LineShape::Prose && length(line.text) <= kLongestHead &&
           !section_number(line.text);
  };
  for (std::size_t begin = 1; begin < printed.size(); ++begin) {
    if (!is_head_line(*printed[begin - 1])) continue;
    std::size_t end = begin;
    while (end < printed.size() && end < begin + kMost && is_unknown(*printed[end])) ++end;
    if (end == printed.size()) break;
    const auto next = label_core(printed[end]->text);
    if (!is_head_word(next) && !is_row_label(next)) continue;
    for (std::size_t i = begin; i < end; ++i) printed[i]->shape = LineShape::Cell;
  }
}

Extract extract_of(std::vector<Line> lines) {
  find_heads_among_heads(lines);
  find_labels_of_figures(lines);
  Extract extract;
  TableRun run;
  for (const Line& line : lines) {
    switch (line.shape) {
      case LineShape::Empty:
      case LineShape::PageNumber:
        break;
      case LineShape::Rule:
        run.begin_table_at_last_row();
        break;
      case LineShape::Cells:
      case LineShape::Cell:
        if (!section_number(line.text)) {
          run.add(line);
          break;
        }
        [[fallthrough]];
      default:
        run.flush_into(extract.blocks);
        extract.blocks.push_back(
            {.kind = line.shape == LineShape::Heading ? BlockKind::Heading : BlockKind::Text,
             .text = line.text});
    }
  }
  run.flush_into(extract.blocks);
  return extract;
}

// A text that ends in the middle of a line may have ended in the middle of its last figure.
void doubt_last_figure(std::vector<Line>& lines, const std::string& text) {
  if (lines.empty() || lines.back().cells.empty() || text.ends_with('\n')) return;
  std::string& last = lines.back().cells.back();
  if (is_value(last)) last += kDoubt;
}

// Converters leave HTML tables between lines of text: the lines become paragraphs.
std::string as_html(const std::string& text) {
  std::string html;
  int depth = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    const std::string lower = to_lower(line);
    const bool opens = contains(lower, "<table");
    if (opens) ++depth;
    html += depth > 0 ? line + "\n" : "<p>" + line + "</p>\n";
    if (contains(lower, "</table")) depth = 0;
    begin = end + 1;
  }
  return html;
}

bool holds_html_table(std::string_view text) {
  const std::string lower = to_lower(text);
  return contains(lower, "<table") && contains(lower, "<td") && contains(lower, "</table");
}

}  // namespace

Result<Extract> read_text(const Source& source, const std::stop_token& stop) {
  const std::string text = decode(source.bytes, "").utf8;
  if (holds_html_table(text)) {
    const std::string html = as_html(text);
    return read_html({.bytes = html, .name = source.name}, stop);
  }
  std::vector<Line> lines = read_lines(text);
  doubt_last_figure(lines, text);
  return extract_of(std::move(lines));
}

}  // namespace gkwatch::parser
