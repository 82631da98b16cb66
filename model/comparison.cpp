#include "model/comparison.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace gkwatch {

bool compares_statements(const RuleId& rule) {
  constexpr std::array<std::string_view, 5> kKinds{"R-N-", "R-Y-", "R-X-", "R-D-", "R-AGG-"};
  return std::any_of(kKinds.begin(), kKinds.end(),
                     [&](std::string_view kind) { return rule.text.starts_with(kind); });
}

}  // namespace gkwatch
