#include "parser/first_report.h"

#include <cstddef>
#include <string>
#include <vector>

#include "core/text.h"
#include "parser/sections.h"

namespace gkwatch::parser {
namespace {

bool is_title(const Block& block) {
  constexpr std::size_t kLongest = 60;  // characters
  const std::string text = without_spaces(block.text);
  return is_words(block) && length(text) <= kLongest && contains(text, "年度报告");
}

// From the heading of the first section back over what may stand above it, to the title.
std::optional<std::size_t> title_before(const std::vector<Block>& blocks, std::size_t heading) {
  constexpr std::size_t kMost = 6;  // lines: title, number, date, what the report follows
  for (std::size_t back = 1; back <= kMost && back <= heading; ++back) {
    const Block& block = blocks[heading - back];
    if (!is_words(block)) return std::nullopt;
    if (is_title(block)) return heading - back;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Extract> first_of_several(const Extract& extract) {
  constexpr int kFirst = 1;
  constexpr int kLate = 4;  // sections that stand behind the tables
  bool has_ended = false;
  bool has_table = false;
  for (std::size_t i = 0; i < extract.blocks.size(); ++i) {
    const Block& block = extract.blocks[i];
    has_table = has_table || block.kind == BlockKind::Table;
    if (!is_words(block)) continue;
    const auto section = section_number(block.text);
    if (!section) continue;
    has_ended = has_ended || (has_table && *section > kLate);
    if (!has_ended || *section != kFirst) continue;
    const auto title = title_before(extract.blocks, i);
    if (!title) continue;
    Extract first = extract;
    first.blocks.resize(*title);
    return first;
  }
  return std::nullopt;
}

}  // namespace gkwatch::parser
