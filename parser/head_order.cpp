#include "parser/head_order.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include "core/pattern.h"
#include "core/text.h"
#include "parser/labels.h"
#include "parser/place_cells.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Of each head of the forms: itself and its variants, as label cores.
using ColumnNames = std::map<std::string, std::vector<std::u32string>, std::less<>>;

const ColumnNames& column_names() {
  static const ColumnNames all = [] {
    ColumnNames names;
    for (const Form form : {Form::F2019, Form::F2021}) {
      for (const FormColumn& column : form_columns(form)) {
        auto& own = names[column.head];
        own.push_back(label_core(column.head));
        own.push_back(label_core_without_remark(column.head));
        for (const std::string& alias : column.aliases) own.push_back(label_core(alias));
      }
    }
    return names;
  }();
  return all;
}

using Names = std::vector<std::u32string>;

}  // namespace

const Names& names_of(const FormColumn& column) {
  static const Names none;
  const auto names = column_names().find(column.head);
  return names == column_names().end() ? none : names->second;
}

namespace {

bool is_among(const Names& names, const HeadWord& head) {
  return std::any_of(names.begin(), names.end(), [&](const std::u32string& name) {
    return name == head.core || name == head.bare_core;
  });
}

// The beginning of this head and of none of the other columns' heads: 法律服, torn from 务机构 by
// the end of its line.
bool begins_column(const HeadWord& word, std::size_t at, const std::vector<const Names*>& columns) {
  constexpr std::size_t kShortest = 2;
  if (word.core.size() < kShortest) return false;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const bool is_beginning =
        std::any_of(columns[c]->begin(), columns[c]->end(),
                    [&](const std::u32string& name) { return name.starts_with(word.core); });
    if (is_beginning != (c == at)) return false;
  }
  return true;
}

// This head with something else in one cell: 法人或其他组织 of the line above, a figure of the line
// below.
bool runs_on_into_column(const HeadWord& word, const Names& names) {
  constexpr std::size_t kShortest = 4;  // 其他 may be of any word
  return std::any_of(names.begin(), names.end(), [&](const std::u32string& name) {
    return name.size() >= kShortest && (word.core.starts_with(name) || word.core.ends_with(name));
  });
}

// Of a head line: where each column of the form is named; kNone where it is not, or twice.
std::vector<std::size_t> places_of(const HeadLine& line, const std::vector<FormColumn>& columns) {
  std::vector<std::size_t> places(columns.size(), kNone);
  std::vector<const Names*> names;
  for (const FormColumn& column : columns) names.push_back(&names_of(column));
  for (std::size_t c = 0; c < columns.size(); ++c) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool is_named = is_among(*names[c], line[i]) || begins_column(line[i], c, names) ||
                            runs_on_into_column(line[i], *names[c]);
      if (!is_named) continue;
      places[c] = i;
      ++count;
    }
    if (count > 1) places[c] = kNone;
  }
  return places;
}

std::size_t place_of(const HeadLine& line, std::u32string_view core) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i].core == core) return i;
  }
  return kNone;
}

bool is_reversed(std::size_t first, std::size_t second) {
  return first != kNone && second != kNone && first > second;
}

// 总计 stands left of the single organisations where its cell is as high as theirs and
// 法人或其他组织 together: behind that head it may come anywhere but between them.
bool is_total_astray(const HeadLine& line, const std::vector<std::size_t>& places) {
  const std::size_t total = places.back();
  if (total == kNone) return false;
  const std::size_t organisations = place_of(line, U"法人或其他组织");
  if (is_reversed(places.front(), total) || is_reversed(organisations, total)) return true;
  if (is_reversed(place_of(line, U"申请人情况"), total)) return true;
  std::size_t before = 0;
  std::size_t after = 0;
  for (std::size_t c = 1; c + 1 < places.size(); ++c) {
    if (places[c] == kNone) continue;
    ++(places[c] < total ? before : after);
  }
  return after > 0 && (before > 0 || organisations == kNone);
}

bool line_contradicts(const HeadLine& line, const std::vector<FormColumn>& columns) {
  auto places = places_of(line, columns);
  const bool has_total = columns.back().key == "SUM";
  if (has_total && is_total_astray(line, places)) return true;
  if (has_total) {
    if (is_reversed(places.front(), place_of(line, U"法人或其他组织"))) return true;
    places.pop_back();
  }
  std::size_t last = kNone;
  for (const std::size_t place : places) {
    if (place == kNone) continue;
    if (is_reversed(last, place)) return true;
    last = place;
  }
  return false;
}

// The column that begins or ends like this and is the only one: 维持 of a head in two lines.
std::size_t column_of_piece(const std::u32string& piece, const std::vector<const Names*>& columns) {
  constexpr std::size_t kShortest = 2;
  if (piece.size() < kShortest) return kNone;
  std::size_t found = kNone;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const bool is_piece = std::any_of(
        columns[c]->begin(), columns[c]->end(),
        [&](const auto& name) { return name.starts_with(piece) || name.ends_with(piece); });
    if (is_piece && found != kNone) return kNone;
    if (is_piece) found = c;
  }
  return found;
}

// 结果维持 = 0 … 总计 = 4, in the order of the line; other words are left out.
std::vector<std::size_t> ranks_of(const HeadLine& line, const std::vector<FormColumn>& columns) {
  std::vector<const Names*> names;
  for (const FormColumn& column : columns) names.push_back(&names_of(column));
  std::vector<std::size_t> ranks;
  for (const HeadWord& word : line) {
    const auto named = std::find_if(names.begin(), names.end(),
                                    [&](const Names* own) { return is_among(*own, word); });
    const std::size_t column = named != names.end()
                                   ? static_cast<std::size_t>(named - names.begin())
                                   : column_of_piece(word.core, names);
    if (column != kNone) ranks.push_back(column);
  }
  return ranks;
}

// More runs that grow than the line has groups: whole ones are five heads long.
bool has_another_order(const std::vector<std::size_t>& ranks, std::size_t columns) {
  std::size_t runs = ranks.empty() ? 0 : 1;
  for (std::size_t i = 1; i < ranks.size(); ++i) {
    if (ranks[i] <= ranks[i - 1]) ++runs;
  }
  const bool is_whole = ranks.size() % columns == 0;
  return runs > 3 || (is_whole && runs > ranks.size() / columns && ranks.front() != ranks.back());
}

std::vector<std::string> words_of(const std::string& line) {
  static const Pattern word{"[^\\s]+"};
  std::vector<std::string> words;
  for (const auto& match : word.all(collapse_spaces(line))) words.push_back(match.group(0));
  return words;
}

std::vector<FormColumn> table3_columns(Form form) {
  for (const FormRow& row : form_rows(form)) {
    if (row.table == "T3") return columns_of(form, row);
  }
  return {};
}

}  // namespace

bool is_table3_in_another_order(const std::string& line, Form form) {
  constexpr std::size_t kLongest = 300;  // bytes
  constexpr auto kLeast = 4;
  if (line.size() > kLongest) return false;
  const auto columns = table3_columns(form);
  if (columns.empty()) return false;
  const HeadLine words = head_line_of(words_of(line));
  const auto places = places_of(words, columns);
  const auto named =
      std::count_if(places.begin(), places.end(), [](std::size_t place) { return place != kNone; });
  return named >= kLeast && line_contradicts(words, columns);
}

bool names_column(const HeadWord& head, const FormColumn& column) {
  return is_among(names_of(column), head);
}

namespace {

// Heads in several lines: each column is headed once, and from left to right they are others.
bool stands_in_another_order(const PrintedRow& row, const std::vector<FormColumn>& columns) {
  const auto values = values_by_head(row, columns);
  return !std::is_sorted(
      values.begin(), values.end(),
      [](const PrintedCell& a, const PrintedCell& b) { return a.begin < b.begin; });
}

}  // namespace

bool contradicts_order(const PrintedRow& row, const std::vector<FormColumn>& columns) {
  if (columns.size() < 2) return false;
  if (row.head_lines != nullptr &&
      std::any_of(row.head_lines->begin(), row.head_lines->end(),
                  [&](const HeadLine& line) { return line_contradicts(line, columns); })) {
    return true;
  }
  return line_contradicts(head_line_of(row.words), columns) ||
         stands_in_another_order(row, columns);
}

std::vector<PrintedCell> values_by_head(const PrintedRow& row,
                                        const std::vector<FormColumn>& columns) {
  const Heads* heads = row.heads.get();
  if (heads == nullptr || row.geometry != Geometry::Exact || row.has_figure_before) return {};
  if (row.width != heads->width || row.values.size() != columns.size()) return {};
  std::vector<PrintedCell> values;
  std::vector<std::size_t> taken;
  for (const FormColumn& column : columns) {
    const PrintedCell* head = head_of(*heads, column);
    if (head == nullptr) return {};
    if (std::find(taken.begin(), taken.end(), head->begin) != taken.end()) return {};
    taken.push_back(head->begin);
    const auto below =
        std::find_if(row.values.begin(), row.values.end(), [&](const PrintedCell& value) {
          return value.begin == head->begin && value.end == head->end;
        });
    if (below == row.values.end()) return {};
    values.push_back(*below);
  }
  return values;
}

bool contradicts_table4(const std::vector<HeadLine>& lines,
                        const std::vector<FormColumn>& columns) {
  return std::any_of(lines.begin(), lines.end(), [&](const HeadLine& line) {
    const auto direct = place_of(line, label_core("未经复议直接起诉"));
    const auto later = place_of(line, label_core("复议后起诉"));
    const auto review = place_of(line, label_core("行政复议"));
    const auto lawsuit = place_of(line, label_core("行政诉讼"));
    return is_reversed(direct, later) || is_reversed(review, lawsuit) ||
           has_another_order(ranks_of(line, columns), columns.size());
  });
}

}  // namespace gkwatch::parser
