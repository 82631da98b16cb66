#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace gkwatch::rules {

// How well one table of the form was read.
struct KindCount {
  std::size_t numbers = 0;
  std::size_t blanks = 0;
  std::size_t dashes = 0;
  std::size_t texts = 0;
  std::size_t gaps = 0;
  std::size_t gaps_elsewhere = 0;  // gaps in rows that were found
  std::size_t all() const { return numbers + blanks + dashes + texts + gaps; }
};
KindCount count_kinds(const ParsedDocument& document, std::string_view table);

bool is_in(const CellKey& key, std::string_view table);
// Nothing of the table was recovered: every cell is a Gap, or the form is unknown.
bool is_lost(const ParsedDocument& document, std::string_view table);
// Formats that say which cell belongs to which table (HTML, DOCX): what is not in them is not
// in the report. Text and PDF lose rows on the way.
bool keeps_tables_whole(const ParsedDocument& document);
std::vector<CellKey> cells_of_rows(const ParsedDocument& document, std::string_view table,
                                   const std::vector<std::string>& rows);
const Section* find_section(const ParsedDocument& document, int number);

}  // namespace gkwatch::rules
