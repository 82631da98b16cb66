#include "net/http.h"

#include <algorithm>

#include "core/text.h"

namespace gkwatch::net {

const std::string& HttpResponse::header(const std::string& lower_case_name) const {
  static const std::string none;
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? none : found->second;
}

std::string header_in(std::string_view block, std::string_view lower_case_name) {
  while (!block.empty()) {
    const std::string_view line = block.substr(0, block.find('\n'));
    block.remove_prefix(std::min(line.size() + 1, block.size()));
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && to_lower(line.substr(0, colon)) == lower_case_name) {
      return collapse_spaces(line.substr(colon + 1));
    }
  }
  return "";
}

}  // namespace gkwatch::net
