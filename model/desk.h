#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "model/agency.h"
#include "model/finding.h"

namespace gkwatch {

// Alerts that shall make no sound for a while: those that meet every condition that is set. With
// none set, all of them.
struct Silence {
  std::int64_t number = 0;       // given by the store
  std::optional<RuleId> rule{};  // a `*` at its end matches all that begin so
  std::optional<AgencyId> agency{};
  std::string region_prefix{};  // "4401" matches 440114
  std::string agency_class{};
  std::optional<int> year{};
  std::optional<Instant> until{};  // none: until somebody ends it
};

// A finding that a person holds to be in order. It holds for as long as its cells read as they
// did when it was spoken.
struct Dismissal {
  FindingKey finding;
  std::vector<CellQuote> cells;
  std::optional<Instant> until;
};

// True if the silence is in force at `now` and is about this alert.
bool covers(const Silence& silence, const FindingKey& about, const Agency& agency, Instant now);

// True if the dismissal is in force at `now` for the finding as it is found today. The order of
// the cells does not count: it is a guess at the culprit.
bool holds(const Dismissal& dismissal, const Finding& finding, Instant now);

// True if `rule` is `pattern`, or begins with what stands before its `*`.
bool is_rule_like(std::string_view rule, std::string_view pattern);

}  // namespace gkwatch
