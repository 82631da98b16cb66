#include "parser/table3.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "parser/align.h"
#include "parser/figure_runs.h"
#include "parser/form_words.h"
#include "parser/labels.h"
#include "parser/place_cells.h"
#include "parser/row_labels.h"
#include "parser/table3_neighbours.h"
#include "parser/table3_places.h"
#include "parser/table3_sums.h"

namespace gkwatch::parser {
namespace {

constexpr double kLeastSimilarity = 0.8;  // 新收 and 结转 share most of their words: 0.79
constexpr std::size_t kColumns = 7;
constexpr std::size_t kMostRows = 2000;

// Worths of the alignment. A row without a label is worth placing, and costs dearly if it stays
// out; a hint beside it tips no scale alone: it is less than kMargin.
constexpr int kOfficial = 60;
constexpr int kAlias = 55;
constexpr int kNear = 45;
constexpr int kByOrder = 10;
constexpr int kDamaged = 5;  // by order, but not seven figures
constexpr int kHint = 3;
constexpr int kLeftOut = -20;
constexpr int kMargin = 8;

int worth_of(Likeness likeness) {
  if (likeness == Likeness::Official) return kOfficial;
  if (likeness == Likeness::Alias) return kAlias;
  return likeness == Likeness::Near ? kNear : kNever;
}

class Reader {
 public:
  Reader(std::vector<PrintedRow> rows, Form form, bool single_r6)
      : rows_{std::move(rows)},
        form_rows_{table3_rows(form, single_r6)},
        book_{form_rows_, kLeastSimilarity} {
    if (!form_rows_.empty()) columns_ = columns_of(form, form_rows_.front());
  }

  TableReading run() {
    collect_candidates();
    const Alignment alignment = align(task_, kMargin);
    for (std::size_t c = 0; c < candidates_.size(); ++c) place(c, alignment);
    for (std::size_t c = 0; c < candidates_.size(); ++c) settle_unplaced(c, alignment);
    refuse_mixed_labels();
    refuse_lone_other();
    note_labels_without_figures();
    const Table3Rows placed{rows_, candidates_, likeness_, placed_, form_rows_};
    refuse_by_neighbours(reading_, placed);
    refuse_doubtful_rows(reading_, form_rows_);
    refuse_shifted_rows(reading_, form_rows_);
    settle_strays(reading_, form_rows_, lone_figures(rows_));
    refuse_torn_rows(reading_, placed);
    refuse_two_tables();
    return std::move(reading_);
  }

 private:
  // Rows that may be rows of the form.
  void collect_candidates() {
    task_.form_rows = form_rows_.size();
    for (std::size_t i = 0; i < rows_.size() && candidates_.size() < kMostRows; ++i) {
      const PrintedRow& row = rows_[i];
      if (row.is_head) continue;
      auto likeness = is_subtotal(row) ? std::vector<Likeness>(book_.size(), Likeness::None)
                                       : read_label(rows_, i, book_);
      const bool is_known = names_a_row(likeness);
      const bool has_blanks = row.geometry == Geometry::Exact && row.values.size() >= kColumns;
      if (row.figures == 0 && !(has_blanks && is_known)) continue;
      if (!is_known && !has_label(row) && row.figures < 3) continue;
      add_candidate(i, std::move(likeness), is_known);
    }
  }

  void add_candidate(std::size_t at, std::vector<Likeness> likeness, bool is_known) {
    std::vector<int> score(form_rows_.size(), kNever);
    int leave_out = 0;
    if (is_known) {
      for (std::size_t f = 0; f < score.size(); ++f) score[f] = worth_of(likeness[f]);
    } else if (!has_label(rows_[at])) {
      const bool is_whole = rows_[at].figures == kColumns;
      const auto hints = read_hints(rows_, at, book_);
      const std::string ordinal = own_ordinal(rows_[at]);
      for (std::size_t f = 0; f < score.size(); ++f) {
        if (!ordinal.empty() && !bears_ordinal(form_rows_[f], ordinal)) continue;
        score[f] = (is_whole ? kByOrder : kDamaged) + (hints[f] ? kHint : 0);
      }
      leave_out = is_whole ? kLeftOut : 0;
    }
    candidates_.push_back(at);
    likeness_.push_back(std::move(likeness));
    task_.score.push_back(std::move(score));
    task_.leave_out.push_back(leave_out);
  }

  std::vector<const PrintedRow*> candidate_rows() const {
    std::vector<const PrintedRow*> rows;
    for (const std::size_t at : candidates_) rows.push_back(&rows_[at]);
    return rows;
  }

  bool is_labelled(std::size_t c) const { return names_a_row(likeness_[c]); }

  void place(std::size_t c, const Alignment& alignment) {
    if (!alignment.row_of[c]) return;
    const FormRow& form_row = form_rows_[*alignment.row_of[c]];
    const PrintedRow& row = rows_[candidates_[c]];
    placed_.emplace_back(candidates_[c], *alignment.row_of[c]);
    if (has_lost_place(row, candidate_rows())) {
      const Cell doubt = gap("the rows around have more figures than this one", row.where);
      reading_.set(form_row, std::vector<Cell>(kColumns, doubt), RowMatch::Alias);
      return;
    }
    if (is_labelled(c)) {
      const bool is_official = likeness_[c][*alignment.row_of[c]] == Likeness::Official;
      reading_.set(form_row, table3_cells(row, columns_),
                   is_official ? RowMatch::Label : RowMatch::Alias);
    } else if (alignment.is_sure[c]) {
      reading_.set(form_row, table3_cells(row, columns_), RowMatch::Position);
    } else {
      const Cell doubt = gap("a row without label may be this row or another", row.where);
      reading_.set(form_row, std::vector<Cell>(kColumns, doubt), RowMatch::Absent);
    }
  }

  // A row that the form has no place for: an unknown one, or a second copy of a known one.
  void settle_unplaced(std::size_t c, const Alignment& alignment) {
    if (alignment.row_of[c]) return;
    const PrintedRow& row = rows_[candidates_[c]];
    if (!is_labelled(c)) {
      // Half a label is a known row damaged, not an unknown one.
      const bool is_damaged = is_in_row_label(label_core(own_label(row)));
      if (has_label(row) && row.values.size() >= kColumns && !is_damaged) add_unknown(row);
      return;
    }
    for (std::size_t f = 0; f < form_rows_.size(); ++f) {
      if (likeness_[c][f] == Likeness::None) continue;
      // Where cells have lost their places labels are torn as well: a near one may be the true row.
      const bool is_whole = row.geometry == Geometry::Exact;
      if (likeness_[c][f] == Likeness::Near && is_found(f) && is_whole)
        add_unknown(row);
      else
        compare_copy(row, f, likeness_[c][f]);
    }
  }

  bool is_found(std::size_t f) const { return reading_.rows.contains("T3." + form_rows_[f].key); }

  void compare_copy(const PrintedRow& row, std::size_t f, Likeness likeness) {
    const auto cells = place_cells(row, columns_);
    if (!is_found(f)) {
      // Where cells keep their places a label is whole, and names its row wherever it stands.
      const bool is_sure = row.geometry == Geometry::Exact && likeness != Likeness::Near;
      const Cell doubt = gap("the row stands out of order", row.where);
      reading_.set(form_rows_[f],
                   is_sure ? table3_cells(row, columns_) : std::vector<Cell>(kColumns, doubt),
                   RowMatch::Alias);
      return;
    }
    constexpr std::size_t kSeveral = 3;  // fewer may be the rest of a row that a page end has cut
    bool differs = false;
    for (std::size_t i = 0; i < kColumns; ++i) {
      Cell& first = reading_.cells[cell_key("T3", form_rows_[f].key, form_rows_[f].columns[i])];
      if (cells[i].kind == CellKind::Gap && row.figures < kSeveral) continue;
      if (first.kind == cells[i].kind && first.value == cells[i].value) continue;
      first = gap("the row is printed twice with different figures", first.where);
      differs = true;
    }
    if (differs) ++twice_;
  }

  // Two tables, perhaps of two years: a row that was found once may be of either.
  void refuse_two_tables() {
    constexpr int kSeveral = 3;
    if (twice_ < kSeveral) return;
    for (const FormRow& row : form_rows_) {
      refuse_cells(reading_, row, "the table is printed twice with different figures");
    }
  }

  void add_unknown(const PrintedRow& row) {
    UnknownRow unknown{.table = "T3", .label = own_label(row)};
    // Of a row with other columns too, those of the form.
    const auto cells = place_cells(row, columns_);
    const bool is_placed = row.values.size() != kColumns &&
                           std::all_of(cells.begin(), cells.end(),
                                       [](const Cell& cell) { return cell.kind != CellKind::Gap; });
    for (std::size_t i = 0; is_placed && i < cells.size(); ++i) {
      unknown.values.push_back(cells[i].raw);
    }
    for (const PrintedCell& value : row.values) {
      if (!is_placed) unknown.values.push_back(value.text);
    }
    reading_.unknown_rows.push_back(std::move(unknown));
  }

  // 3.其他 without 1. and 2. above it, and not by its own label: it may be （六）其他处理 in one
  // row.
  void refuse_lone_other() {
    const auto has = [&](const std::string& name) {
      const auto found = reading_.rows.find(name);
      return found != reading_.rows.end() && found->second != RowMatch::Absent;
    };
    const bool is_lone = has("T3.R6.3") && reading_.rows["T3.R6.3"] != RowMatch::Label &&
                         !has("T3.R6.1") && !has("T3.R6.2");
    if (!is_lone) return;
    for (const FormRow& row : form_rows_) {
      if (row.key == "R6.3") refuse_cells(reading_, row, "the row may be all of （六）其他处理");
    }
  }

  // Where labels are torn two of them may stand in one row, and its figures are of either.
  void refuse_mixed_labels() {
    constexpr std::size_t kShortest = 4;  // 其他 may be a piece of 其他处理
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
      const PrintedRow& row = rows_[candidates_[c]];
      if (row.geometry == Geometry::Exact) continue;
      for (std::size_t w = 0; w + 1 < row.words.size(); ++w) {
        const auto core = label_core(row.words[w]);
        if (core.size() < kShortest || is_in_group_label(core)) continue;
        const auto other = book_.compare(core);
        for (std::size_t f = 0; f < other.size(); ++f) {
          if (other[f] == Likeness::None || likeness_[c][f] != Likeness::None) continue;
          refuse_cells(reading_, form_rows_[f], "its label stands in a row of another label");
        }
      }
    }
  }

  // The label is there, the figures are lost.
  void note_labels_without_figures() {
    for (const PrintedRow& row : rows_) {
      if (row.figures > 0 || row.is_head) continue;
      std::string own;
      for (auto word = row.words.rbegin(); word != row.words.rend(); ++word) {
        own = *word + own;
        const auto likeness = book_.compare(label_core(own));
        for (std::size_t f = 0; f < likeness.size(); ++f) {
          if (likeness[f] < Likeness::Alias || is_found(f)) continue;
          const Cell lost = gap("the row is printed without its figures", row.where);
          reading_.set(form_rows_[f], std::vector<Cell>(kColumns, lost),
                       likeness[f] == Likeness::Official ? RowMatch::Label : RowMatch::Alias);
        }
      }
    }
  }

  std::vector<PrintedRow> rows_;
  std::vector<FormRow> form_rows_;
  std::vector<FormColumn> columns_;
  LabelBook book_;
  std::vector<std::size_t> candidates_;          // [c]: index into rows_
  std::vector<std::vector<Likeness>> likeness_;  // [c][form row]
  AlignmentTask task_;
  std::vector<std::pair<std::size_t, std::size_t>> placed_;  // printed row, row of the form
  TableReading reading_;
  int twice_ = 0;  // rows that are printed twice with different figures
};

}  // namespace

TableReading read_table3(std::vector<PrintedRow> rows, const Zone& zone, Form form,
                         bool single_r6) {
  const auto begin = rows.begin();
  std::vector<PrintedRow> own{begin + static_cast<std::ptrdiff_t>(zone.begin),
                              begin + static_cast<std::ptrdiff_t>(zone.end)};
  cut_runs(own, kColumns);
  move_labels_down(own);
  return Reader{std::move(own), form, single_r6}.run();
}

}  // namespace gkwatch::parser
