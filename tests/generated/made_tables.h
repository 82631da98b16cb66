#pragma once

#include <functional>
#include <random>
#include <string>
#include <utility>

#include "tests/generated/figure_print.h"
#include "tests/generated/plan.h"

namespace gkwatch::testing {

// Where the cells of a table come from: those of the year's own figures, or of another year.
using PrintFigure = std::function<MadeCell(const CellKey&)>;

// The three tables of the form, odd as the plan has them.
class TableMaker {
 public:
  TableMaker(const Plan& plan, std::mt19937& random) : plan_{plan}, random_{random} {}

  MadeTable t2(const PrintFigure& print);
  MadeTable t3(const PrintFigure& print);
  MadeTable t4(const PrintFigure& print);

  // Rows and cells of table 3 that are not printed, or not so that they must be read.
  const std::set<std::string>& lost_rows() const { return lost_rows_; }
  const std::set<std::string>& lost_labels() const { return lost_labels_; }
  const std::string& row_of_lost_cell() const { return row_of_lost_cell_; }
  const std::string& lost_column() const { return lost_column_; }
  // Draws them; before t3.
  void draw_losses();

 private:
  std::size_t draw(std::size_t below) { return random_() % below; }
  MadeCell label_cell(const FormRow& row, int columns = 1);
  std::string label_of(const FormRow& row);
  std::vector<std::string> columns_of_t3() const;
  std::vector<MadeRow> heads_of_t3() const;
  std::string head_of(const std::string& column) const;
  void add_row_of_t3(MadeTable& table, const FormRow& row, const PrintFigure& print);
  void add_figures(MadeRow& made, const FormRow& row, const PrintFigure& print);
  void add_year_rows(MadeTable& table);
  void add_odd_row(MadeTable& table, const std::string& group);
  int rows_in(const std::string& group) const;
  std::string first_row(const std::string& group) const;
  void add_block(MadeTable& table, const FormRow& row, std::size_t width) const;

  const Plan& plan_;
  std::mt19937& random_;
  std::set<std::string> lost_rows_;
  std::set<std::string> lost_labels_;
  std::string row_of_lost_cell_;
  std::string lost_column_;
  int ordinal_ = 0;
};

// The table cut before row `at`, as a page end or a converter cuts it: cells that span the place
// go on empty.
std::pair<MadeTable, MadeTable> cut_before(const MadeTable& table, std::size_t at);

// The cells of a table with the columns that they begin at.
struct PlacedCell {
  std::size_t row = 0;
  std::size_t column = 0;
  const MadeCell* cell = nullptr;
};
std::vector<PlacedCell> placed(const MadeTable& table);

}  // namespace gkwatch::testing
