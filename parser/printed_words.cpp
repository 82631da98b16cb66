#include "parser/printed_words.h"

#include <algorithm>
#include <cstddef>

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

}  // namespace gkwatch::parser
