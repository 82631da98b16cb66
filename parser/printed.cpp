#include "parser/printed.h"

#include <utility>

#include "parser/printed_exact.h"
#include "parser/printed_lost.h"

namespace gkwatch::parser {

std::vector<PrintedRow> read_rows(std::span<const PrintedTable> tables) {
  std::vector<PrintedRow> rows;
  for (std::size_t piece = 0; piece < tables.size(); ++piece) {
    const PrintedTable& table = tables[piece];
    auto read = table.geometry == Geometry::Exact ? read_exact_rows(table.table)
                                                  : read_lost_rows(table.table);
    for (PrintedRow& row : read) {
      row.piece = piece;
      row.geometry = table.geometry;
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::string joined_words(const PrintedRow& row) {
  std::string text;
  for (const std::string& word : row.words) text += word;
  return text;
}

std::string own_label(const PrintedRow& row) {
  std::string text;
  for (std::size_t i = row.words.size() - row.own_words; i < row.words.size(); ++i) {
    text += row.words[i];
  }
  return text;
}

}  // namespace gkwatch::parser
