#include "alerts/regions.h"

#include <algorithm>
#include <map>

#include "embedded/regions.h"

namespace gkwatch::alerts {
namespace {

constexpr std::size_t kCityDigits = 4;

const std::map<std::string_view, std::string_view>& names() {
  static const auto known = [] {
    std::map<std::string_view, std::string_view> all;
    std::string_view rest = data::regions;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      const auto tab = line.find('\t');
      if (line.starts_with('#') || tab == std::string_view::npos) continue;
      all.emplace(line.substr(0, tab), line.substr(tab + 1));
    }
    return all;
  }();
  return known;
}

std::string name_of_code(std::string_view code) {
  for (std::size_t length = code.size(); length >= 2; --length) {
    const auto found = names().find(code.substr(0, length));
    if (found == names().end()) continue;
    if (length <= kCityDigits) return std::string{found->second};
    return name_of_code(code.substr(0, kCityDigits)) + std::string{found->second};
  }
  return "";
}

}  // namespace

std::string region_name(std::string_view code, Language language) {
  if (code.empty()) return "–";
  std::string text{code};
  const std::string name = language == Language::Chinese ? name_of_code(code) : "";
  return name.empty() ? text : text + " " + name;
}

}  // namespace gkwatch::alerts
