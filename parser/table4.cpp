#include "parser/table4.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "parser/figures.h"
#include "parser/foreign_heads.h"
#include "parser/head_order.h"
#include "parser/labels.h"
#include "parser/place_cells.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kColumns = 15;
constexpr std::size_t kGroup = 5;
constexpr const char* kOfAYear = "the row is labelled by a year that was not joined to it";
constexpr const char* kTwice = "the row is printed twice with different figures";

std::vector<FormRow> groups_of(Form form) {
  std::vector<FormRow> rows;
  for (const FormRow& row : form_rows(form)) {
    if (row.table == "T4") rows.push_back(row);
  }
  return rows;
}

std::vector<FormColumn> t4_columns(Form form) {
  std::vector<FormColumn> columns;
  for (const FormColumn& column : form_columns(form)) {
    if (column.table == "T4") columns.push_back(column);
  }
  return columns;
}

std::vector<Cell> read_all(const std::vector<PrintedCell>& values, const std::string& where) {
  std::vector<Cell> cells;
  for (const PrintedCell& value : values) {
    cells.push_back(value.from_above ? gap("one cell spans several rows", where)
                                     : read_figure(value.text, where));
    cells.back().confidence = value.confidence;
    cells.back().others = value.others;
  }
  return cells;
}

std::vector<PrintedCell> only_figures(const PrintedRow& row) {
  std::vector<PrintedCell> figures;
  for (const PrintedCell& value : row.values) {
    if (is_value(value.text) || is_marked_figure(value.text)) figures.push_back(value);
  }
  return figures;
}

class Reader {
 public:
  Reader(std::span<const PrintedRow> rows, const Zone& zone, Form form)
      : rows_{rows}, zone_{zone}, groups_{groups_of(form)} {
    if (!groups_.empty()) columns_ = t4_columns(form);
  }

  TableReading run() {
    for (std::size_t i = zone_.begin; i < zone_.end; ++i) {
      if (rows_[i].is_head || (rows_[i].figures == 0 && !is_blank_row(rows_[i]))) continue;
      const auto cells = read_at(i);
      if (cells.size() == kColumns && is_shifted(cells)) {
        set(all_gaps("a cell of this row may be lost and the others moved", rows_[i].where));
        break;
      }
      if (cells.size() == kColumns && is_torn(i) && !adds_up(cells)) {
        set(all_gaps("figures of this row may go on in the next line", rows_[i].where));
        break;
      }
      if (cells.size() == kColumns) {
        set(is_in_another_order(i) ? all_gaps(kAnotherOrder, rows_[i].where)
            : has_another(i)       ? all_gaps(kTwice, rows_[i].where)
            : has_year_beside(i)   ? all_gaps(kOfAYear, rows_[i].where)
                                   : refuse_foreign_words(i, cells));
        break;
      }
      // The first row that carries figures is the row; a later one is another table.
      if (rows_[i].figures > 0 && ++misses_ > kMostMisses) break;
    }
    return std::move(reading_);
  }

 private:
  static constexpr int kMostMisses = 4;

  // All fifteen left blank.
  static bool is_blank_row(const PrintedRow& row) {
    return row.geometry == Geometry::Exact && row.heads != nullptr &&
           row.values.size() == kColumns &&
           std::all_of(row.values.begin(), row.values.end(),
                       [](const PrintedCell& value) { return value.text.empty(); });
  }

  static std::vector<Cell> all_gaps(const std::string& why, const std::string& where) {
    return std::vector<Cell>(kColumns, gap(why, where));
  }

  std::vector<HeadLine> lines_of_heads(std::size_t at) const {
    std::vector<HeadLine> lines{head_line_of(rows_[at].words)};
    if (rows_[at].head_lines != nullptr) lines = *rows_[at].head_lines;
    lines.push_back(head_line_of(rows_[at].words));
    for (std::size_t i = zone_.begin; i < at; ++i) {
      lines.push_back(rows_[i].head_line.empty() ? head_line_of(rows_[i].words)
                                                 : rows_[i].head_line);
    }
    return lines;
  }

  bool is_in_another_order(std::size_t at) const {
    return contradicts_table4(lines_of_heads(at), columns_);
  }

  // Where heads are but words, one of another meaning leaves its column in doubt in all groups.
  std::vector<Cell> refuse_foreign_words(std::size_t at, std::vector<Cell> cells) const {
    if (rows_[at].geometry == Geometry::Exact) return cells;
    const auto lines = lines_of_heads(at);
    const std::string instance = other_instance(lines);
    const auto found = foreign_words(lines, columns_);
    for (std::size_t i = 0; i < kColumns; ++i) {
      std::string foreign = found[i % kGroup];
      if (foreign.empty() && i >= kGroup) foreign = instance;
      if (!foreign.empty()) cells[i] = under_a_foreign_head(foreign, rows_[at].where);
    }
    return cells;
  }

  // 一审 and 二审 for 未经复议直接起诉 and 复议后起诉.
  static std::string other_instance(const std::vector<HeadLine>& lines) {
    for (const HeadLine& line : lines) {
      for (const HeadWord& word : line) {
        if (word.core == U"一审" || word.core == U"二审") return word.text;
      }
    }
    return {};
  }

  // Another row as long with other figures: that of another year, and nothing says which is which.
  bool has_another(std::size_t at) const {
    constexpr int kLong = 11;  // longer than any row of the other tables
    const auto texts = texts_of(rows_[at]);
    for (std::size_t i = zone_.begin; i < zone_.end; ++i) {
      if (i == at || rows_[i].is_head || rows_[i].figures < kLong) continue;
      if (texts_of(rows_[i]) != texts) return true;
    }
    return false;
  }

  // 2019 on a line of its own, right before or after: the row's label, torn off, and it may be
  // another year's.
  bool has_year_beside(std::size_t at) const {
    const std::size_t begin = std::max(zone_.begin, at - std::min<std::size_t>(at, 2));
    for (std::size_t i = begin; i < std::min(zone_.end, at + 3); ++i) {
      const auto texts = texts_of(rows_[i]);
      const bool is_year = texts.size() == 1 && texts[0].size() == 4 && texts[0].starts_with("20");
      if (i != at && is_year) return true;
    }
    return false;
  }

  static std::vector<std::string> texts_of(const PrintedRow& row) {
    std::vector<std::string> texts;
    for (const PrintedCell& value : row.values) {
      if (!value.text.empty()) texts.push_back(value.text);
    }
    return texts;
  }

  // 总计 of the last group blank, and no sum where it should be: a cell is lost and the others
  // have moved.
  static bool is_shifted(const std::vector<Cell>& cells) {
    if (cells.back().kind != CellKind::Blank) return false;
    return std::any_of(cells.end() - 5, cells.end() - 1, [](const Cell& cell) {
      return cell.kind == CellKind::Number && *cell.value != Decimal{};
    });
  }

  // Fewer figures alone on the next line: the ends of some that narrow cells have torn.
  bool is_torn(std::size_t at) const {
    return rows_[at].figures == kColumns && goes_on(at + 1) && rows_[at + 1].figures < kColumns;
  }

  static bool adds_up(const std::vector<Cell>& cells) {
    for (std::size_t begin = 0; begin < cells.size(); begin += kGroup) {
      Decimal sum;
      for (std::size_t i = begin; i < begin + kGroup; ++i) {
        const Decimal value = cells[i].value.value_or(Decimal{});
        sum = i + 1 < begin + kGroup ? sum + value : sum - value;
      }
      if (sum != Decimal{}) return false;
    }
    return true;
  }

  std::vector<Cell> read_at(std::size_t at) const {
    const PrintedRow& row = rows_[at];
    if (row.geometry == Geometry::Exact) return read_exact(row);
    if (row.figures == kColumns || (row.values.size() == kColumns && row.width == kColumns)) {
      return read_all(row.figures == kColumns ? only_figures(row) : row.values, row.where);
    }
    return read_wrapped(at);
  }

  std::vector<Cell> read_exact(const PrintedRow& row) const {
    if (row.values.size() == kColumns) return refuse_foreign(row, read_all(row.values, row.where));
    if (row.figures == kColumns) return read_all(only_figures(row), row.where);
    return {};
  }

  std::vector<Cell> refuse_foreign(const PrintedRow& row, std::vector<Cell> cells) const {
    for (std::size_t i = 0; i < kColumns; ++i) {
      const PrintedCell& first = row.values[i - i % kGroup];
      std::string foreign = foreign_group(row, first, row.values[i - i % kGroup + kGroup - 1]);
      if (foreign.empty()) foreign = foreign_head(row, row.values[i], columns_[i % kGroup]);
      if (!foreign.empty()) cells[i] = under_a_foreign_head(foreign, row.where);
    }
    return cells;
  }

  bool goes_on(std::size_t at) const {
    return at < zone_.end && rows_[at].figures > 0 && rows_[at].words.empty();
  }

  // Fifteen figures on several lines, nothing between them, and none before or behind: of a longer
  // run, as a column cut from its table is, any fifteen might do.
  std::vector<Cell> read_wrapped(std::size_t at) const {
    if (at > zone_.begin && goes_on(at) && rows_[at - 1].figures > 0) return {};
    std::vector<Cell> cells;
    for (std::size_t i = at; i < zone_.end; ++i) {
      const PrintedRow& row = rows_[i];
      if (i > at ? !goes_on(i) : row.figures == 0) break;
      const auto more = read_all(only_figures(row), row.where);
      cells.insert(cells.end(), more.begin(), more.end());
    }
    if (cells.size() == kColumns && !adds_up(cells)) {
      return all_gaps("figures of this row may be torn between lines", rows_[at].where);
    }
    return cells;
  }

  void set(const std::vector<Cell>& cells) {
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(g * kColumns / groups_.size());
      const auto end =
          cells.begin() + static_cast<std::ptrdiff_t>((g + 1) * kColumns / groups_.size());
      reading_.set(groups_[g], {begin, end}, RowMatch::Label);
    }
  }

  std::span<const PrintedRow> rows_;
  Zone zone_;
  std::vector<FormRow> groups_;
  std::vector<FormColumn> columns_;
  TableReading reading_;
  int misses_ = 0;
};

}  // namespace

TableReading read_table4(std::span<const PrintedRow> rows, const Zone& zone, Form form) {
  return Reader{rows, zone, form}.run();
}

}  // namespace gkwatch::parser
