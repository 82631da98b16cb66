#pragma once

#include <array>
#include <optional>
#include <string>

#include "config/lint.h"
#include "core/csv.h"

namespace gkwatch::config {

// Where the columns stand that we know; the header may hold others and any order.
class Columns {
 public:
  // Malformed if id, name or url is missing, or a known name stands twice.
  static Result<Columns> from_header(const CsvRow& header);
  // The field, blanks collapsed; empty if the row or the file has none. `name` is one of id,
  // name, class, region, url, aliases, since, until, predecessor.
  std::string field(const CsvRow& row, std::string_view name) const;
  // The same as it stands there.
  std::string_view raw_field(const CsvRow& row, std::string_view name) const;
  // Fields of the row past the header's last.
  std::size_t surplus(const CsvRow& row) const;

 private:
  static constexpr std::size_t kKnown = 9;
  std::array<std::optional<std::size_t>, kKnown> places_{};
  std::size_t width_ = 0;
};

// A row by itself: everything but what depends on other rows. Malformed names all that is
// wrong with it, "; " between.
Result<ListedRow> read_row(const CsvRow& row, const Columns& columns);

}  // namespace gkwatch::config
