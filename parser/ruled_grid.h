#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/result.h"

namespace gkwatch::parser {

// Tables from the ruling lines that are drawn round their cells, whatever drew them: a PDF's
// strokes or the lines that were found in a scan. All lengths in points, y grows downwards.

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
};

enum class Axis { Level, Upright };

// A straight line along one axis: at `at` on the other one, from `begin` to `end`.
struct Rule {
  Axis axis = Axis::Level;
  double at = 0;
  double begin = 0;
  double end = 0;
};

// The rule that a stroke from one point to another draws; nothing if it is askew or too short.
std::optional<Rule> rule_of_stroke(double x0, double y0, double x1, double y1);
// The same for a filled box: a thin one is a rule (Word draws them so), a thick one is shading.
std::optional<Rule> rule_of_fill(const Box& box);

// A grid of rows and columns. Squares without a rule between them belong to one cell.
class RuledTable {
 public:
  // `columns` and `rows` are the places of the rules, two or more, growing; `cell_of` names the
  // cell of each square, row by row, cells counted from 0.
  RuledTable(std::vector<double> columns, std::vector<double> rows,
             std::vector<std::size_t> cell_of);

  std::size_t width() const { return columns_.size() - 1; }
  std::size_t height() const { return rows_.size() - 1; }
  const std::vector<double>& columns() const { return columns_; }
  Box outline() const { return {columns_.front(), rows_.front(), columns_.back(), rows_.back()}; }

  std::size_t cell_count() const { return boxes_.size(); }
  std::size_t cell(std::size_t row, std::size_t column) const;
  // The cell that holds this point; nothing outside the outline.
  std::optional<std::size_t> cell_at(double x, double y) const;
  const Box& box(std::size_t cell) const { return boxes_[cell]; }
  // False for a cell that is no rectangle: rules are missing or stray, and what it holds may
  // belong to several cells.
  bool is_rectangle(std::size_t cell) const { return is_rectangle_[cell]; }

 private:
  std::vector<double> columns_;
  std::vector<double> rows_;
  std::vector<std::size_t> cell_of_;
  std::vector<Box> boxes_;
  std::vector<bool> is_rectangle_;
};

// Every group of rules that touch each other is one table, from the top of the page down. Its
// outline is taken as closed: a page end leaves it open. A lone box is no table. TooLarge where
// the rules make a grid that no report has.
Result<std::vector<RuledTable>> find_tables(std::span<const Rule> rules);

}  // namespace gkwatch::parser
