#include "parser/unruled_tables.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "core/text.h"
#include "parser/form_words.h"
#include "parser/labels.h"
#include "parser/page_lines.h"
#include "parser/unruled_rows.h"

namespace gkwatch::parser {
namespace {

constexpr double kNowhere = std::numeric_limits<double>::max();

// Where the label of a row stands to its figures.
enum class Stand { Around, Below, Above };

class RowMaker {
 public:
  explicit RowMaker(std::span<const PageLine> lines) : lines_{lines} {
    for (const PageLine& line : lines) {
      if (line.kind != LineKind::Figures) continue;
      anchors_.push_back(line.pieces.front().y);
      const auto label = std::find_if(line.pieces.begin(), line.pieces.end(),
                                      [](const Piece& piece) { return !is_figure(piece); });
      const bool has_label = label != line.pieces.end();
      const auto first =
          std::find_if(has_label ? label : line.pieces.begin(), line.pieces.end(), is_figure);
      if (first == line.pieces.end()) continue;
      // A number left of a label counts rows; where no label shows, it may be such a number.
      double& end = has_label ? labels_end_ : bare_end_;
      end = std::min(end, first->left);
    }
    if (labels_end_ == kNowhere) labels_end_ = bare_end_;
  }

  // As most labels are whole.
  std::vector<UnruledRow> best_rows() const {
    std::vector<UnruledRow> best;
    std::ptrdiff_t most = -1;
    for (const Stand stand : {Stand::Around, Stand::Below, Stand::Above}) {
      auto rows = rows_as(stand);
      const auto whole = std::count_if(rows.begin(), rows.end(), [](const UnruledRow& row) {
        const auto words = words_of(row);
        return !words.empty() && is_row_label(label_core(words.back()));
      });
      if (whole <= most) continue;
      most = whole;
      best = std::move(rows);
    }
    return best;
  }

 private:
  std::vector<UnruledRow> rows_as(Stand stand) const {
    std::vector<UnruledRow> rows(anchors_.size());
    std::vector<UnruledRow> loose;  // above the first row, and what no row takes
    std::size_t next = 0;
    for (const PageLine& line : lines_) {
      if (line.kind == LineKind::Figures) {
        add_pieces(line, rows[next]);
        rows[next].y = anchors_[next];
        ++next;
        continue;
      }
      if (line.pieces.empty()) continue;
      const double y = line.pieces.front().y;
      const auto row = is_beside_figures(line) ? row_at(y, stand) : std::nullopt;
      if (row)
        add_pieces(line, rows[*row]);
      else
        loose.push_back({line.pieces, {}, y});
    }
    // Of the row with most figures: some may be blank.
    const auto widest =
        std::max_element(rows.begin(), rows.end(), [](const UnruledRow& a, const UnruledRow& b) {
          return a.figures.size() < b.figures.size();
        });
    for (std::size_t i = 0; i < anchors_.size(); ++i) add_heads_above(i, *widest, loose);
    for (UnruledRow& row : rows) {
      std::stable_sort(row.labels.begin(), row.labels.end(),
                       [](const Piece& a, const Piece& b) { return a.y < b.y; });
    }
    rows.insert(rows.end(), loose.begin(), loose.end());
    std::stable_sort(rows.begin(), rows.end(),
                     [](const UnruledRow& a, const UnruledRow& b) { return a.y < b.y; });
    doubt_torn_figures(rows);
    return rows;
  }

  // The form prints labels left of figures: a number among them counts rows or marks a note.
  void add_pieces(const PageLine& line, UnruledRow& row) const {
    for (const Piece& piece : line.pieces) {
      const bool is_left = (piece.left + piece.right) / 2 < labels_end_;
      if (!is_figure(piece))
        row.labels.push_back(piece);
      else if (!is_left)
        row.figures.push_back(piece);
    }
  }

  // Labels stand left of all figures; heads and captions of blocks stand over them.
  bool is_beside_figures(const PageLine& line) const {
    return std::all_of(line.pieces.begin(), line.pieces.end(), [&](const Piece& piece) {
      const bool is_caption = label_core(piece.text).starts_with(U"第二十条");
      return !is_caption && (piece.left + piece.right) / 2 < labels_end_;
    });
  }

  // The heads of a row's columns, put together from the lines that narrow cells break them into:
  // what stands over one figure and no other.
  void add_heads_above(std::size_t anchor, const UnruledRow& row,
                       std::vector<UnruledRow>& loose) const {
    const double top = anchor == 0 ? -kNowhere : anchors_[anchor - 1];
    constexpr std::size_t kNarrow = 5;  // fewer columns are wide enough for their heads
    if (row.figures.size() < kNarrow) return;
    std::vector<std::string> heads(row.figures.size());
    for (UnruledRow& line : loose) {
      if (line.y < top || line.y > anchors_[anchor]) continue;
      std::erase_if(line.labels, [&](const Piece& piece) {
        const auto below = figures_below(piece, row);
        if (below.size() == 1) heads[below.front()] += piece.text;
        return below.size() == 1;
      });
    }
    UnruledRow made{.y = anchors_[anchor] - 0.01};
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (heads[i].empty()) continue;
      const Piece& figure = row.figures[i];
      made.labels.push_back({heads[i], figure.left, figure.right, made.y});
    }
    if (!made.labels.empty()) loose.push_back(std::move(made));
  }

  static std::vector<std::size_t> figures_below(const Piece& head, const UnruledRow& row) {
    std::vector<std::size_t> below;
    for (std::size_t i = 0; i < row.figures.size(); ++i) {
      const double middle = (row.figures[i].left + row.figures[i].right) / 2;
      if (head.left <= middle && middle <= head.right) below.push_back(i);
    }
    return below;
  }

  std::optional<std::size_t> row_at(double y, Stand stand) const {
    std::optional<std::size_t> best;
    double least = 0;
    for (std::size_t i = 0; i < anchors_.size(); ++i) {
      const double below = y - anchors_[i];
      if (stand == Stand::Below && below < 0) continue;
      if (stand == Stand::Above && below > 0) continue;
      if (best && std::abs(below) >= least) continue;
      best = i;
      least = std::abs(below);
    }
    return best && least < reach_of(*best) ? best : std::nullopt;
  }

  // Half the way to the farther neighbour: rows are no higher than that.
  double reach_of(std::size_t i) const {
    constexpr double kAlone = 24;  // points
    double reach = 0;
    if (i > 0) reach = std::max(reach, anchors_[i] - anchors_[i - 1]);
    if (i + 1 < anchors_.size()) reach = std::max(reach, anchors_[i + 1] - anchors_[i]);
    return anchors_.size() < 2 ? kAlone : std::min(reach, 2 * kAlone);
  }

  std::span<const PageLine> lines_;
  std::vector<double> anchors_;  // of the lines of figures
  double labels_end_ = kNowhere;
  double bare_end_ = kNowhere;
};

Table table_of(std::span<const PageLine> lines, const std::string& name) {
  Table table{.where = name};
  for (const UnruledRow& row : RowMaker{lines}.best_rows()) {
    TableRow made{.where = name + ", line " + std::to_string(table.rows.size() + 1)};
    for (const std::string& word : words_of(row)) made.cells.push_back({.text = word});
    const std::string doubt{has_two_labels(row) ? kDoubt : ""};
    for (const Piece& figure : row.figures) made.cells.push_back({.text = figure.text + doubt});
    if (!made.cells.empty()) table.rows.push_back(std::move(made));
  }
  return table;
}

// Three figures side by side, or two such lines.
bool is_table(std::span<const PageLine> lines) {
  std::size_t rows = 0;
  bool is_wide = false;
  for (const PageLine& line : lines) {
    if (line.kind != LineKind::Figures) continue;
    ++rows;
    is_wide = is_wide || std::count_if(line.pieces.begin(), line.pieces.end(), is_figure) >= 3;
  }
  return rows >= 2 || is_wide;
}

}  // namespace

std::vector<UnruledTable> find_unruled_tables(std::span<const GlyphLine> lines,
                                              const std::string& name) {
  const std::vector<PageLine> read = read_page_lines(lines);
  std::vector<UnruledTable> tables;
  for (std::size_t begin = 0; begin < read.size();) {
    std::size_t end = begin;
    while (end < read.size() && read[end].kind != LineKind::Other) ++end;
    const auto part = std::span{read}.subspan(begin, end - begin);
    if (is_table(part)) tables.push_back({begin, end, table_of(part, name)});
    begin = std::max(end, begin + 1);
  }
  return tables;
}

}  // namespace gkwatch::parser
