#pragma once

#include <string>
#include <string_view>

#include "store/queries.h"

namespace gkwatch::web {

// Reads one row of an answer by the names of its columns.
class RowReader {
 public:
  RowReader(const store::Rows& rows, std::size_t index) : rows_{rows}, index_{index} {}

  // null if there is no such column.
  const Json& operator[](std::string_view column) const {
    static const Json kNull;
    for (std::size_t i = 0; i < rows_.columns.size(); ++i) {
      if (rows_.columns[i] == column) return rows_.values.at(index_).at(i);
    }
    return kNull;
  }
  std::string text(std::string_view column) const {
    return std::string{(*this)[column].string_or("")};
  }
  std::int64_t number(std::string_view column) const {
    return (*this)[column].integer().value_or(0);
  }

 private:
  const store::Rows& rows_;
  std::size_t index_;
};

}  // namespace gkwatch::web
