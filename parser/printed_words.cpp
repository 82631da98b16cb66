#include "parser/printed_words.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/text.h"
#include "parser/form_words.h"
#include "parser/labels.h"

namespace gkwatch::parser {

void add_words(PrintedRow& row, std::string_view text) {
  constexpr std::size_t kMost = 24;  // all heads of table 4, one in a line, are 19
  row.own_words = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) {
      row.words.emplace_back(text.substr(begin, end - begin));
      ++row.own_words;
    }
    begin = end + 1;
  }
  if (row.words.size() > kMost) row.words.erase(row.words.begin(), row.words.end() - kMost);
  row.own_words = std::min(row.own_words, row.words.size());
}

void name_own_year(std::string& head, std::optional<int> year) {
  if (!year || head.find(std::to_string(*year)) == std::string::npos) return;
  const std::string text = without_spaces(nfkc(head));
  for (const char* unit : {"年度", "年"}) {
    const std::string named = std::to_string(*year) + unit;
    if (!text.starts_with(named)) continue;
    std::string own = "本年" + text.substr(named.size());
    if (is_head_word(label_core(own))) head = std::move(own);
    return;
  }
}

}  // namespace gkwatch::parser
