#include "rules/identities.h"

#include <algorithm>
#include <cstdlib>

#include "model/form_layout.h"

namespace gkwatch::rules {
namespace {

bool is_result(const std::string& row) { return row.front() == 'R' && row != "R7"; }

class Writer {
 public:
  explicit Writer(std::span<const FormRow> rows) : rows_{rows} {}

  IdentityBook write() {
    for (const FormRow& row : rows_) {
      for (const auto& column : row.columns) {
        book_.places.emplace(cell_key(row.table, row.key, column), book_.cells.size());
        book_.cells.push_back(cell_key(row.table, row.key, column));
      }
    }
    write_columns();
    write_rows();
    index_cells();
    return std::move(book_);
  }

 private:
  Term term(std::string_view table, std::string_view row, std::string_view column, int sign) {
    return {book_.index_of(cell_key(table, row, column)), sign};
  }

  void write_columns() {
    const auto first = std::find_if(rows_.begin(), rows_.end(),
                                    [](const FormRow& row) { return row.table == "T3"; });
    if (first == rows_.end()) return;
    for (const std::string& column : first->columns) {
      book_.identities.push_back({IdentityKind::Balance,
                                  column,
                                  {term("T3", "R7", column, 1), term("T3", "COUT", column, 1),
                                   term("T3", "NEW", column, -1), term("T3", "CIN", column, -1)}});
      Identity results{IdentityKind::ResultSum, column, {term("T3", "R7", column, 1)}};
      for (const FormRow& row : rows_) {
        if (row.table != "T3" || !is_result(row.key)) continue;
        results.terms.push_back(term("T3", row.key, column, -1));
      }
      book_.identities.push_back(std::move(results));
    }
  }

  void write_rows() {
    for (const FormRow& row : rows_) {
      if (row.table == "T2") continue;
      Identity sum{row.table == "T3" ? IdentityKind::RowSum : IdentityKind::CaseSum, row.key, {}};
      sum.terms.push_back(term(row.table, row.key, row.columns.back(), 1));
      for (std::size_t i = 0; i + 1 < row.columns.size(); ++i) {
        sum.terms.push_back(term(row.table, row.key, row.columns[i], -1));
      }
      book_.identities.push_back(std::move(sum));
    }
  }

  void index_cells() {
    book_.by_cell.resize(book_.cells.size());
    for (std::size_t i = 0; i < book_.identities.size(); ++i) {
      for (const Term& part : book_.identities[i].terms) book_.by_cell[part.cell].push_back(i);
    }
  }

  std::span<const FormRow> rows_;
  IdentityBook book_;
};

}  // namespace

std::size_t IdentityBook::index_of(const CellKey& cell) const {
  const auto found = places.find(cell);
  if (found == places.end()) std::abort();
  return found->second;
}

const IdentityBook& identity_book(const ParsedDocument& document) {
  static const IdentityBook none;
  static const IdentityBook of_2019 = Writer{form_rows(Form::F2019)}.write();
  static const IdentityBook of_2021 = Writer{form_rows(Form::F2021)}.write();
  static const IdentityBook of_2021_single_r6 = Writer{form_rows(Form::F2021, true)}.write();
  if (document.form == Form::F2019) return of_2019;
  if (document.form != Form::F2021) return none;
  return document.single_r6 ? of_2021_single_r6 : of_2021;
}

}  // namespace gkwatch::rules
