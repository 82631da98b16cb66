#include "rules/narrative.h"

#include <algorithm>

#include "rules/identity.h"

namespace gkwatch::rules {

bool is_consolidated(const Case& report) {
  if (report.input.agency != nullptr) return report.input.agency->kind == AgencyClass::G;
  const AgencyName name = take_apart(report.parsed.agency_name);
  return name.tail == "政府" && name.core.empty();
}

Narrative::Narrative(const Case& report) {
  const bool is_wide = is_consolidated(report);
  for (const Claim& claim : report.parsed.claims) {
    if (claim.is_exact && claim.is_wider == is_wide) claims_.push_back(&claim);
  }
}

std::vector<const Claim*> Narrative::of(std::string_view what) const {
  std::vector<const Claim*> found;
  for (const Claim* claim : claims_) {
    if (claim->what == what) found.push_back(claim);
  }
  return found;
}

std::vector<const Claim*> Narrative::beginning_with(std::string_view what) const {
  std::vector<const Claim*> found;
  for (const Claim* claim : claims_) {
    if (claim->what.starts_with(what)) found.push_back(claim);
  }
  return found;
}

std::optional<Decimal> Narrative::value(std::string_view what) const {
  const auto found = of(what);
  const bool is_one = !found.empty() &&
                      std::all_of(found.begin(), found.end(),
                                  [&](const Claim* c) { return c->value == found.front()->value; });
  return is_one ? std::optional{found.front()->value} : std::nullopt;
}

}  // namespace gkwatch::rules
