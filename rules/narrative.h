#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/verdict.h"

namespace gkwatch::rules {

// The exact figures of the prose that speak of the same body as the tables: of this agency, or,
// in the consolidated report of a government, of its whole region (3.8, 3.12 R-AGG-SCOPE).
class Narrative {
 public:
  explicit Narrative(const Case& report);

  std::vector<const Claim*> of(std::string_view what) const;
  std::vector<const Claim*> beginning_with(std::string_view what) const;
  // The one value that the prose gives; nothing if it gives none, or several.
  std::optional<Decimal> value(std::string_view what) const;

 private:
  std::vector<const Claim*> claims_;
};

// Consolidated: the report of a government of county level or above, not of its office.
bool is_consolidated(const Case& report);

}  // namespace gkwatch::rules
