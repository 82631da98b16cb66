#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/agency.h"

namespace gkwatch::rules {

enum class SameAgency { Yes, Unsure, No };

// Does this printed name mean this agency (domain/report-format.md, 5.2)? Names are compared
// without blanks, by the divisions before the core (省, 市, 区…), the core (狮岭) and the kind of
// its tail (街, 街道, 街道办事处 are one; 镇, 镇政府, 镇人民政府 are one). Aliases count as names.
// No only where the divisions or the cores contradict each other; a name that is short, an
// abbreviation, one character off, one that several divisions share, or no name at all is Unsure.
// An alias counts in the report years for which it holds; in others it is Unsure at best. No year:
// it counts.
SameAgency names_agency(std::string_view printed, const Agency& agency,
                        std::optional<int> year = std::nullopt);

// A name taken apart: for tests and for grouping agencies.
struct AgencyName {
  std::string province;
  std::string city;
  std::string district;
  std::string core;  // without divisions and tail; empty for a government itself
  std::string tail;  // "街道", "镇", "乡", "政府", "局", "委", "办", …; empty if none is known
};
AgencyName take_apart(std::string_view name);

}  // namespace gkwatch::rules
