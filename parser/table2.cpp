#include "parser/table2.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "parser/labels.h"
#include "parser/place_cells.h"
#include "parser/row_labels.h"

namespace gkwatch::parser {
namespace {

constexpr double kLeastSimilarity = 0.7;  // the eight labels have little in common

struct Found {
  std::size_t at = 0;
  Likeness likeness = Likeness::None;
};

std::vector<FormRow> rows_of(Form form) {
  std::vector<FormRow> rows;
  for (const FormRow& row : form_rows(form)) {
    if (row.table == "T2") rows.push_back(row);
  }
  return rows;
}

bool carries_values(const PrintedRow& row) {
  return !row.is_head &&
         (row.figures > 0 || (row.geometry == Geometry::Exact && !row.values.empty()));
}

RowMatch match_of(Likeness likeness) {
  return likeness == Likeness::Official ? RowMatch::Label : RowMatch::Alias;
}

class Reader {
 public:
  Reader(std::span<const PrintedRow> rows, const Zone& zone, Form form)
      : rows_{rows},
        zone_{zone},
        form_{form},
        form_rows_{rows_of(form)},
        book_{form_rows_, kLeastSimilarity},
        found_(form_rows_.size()) {}

  TableReading run() {
    for (std::size_t i = zone_.begin; i < zone_.end; ++i) find_row(i);
    for (std::size_t f = 0; f < form_rows_.size(); ++f) {
      if (!found_[f].empty()) set_labelled(f);
    }
    for (std::size_t f = 0; f < form_rows_.size(); ++f) {
      if (found_[f].empty()) set_by_neighbour(f);
    }
    return std::move(reading_);
  }

 private:
  void find_row(std::size_t at) {
    if (!has_label(rows_[at]) && joined_words(rows_[at]).empty()) return;
    const auto likeness = read_label(rows_, at, book_);
    for (std::size_t f = 0; f < likeness.size(); ++f) {
      if (likeness[f] == Likeness::None) continue;
      if (carries_values(rows_[at])) found_[f].push_back({at, likeness[f]});
    }
  }

  std::vector<Cell> cells_at(std::size_t at, std::size_t f) const {
    return place_cells(rows_[at], columns_of(form_, form_rows_[f]));
  }

  void set_labelled(std::size_t f) {
    const auto best =
        std::max_element(found_[f].begin(), found_[f].end(),
                         [](const Found& a, const Found& b) { return a.likeness < b.likeness; });
    auto cells = cells_at(best->at, f);
    for (const Found& other : found_[f]) {
      if (other.likeness >= std::min(best->likeness, Likeness::Alias)) {
        refuse_differences(cells, cells_at(other.at, f));
      }
    }
    reading_.set(form_rows_[f], cells, match_of(best->likeness));
  }

  static void refuse_differences(std::vector<Cell>& cells, const std::vector<Cell>& others) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool differ = cells[i].kind != others[i].kind || cells[i].value != others[i].value;
      if (differ) cells[i] = gap("the row is printed twice with different figures");
    }
  }

  // The only row of its block without a label, beside the only one of the block that has one.
  void set_by_neighbour(std::size_t f) {
    const auto at = bare_neighbour(f);
    if (!at) return;
    const auto cells = cells_at(*at, f);
    reading_.set(form_rows_[f], cells, RowMatch::Position);
  }

  std::optional<std::size_t> bare_neighbour(std::size_t f) const {
    const bool has_next = f + 1 < form_rows_.size() &&
                          form_rows_[f + 1].group == form_rows_[f].group &&
                          found_[f + 1].size() == 1;
    if (has_next && found_[f + 1][0].at > zone_.begin + 1) {
      const std::size_t at = found_[f + 1][0].at - 1;
      if (is_bare(at, f) && rows_[at - 1].figures == 0) return at;
    }
    const bool has_previous =
        f > 0 && form_rows_[f - 1].group == form_rows_[f].group && found_[f - 1].size() == 1;
    if (has_previous && found_[f - 1][0].at + 1 < zone_.end) {
      const std::size_t at = found_[f - 1][0].at + 1;
      const bool is_last = at + 1 == zone_.end || rows_[at + 1].figures == 0;
      if (is_bare(at, f) && is_last) return at;
    }
    return std::nullopt;
  }

  bool is_bare(std::size_t at, std::size_t f) const {
    return joined_words(rows_[at]).empty() && rows_[at].figures == form_rows_[f].columns.size();
  }

  std::span<const PrintedRow> rows_;
  Zone zone_;
  Form form_;
  std::vector<FormRow> form_rows_;
  LabelBook book_;
  std::vector<std::vector<Found>> found_;  // [form row]: the printed rows labelled like it
  TableReading reading_;
};

}  // namespace

TableReading read_table2(std::span<const PrintedRow> rows, const Zone& zone, Form form) {
  return Reader{rows.first(zone.end), zone, form}.run();
}

}  // namespace gkwatch::parser
