#include "parser/printed.h"

#include <algorithm>
#include <utility>

#include "parser/labels.h"
#include "parser/printed_exact.h"
#include "parser/printed_lost.h"
#include "parser/printed_words.h"

namespace gkwatch::parser {
namespace {

// One word alone may be a label in two lines, （七） above 总计 ①: the heads above it still hold.
bool is_one_word(const HeadLine& line) {
  const auto words = std::count_if(line.begin(), line.end(),
                                   [](const HeadWord& word) { return han_count(word.core) > 0; });
  return words < 2;
}

// As many as all heads of table 4 one in a line, and more than any table has; every row is held
// against them.
constexpr std::size_t kMostLines = 24;

// A table that a page end has cut goes on below the heads of its first piece.
void hand_down_heads(std::vector<PrintedRow>& rows) {
  std::shared_ptr<std::vector<HeadLine>> lines;
  bool is_below_heads = false;
  for (PrintedRow& row : rows) {
    if (row.is_head) {
      HeadLine line = row.head_line.empty() ? head_line_of(row.words) : row.head_line;
      const bool may_be_label = is_one_word(line) && lines != nullptr;
      if (!is_below_heads && may_be_label)
        lines = std::make_shared<std::vector<HeadLine>>(*lines);
      else if (!is_below_heads)
        lines = std::make_shared<std::vector<HeadLine>>();
      if (lines->size() == kMostLines) lines->erase(lines->begin());
      lines->push_back(std::move(line));
    } else {
      row.head_lines = lines;
    }
    is_below_heads = row.is_head;
  }
}

}  // namespace

std::vector<PrintedRow> read_rows(std::span<const PrintedTable> tables, std::optional<int> year) {
  std::vector<PrintedRow> rows;
  for (std::size_t piece = 0; piece < tables.size(); ++piece) {
    const PrintedTable& table = tables[piece];
    const auto above = rows.empty() ? nullptr : rows.back().heads;
    auto read = table.geometry == Geometry::Exact ? read_exact_rows(table.table, above, year)
                                                  : read_lost_rows(table.table);
    for (PrintedRow& row : read) {
      if (table.geometry == Geometry::Lost && row.is_head) {
        for (std::string& word : row.words) name_own_year(word, year);
      }
      row.piece = piece;
      row.geometry = table.geometry;
      rows.push_back(std::move(row));
    }
  }
  hand_down_heads(rows);
  return rows;
}

HeadWord head_word(std::string text) {
  HeadWord word{.core = label_core(text), .bare_core = label_core_without_remark(text)};
  word.text = std::move(text);
  return word;
}

HeadLine head_line_of(const std::vector<std::string>& words) {
  HeadLine line;
  for (const std::string& word : words) line.push_back(head_word(word));
  return line;
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
