#include "parser/table_years.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "core/pattern.h"
#include "core/text.h"
#include "parser/figures.h"
#include "parser/form_words.h"
#include "parser/labels.h"
#include "parser/sections.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kLongestCaption = 40;  // characters; longer text is prose

enum class Whose { Own, Other };

// Whether the text names a year before `year`, "2023年" or "2023至2024年": of what may be that,
// not a longer number.
bool names_year_before(std::string_view text, int year) {
  const auto is_digit = [&](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const bool is_whole = text.substr(at).starts_with("20") && is_digit(at + 2) &&
                          is_digit(at + 3) && !is_digit(at + 4) && (at == 0 || !is_digit(at - 1));
    if (!is_whole) continue;
    const int named = 2000 + 10 * (text[at + 2] - '0') + (text[at + 3] - '0');
    if (named < year && named >= 2008) return true;  // the regulation is in force since 2008
  }
  return false;
}

// 上年结转 and 上一年项目数量 are words of the form itself.
std::string without_form_words(std::string text) {
  constexpr std::array<std::string_view, 4> kWords{"上年结转", "上年度结转", "上一年项目",
                                                   "上年项目"};
  for (const std::string_view word : kWords) {
    for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos;) {
      text.erase(at, word.size());
    }
  }
  return text;
}

bool names_other_year(std::string_view text, std::optional<int> year) {
  constexpr std::array<std::string_view, 6> kWords{"上年",   "上一年", "去年",
                                                   "前一年", "往年",   "历年"};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return contains(text, word); }) ||
         (year && names_year_before(text, *year));
}

// 信息内容 本年新制作数量 本年新公开数量: heads in a line are no caption, though they say 本年.
bool is_of_the_form(const std::string& line) {
  static const Pattern word{"[^\\s]+"};
  const auto words = word.all(collapse_spaces(line));
  return is_form_text(label_core(line)) ||
         std::all_of(words.begin(), words.end(), [](const Pattern::Match& one) {
           return is_form_text(label_core(one.group(0)));
         });
}

// What leads to the table, where a page's lines were joined: 。上一年度情况如下: or 。2019年
std::string_view last_lead(std::string_view text) {
  constexpr std::string_view stop = "。";
  constexpr std::size_t longest_label = 10;  // characters: "2019年度数据", "（一）上年度数据"
  const std::size_t at = text.rfind(stop);
  if (at == std::string_view::npos) return text;
  const std::string_view last = text.substr(at + stop.size());
  const bool is_label =
      length(last) <= longest_label && !last.starts_with("与") && !last.starts_with("比");
  return last.ends_with(':') || last.starts_with("附") || is_label ? last : text;
}

// What a line above a table says of it; nothing for a line that is no caption and ends none: the
// title again at the head of a page, a unit.
std::optional<Whose> said_by(const std::string& line, std::optional<int> year) {
  const std::string whole = without_spaces(nfkc(line));
  const std::string text{last_lead(whole)};
  if (contains(text, "报告") || text.empty()) return std::nullopt;
  if (section_number(line)) return Whose::Own;
  const bool is_prose = length(text) > kLongestCaption || contains(text, "。");
  if (!is_prose && names_other_year(without_form_words(text), year)) return Whose::Other;
  const bool names_own = contains(text, "本年") || contains(text, "今年") ||
                         (year && contains(text, std::to_string(*year)));
  const bool is_own = (is_prose || names_own) && !is_of_the_form(line);
  return is_own ? std::optional{Whose::Own} : std::nullopt;
}

// The text of a row that has but one; empty for any other row.
std::string lone_text(const TableRow& row) {
  std::string lone;
  for (const GridCell& cell : row.cells) {
    if (cell.text.empty() || cell.from_left || cell.from_above) continue;
    if (!lone.empty()) return {};
    lone = cell.text;
  }
  return is_value(lone) ? std::string{} : lone;
}

// A row that is one cell from edge to edge, or the only text of a line: a caption within a table.
std::optional<Whose> said_within(const TableRow& row, std::optional<int> year) {
  const std::string text = lone_text(row);
  if (text.empty() || length(text) > kLongestCaption) return std::nullopt;
  const bool is_prose = contains(text, "。");
  return is_prose ? std::nullopt : said_by(text, year);
}

// A row of figures that is labelled "2023年" or "上年" and nothing else, among the year's own.
bool is_row_of_other_year(const TableRow& row, std::optional<int> year) {
  constexpr std::size_t kLongestLabel = 8;  // characters: "2023年度数据"
  const auto label = std::find_if(row.cells.begin(), row.cells.end(),
                                  [](const GridCell& cell) { return !cell.text.empty(); });
  if (label == row.cells.end() || length(label->text) > kLongestLabel) return false;
  const std::string text = without_spaces(nfkc(label->text));
  if (is_value(text) || !names_other_year(without_form_words(text), year)) return false;
  return std::any_of(label, row.cells.end(),
                     [](const GridCell& cell) { return is_value(cell.text); });
}

class Sorter {
 public:
  explicit Sorter(std::optional<int> year) : year_{year} {}

  void add_text(const std::string& text) {
    if (const auto said = said_by(text, year_)) whose_ = *said;
  }

  void add_table(const PrintedTable& table) {
    PrintedTable part{.table = {.where = table.table.where}, .geometry = table.geometry};
    for (const TableRow& row : table.table.rows) {
      const auto said = said_within(row, year_);
      if (said && *said != whose_) {
        end(part);
        whose_ = *said;
      }
      if (is_row_of_other_year(row, year_))
        sorted_.has_other_years = true;
      else
        part.table.rows.push_back(row);
    }
    end(part);
  }

  YearTables take() && { return std::move(sorted_); }

 private:
  void end(PrintedTable& part) {
    auto rows = std::exchange(part.table.rows, {});
    if (rows.empty()) return;
    if (whose_ == Whose::Other) {
      sorted_.has_other_years = true;
      return;
    }
    PrintedTable own{.table = {.where = part.table.where, .rows = std::move(rows)},
                     .geometry = part.geometry};
    sorted_.tables.push_back(std::move(own));
  }

  std::optional<int> year_;
  Whose whose_ = Whose::Own;  // without a caption: of the document's year
  YearTables sorted_;
};

}  // namespace

YearTables tables_of_year(const Extract& extract, std::optional<int> year) {
  Sorter sorter{year};
  for (const Block& block : extract.blocks) {
    if (block.kind == BlockKind::Table)
      sorter.add_table(block.table);
    else if (is_words(block))
      sorter.add_text(block.text);
  }
  return std::move(sorter).take();
}

}  // namespace gkwatch::parser
