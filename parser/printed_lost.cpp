#include "parser/printed_lost.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "parser/figures.h"
#include "parser/form_words.h"
#include "parser/labels.h"
#include "parser/printed_words.h"

namespace gkwatch::parser {
namespace {

std::vector<std::string> split_at_blanks(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// Two columns may have run together in one cell: "0 0".
std::vector<std::string> figures_of(const std::string& cell) {
  auto parts = split_at_blanks(cell);
  const bool are_figures = parts.size() > 1 && std::all_of(parts.begin(), parts.end(), is_value);
  return are_figures ? parts : std::vector<std::string>{cell};
}

bool is_label_head(const std::string& word) { return label_core(word) == U"信息内容"; }

// Puts cells together to rows: words, then figures. A word behind a figure begins a new row.
class RowBuilder {
 public:
  void add(const std::string& cell, const std::string& where) {
    for (const std::string& part : figures_of(cell)) add_part(part, where);
  }

  // Ends the line: words without figures are a row of their own.
  void end_line(std::size_t width) {
    if (row_.words.empty() && row_.figures == 0) {
      row_ = {};
      return;
    }
    row_.width = width;
    if (row_.figures > 0) split_off_heads();
    const auto is_head = [](const std::string& word) { return is_head_word(label_core(word)); };
    row_.is_head = row_.figures == 0 && std::any_of(row_.words.begin(), row_.words.end(), is_head);
    while (!row_.values.empty() && row_.figures == 0) row_.values.pop_back();
    rows_.push_back(std::exchange(row_, {}));
  }

  std::vector<PrintedRow> take() && { return std::move(rows_); }

 private:
  // Where cells stand one in a line, the heads run on into the label of the first row.
  void split_off_heads() {
    constexpr std::ptrdiff_t kFewest = 3;  // 其他 and 总计 alone may be the label itself
    const auto& words = row_.words;
    const auto label_head = std::find_if(words.begin(), words.end(), is_label_head);
    const bool is_headed = words.end() - label_head >= kFewest;  // a head and a label behind
    if (!is_headed && std::count_if(words.begin(), words.end(), is_bare_head) < kFewest) return;
    auto last = std::vector<std::string>::const_iterator{
        std::find_if(words.rbegin(), words.rend(), is_bare_head).base()};
    if (is_headed) last = begin_of_label(std::max(last, label_head + 2));
    PrintedRow heads{.where = row_.where, .is_head = true};
    heads.words.assign(words.begin(), last);
    rows_.push_back(std::move(heads));
    row_.words.erase(words.begin(), last);
    row_.own_words = std::min(row_.own_words, row_.words.size());
  }

  // From `at` on, where the last words are the label of a row; `at` if they are none.
  std::vector<std::string>::const_iterator begin_of_label(
      std::vector<std::string>::const_iterator at) const {
    std::string label;
    for (auto word = row_.words.cend(); word != at;) {
      label.insert(0, *--word);
      if (is_row_label(label_core(label))) return word;
    }
    return at;
  }

  // "12①" stands in the place of a figure, behind a label or where the row has none; between the
  // parts of a label it is one of them.
  bool may_go_on_with_figures() const {
    if (row_.words.empty()) return true;
    std::string words;
    for (const std::string& word : row_.words) words += word;
    return row_.figures > 0 || han_count(label_core(words)) >= 2;
  }

  void add_part(const std::string& part, const std::string& where) {
    if (row_.where.empty()) row_.where = where;
    if (part.empty()) {
      if (!row_.words.empty() || row_.figures > 0) row_.values.push_back({.text = part});
    } else if (is_value(part) || (may_go_on_with_figures() && is_marked_figure(part))) {
      if (row_.figures == 0) row_.where = where;
      row_.values.push_back({.text = part});
      ++row_.figures;
    } else {
      if (row_.figures > 0) end_line(0);
      if (row_.where.empty()) row_.where = where;
      row_.values.clear();
      add_words(row_, part);
    }
  }

  PrintedRow row_;
  std::vector<PrintedRow> rows_;
};

bool is_single(const TableRow& row) { return row.cells.size() == 1; }

// A number left of a label and its figures is that of the row: the form has no figures there.
bool counts_rows(const std::vector<GridCell>& cells) {
  if (cells.size() < 3 || !is_value(cells[0].text)) return false;
  return han_count(label_core(cells[1].text)) >= 2 && is_value(cells.back().text);
}

// From `begin` on, the rows of one cell each.
std::size_t end_of_singles(const Table& table, std::size_t begin) {
  std::size_t end = begin;
  while (end < table.rows.size() && is_single(table.rows[end])) ++end;
  return end;
}

// Cells that stand one in a line hold many figures; else the lines are scattered words and a
// stray figure.
bool is_column_of_cells(const Table& table, std::size_t begin, std::size_t end) {
  constexpr std::ptrdiff_t kFewest = 4;
  return std::count_if(table.rows.begin() + static_cast<std::ptrdiff_t>(begin),
                       table.rows.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const TableRow& row) { return is_value(row.cells[0].text); }) >= kFewest;
}

// How many figures most rows have.
std::size_t usual_figures(const std::vector<PrintedRow*>& rows) {
  std::map<std::size_t, std::size_t> count;
  for (const PrintedRow* row : rows) ++count[row->figures];
  const auto most = std::max_element(
      count.begin(), count.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == count.end() ? 0 : most->first;
}

Decimal last_figure(const PrintedRow& row) {
  return read_figure(row.values.back().text, "").value.value_or(Decimal{});
}

// Cells one in a line: the number that counts the next row stands behind the figures of this one.
// Such numbers grow by one from row to row, all down the table. The last row has none behind it,
// nor has one before a new line of heads; a row that lost a cell has fewer figures, and one whose
// next row lost its label has more. The numbers grow by no more than what stands between them
// holds.
class RowNumbers {
 public:
  explicit RowNumbers(std::vector<PrintedRow>& rows) {
    for (PrintedRow& row : rows) {
      if (row.figures >= 2 && !row.words.empty()) rows_.push_back(&row);
    }
    usual_ = usual_figures(rows_);
  }

  void drop() {
    constexpr std::size_t kFewest = 5;
    std::vector<std::size_t> counted;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i]->figures == usual_) counted.push_back(i);
    }
    if (counted.size() < kFewest) return;
    for (std::size_t i = 1; i < counted.size(); ++i) {
      if (!may_follow(counted[i - 1], counted[i])) return;
    }
    std::vector<PrintedRow*> numbered;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (has_number(i, counted)) numbered.push_back(rows_[i]);
    }
    for (PrintedRow* row : numbered) {
      row->values.pop_back();
      --row->figures;
    }
  }

 private:
  bool may_follow(std::size_t before, std::size_t after) const {
    std::size_t most = 1;
    for (std::size_t i = before + 1; i < after; ++i) {
      most += (rows_[i]->figures + usual_ - 1) / usual_;
    }
    const Decimal from = last_figure(*rows_[before]);
    const Decimal to = last_figure(*rows_[after]);
    return to > from && to <= from + Decimal{static_cast<std::int64_t>(most)};
  }

  // Of a row with another number of figures: its last may be the number that belongs there.
  bool has_number(std::size_t at, const std::vector<std::size_t>& counted) const {
    const auto next = std::lower_bound(counted.begin(), counted.end(), at);
    if (next != counted.end() && *next == at) return true;
    const bool is_behind = next == counted.begin() || may_follow(*std::prev(next), at);
    const bool is_before = next == counted.end() || may_follow(at, *next);
    return is_behind && is_before && rows_[at]->figures + 1 >= usual_;
  }

  std::vector<PrintedRow*> rows_;  // those with words and figures
  std::size_t usual_ = 0;
};

// Where every row has the same number of places behind its words, and one of them is full or
// there are several, a blank place is a blank cell and not a flaw of the conversion.
void mark_frame(std::vector<PrintedRow>& rows) {
  constexpr std::size_t kSeveral = 3;
  std::size_t places = 0;
  std::size_t count = 0;
  bool has_full = false;
  for (const PrintedRow& row : rows) {
    if (row.figures == 0 || row.words.empty()) continue;
    if (count > 0 && row.values.size() != places) return;
    places = row.values.size();
    has_full = has_full || row.figures == places;
    ++count;
  }
  if (count < 2 || (!has_full && count < kSeveral)) return;
  for (PrintedRow& row : rows) row.is_framed = row.figures > 0 && !row.words.empty();
}

}  // namespace

std::vector<PrintedRow> read_lost_rows(const Table& table) {
  RowBuilder builder;
  for (std::size_t i = 0; i < table.rows.size();) {
    const std::size_t end = end_of_singles(table, i);
    const bool is_column = is_column_of_cells(table, i, end);
    for (; i < end; ++i) {
      builder.add(table.rows[i].cells[0].text, table.rows[i].where);
      if (!is_column) builder.end_line(1);
    }
    builder.end_line(0);
    if (i == table.rows.size()) break;
    const auto& cells = table.rows[i].cells;
    for (std::size_t c = counts_rows(cells) ? 1 : 0; c < cells.size(); ++c) {
      builder.add(cells[c].text, table.rows[i].where);
    }
    builder.end_line(table.rows[i].cells.size());
    ++i;
  }
  auto rows = std::move(builder).take();
  RowNumbers{rows}.drop();
  mark_frame(rows);
  return rows;
}

}  // namespace gkwatch::parser
