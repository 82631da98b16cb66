#include "core/html_depth.h"

#include <map>

#include "core/text.h"

namespace gkwatch {

Status check_html_depth(std::string_view html) {
  std::map<std::string, std::size_t> open;
  std::size_t depth = 0;
  for (auto at = html.find('<'); at + 1 < html.size(); at = html.find('<', at + 1)) {
    const bool is_end = html[at + 1] == '/';
    const auto begin = at + (is_end ? 2 : 1);
    const auto end = html.find_first_of(" \t\n\f\r/>", begin);
    const std::string name = to_lower(html.substr(begin, end - begin));
    if (!is_end) ++depth, ++open[name];
    if (is_end && open[name] > 0) --depth, --open[name];
  }
  return {};
}

}  // namespace gkwatch
