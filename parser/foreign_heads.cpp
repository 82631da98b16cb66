#include "parser/foreign_heads.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.h"
#include "parser/form_words.h"
#include "parser/head_order.h"
#include "parser/labels.h"

namespace gkwatch::parser {
namespace {

using Core = std::u32string;

// Words that make another figure of one: that of another year, of several, or a change.
constexpr std::array kOtherMeanings = {
    std::u32string_view{U"上年"}, std::u32string_view{U"20"},   std::u32string_view{U"上一"},
    std::u32string_view{U"去年"}, std::u32string_view{U"往年"}, std::u32string_view{U"下年"},
    std::u32string_view{U"累计"}, std::u32string_view{U"同比"}, std::u32string_view{U"增"},
    std::u32string_view{U"减"},   std::u32string_view{U"非"},   std::u32string_view{U"未废"},
    std::u32string_view{U"不予"}, std::u32string_view{U"不含"}};

bool contains(std::u32string_view text, std::u32string_view part) {
  return text.find(part) != std::u32string_view::npos;
}

bool has_other_meaning(std::u32string_view head, std::u32string_view name) {
  return std::any_of(kOtherMeanings.begin(), kOtherMeanings.end(), [&](std::u32string_view word) {
    return contains(head, word) && !contains(name, word);
  });
}

bool is_subsequence(std::u32string_view part, std::u32string_view whole) {
  std::size_t at = 0;
  for (const char32_t letter : whole) {
    if (at < part.size() && part[at] == letter) ++at;
  }
  return at == part.size();
}

// As long, and one character is another: 法律服务机够.
bool is_slip_of(std::u32string_view head, std::u32string_view name) {
  constexpr std::size_t kShortest = 4;
  if (head.size() != name.size() || head.size() < kShortest) return false;
  std::size_t others = 0;
  for (std::size_t i = 0; i < head.size(); ++i) others += head[i] == name[i] ? 0U : 1U;
  return others <= 1;
}

// The name, what a cut or a careless hand has left of it, or the name with words around it.
bool says(std::u32string_view head, std::u32string_view name) {
  constexpr std::size_t kShortest = 3;  // 企业 is in 国有企业 too
  constexpr std::size_t kLong = 6;      // 本年废止、失效件数
  constexpr std::size_t kFew = 4;
  if (head == name) return true;
  if (has_other_meaning(head, name)) return false;
  return is_subsequence(head, name) || is_slip_of(head, name) ||
         (name.size() >= kShortest && contains(head, name)) ||
         (name.size() >= kLong && head.size() <= name.size() + kFew && is_subsequence(name, head));
}

bool says_column(const HeadWord& head, const FormColumn& column) {
  const auto& names = names_of(column);
  return std::any_of(names.begin(), names.end(), [&](const Core& name) {
    return says(head.core, name) || says(head.bare_core, name);
  });
}

const std::vector<FormColumn>& all_columns() {
  static const std::vector<FormColumn> all = [] {
    std::vector<FormColumn> columns;
    for (const Form form : {Form::F2019, Form::F2021}) {
      for (const FormColumn& column : form_columns(form)) columns.push_back(column);
    }
    return columns;
  }();
  return all;
}

// A column of the same table in one of the forms: what 本年新公开数量 holds was not repealed.
bool names_column_of(const HeadWord& head, const std::string& table) {
  return std::any_of(all_columns().begin(), all_columns().end(), [&](const FormColumn& known) {
    return known.table == table && names_column(head, known);
  });
}

bool is_right_above(const PrintedCell& head, const PrintedCell& value) {
  return head.begin == value.begin && head.end == value.end;
}

bool fits(const PrintedRow& row) {
  return row.heads != nullptr && row.geometry == Geometry::Exact && row.width == row.heads->width &&
         !row.has_figure_before;
}

// The heads above a row as one line of words.
class WordsOfHeads {
 public:
  WordsOfHeads(const std::vector<HeadLine>& lines, std::vector<FormColumn> columns)
      : columns_{std::move(columns)} {
    for (const HeadLine& line : lines) words_.insert(words_.end(), line.begin(), line.end());
    // 总计 is printed before the organisations as often as behind them.
    std::erase_if(columns_, [](const FormColumn& column) {
      return column.table == "T3" && (column.key == "NP" || column.key == "SUM");
    });
    for (std::size_t at = 1; at < words_.size(); ++at) {
      if (!is_known(words_[at])) unknown_.push_back(at);
    }
  }

  std::string foreign(const std::string& key) const {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c].key != key) continue;
      for (const std::size_t at : unknown_) {
        if (stands_for(at, c)) return words_[at].text;
      }
    }
    return {};
  }

 private:
  bool says(std::size_t at, std::size_t c) const {
    return at < words_.size() && c < columns_.size() && says_column(words_[at], columns_[c]);
  }

  // Nothing, or a head of the other table or of a group.
  bool is_outside(std::size_t at) const {
    return at >= words_.size() || is_head_word(words_[at].core);
  }

  bool stands_for(std::size_t at, std::size_t c) const {
    const bool is_last = c + 1 == columns_.size();
    const bool begins = c == 0 ? is_outside(at - 1) : says(at - 1, c - 1);
    if (columns_.size() == 1) return words_[at - 1].core == U"信息内容";
    if (!is_last) return begins && says(at + 1, c + 1);
    return begins && c >= 2 && at >= 2 && says(at - 2, c - 2) && is_outside(at + 1);
  }

  bool is_known(const HeadWord& word) const {
    return is_head_word(word.core) ||
           std::any_of(columns_.begin(), columns_.end(),
                       [&](const FormColumn& column) { return says_column(word, column); });
  }

  HeadLine words_;
  std::vector<FormColumn> columns_;
  std::vector<std::size_t>
      unknown_;  // indices of words_ that say none of the columns; not the first
};

}  // namespace

std::string foreign_head(const PrintedRow& row, const PrintedCell& value,
                         const FormColumn& column) {
  if (!fits(row)) return {};
  std::string foreign;
  const Heads& heads = *row.heads;
  for (std::size_t i = 0; i < heads.cells.size(); ++i) {
    if (!is_right_above(heads.cells[i], value)) continue;
    if (says_column(heads.names[i], column)) return {};
    if (names_column_of(heads.names[i], column.table)) foreign = heads.cells[i].text;
  }
  for (const PrintedCell& other : heads.others) {
    if (!is_right_above(other, value)) continue;
    if (says_column(head_word(other.text), column)) return {};
    if (foreign.empty()) foreign = other.text;
  }
  return foreign;
}

std::vector<std::string> foreign_words(const std::vector<HeadLine>& lines,
                                       const std::vector<FormColumn>& columns) {
  const WordsOfHeads words{lines, columns};
  std::vector<std::string> found;
  for (const FormColumn& column : columns) found.push_back(words.foreign(column.key));
  return found;
}

std::string foreign_group(const PrintedRow& row, const PrintedCell& first,
                          const PrintedCell& last) {
  if (!fits(row)) return {};
  for (const PrintedCell& other : row.heads->others) {
    if (other.begin != first.begin || other.end != last.end) continue;
    const Core core = label_core(other.text);
    const bool is_of_table = contains(core, U"复议") || contains(core, U"诉");
    if (!is_of_table) return other.text;
  }
  return {};
}

}  // namespace gkwatch::parser
