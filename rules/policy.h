#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/china_time.h"
#include "model/agency.h"

namespace gkwatch::rules {

// A local notice that sets another due date than the statute ([[deadline]] of gkwatch.toml).
// The most exact one that fits wins: a longer region code before a shorter one, one that names
// the class and the year before one that does not.
struct DeadlineOverride {
  std::string region;               // a division code or its beginning: "4401"; empty: everywhere
  std::optional<AgencyClass> kind;  // none: every class
  std::optional<int> year;          // the report year; none: every year
  Date due{};          // with a year: that day; without: its month and day, in year + 1
  std::string source;  // the notice, in words
};

struct DeadlinePolicy {
  std::vector<DeadlineOverride> overrides;
};

}  // namespace gkwatch::rules
