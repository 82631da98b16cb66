#include "rules/data_records.h"

#include <algorithm>
#include <cstdlib>

namespace gkwatch::rules {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::vector<std::vector<std::string>> records(std::string_view file, std::size_t width) {
  std::vector<std::vector<std::string>> found;
  for (const std::string& line : split(file, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    found.push_back(split(line, '\t'));
    if (found.back().size() != width) std::abort();
  }
  return found;
}

}  // namespace gkwatch::rules
