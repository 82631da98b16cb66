#include <random>

#include "tests/support/report_generator.h"

namespace gkwatch::testing {
namespace {

class Maker {
 public:
  explicit Maker(const ReportSpec& spec) : spec_{spec}, random_{spec.seed} {}

  Figures run() {
    for (const FormRow& row : form_rows(spec_.form, spec_.single_r6)) {
      if (row.table == "T2") make_t2(row);
      if (row.table == "T4") make_t4(row);
    }
    for (const char* column : {"NP", "CO", "RI", "SO", "LS", "OT"}) make_column(column);
    sum_rows();
    return std::move(figures_);
  }

 private:
  int pick(int least, int most) { return std::uniform_int_distribution<int>{least, most}(random_); }

  void set(const std::string& table, const std::string& row, const std::string& column, int n) {
    figures_[cell_key(table, row, column)] = Decimal{n};
  }

  void make_t2(const FormRow& row) {
    for (const std::string& column : row.columns) {
      const bool is_signed = column == "DELTA";
      set("T2", row.key, column, pick(is_signed ? -20 : 0, 300));
    }
    if (row.key == "FEE" && spec_.form == Form::F2021) {
      figures_[cell_key("T2", "FEE", "AMOUNT")] = Decimal{pick(0, 90000000), 6};
    }
  }

  void make_t4(const FormRow& row) {
    int total = 0;
    for (const std::string& column : row.columns) {
      const int n = column == "TOT" ? total : pick(0, 9);
      if (column != "TOT") total += n;
      set("T4", row.key, column, n);
    }
  }

  // NEW + CIN = R7 + COUT and R7 = R1 + … + R6, by construction.
  void make_column(const std::string& column) {
    const int received = pick(0, 200);
    const int carried_in = pick(0, 30);
    const int carried_out = pick(0, received + carried_in);
    const int done = received + carried_in - carried_out;
    set("T3", "NEW", column, received);
    set("T3", "CIN", column, carried_in);
    set("T3", "R7", column, done);
    set("T3", "COUT", column, carried_out);
    share_out(column, done);
  }

  void share_out(const std::string& column, int done) {
    int left = done;
    const auto results = result_rows();
    for (std::size_t i = 0; i < results.size(); ++i) {
      const int part = i + 1 == results.size() ? left : pick(0, left / 3);
      set("T3", results[i], column, part);
      left -= part;
    }
  }

  std::vector<std::string> result_rows() const {
    std::vector<std::string> keys;
    for (const FormRow& row : form_rows(spec_.form, spec_.single_r6)) {
      if (row.table == "T3" && row.key[0] == 'R' && row.key != "R7") keys.push_back(row.key);
    }
    return keys;
  }

  void sum_rows() {
    for (const FormRow& row : form_rows(spec_.form, spec_.single_r6)) {
      if (row.table != "T3") continue;
      Decimal sum;
      for (const std::string& column : row.columns) {
        if (column != "SUM") sum = sum + figures_[cell_key("T3", row.key, column)];
      }
      figures_[cell_key("T3", row.key, "SUM")] = sum;
    }
  }

  const ReportSpec& spec_;
  std::mt19937 random_;
  Figures figures_;
};

}  // namespace

Figures make_figures(const ReportSpec& spec) { return Maker{spec}.run(); }

}  // namespace gkwatch::testing
