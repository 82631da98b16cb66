#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/pattern.h"

namespace gkwatch::parser {

// One way in which prose states a figure, from data/claim-patterns.tsv. Patterns of one text are
// one; `needs` and `cancels` may be null.
struct ClaimPattern {
  std::string what;
  std::shared_ptr<const Pattern> needs;    // the sentence must hold it
  bool may_stand_before = false;           // or the sentence before
  std::shared_ptr<const Pattern> cancels;  // the clause must not
  std::shared_ptr<const Pattern> pattern;
  bool means_zero = false;  // it has no number
};

using ClaimPatterns = std::vector<ClaimPattern>;

// The patterns for a report of that year; those that name a year only if it is known. All others
// are compiled once, and reports of one year mostly come together. Thread-safe.
std::shared_ptr<const ClaimPatterns> claim_patterns(std::optional<int> year);

// The groups of a number in a pattern, behind those of the pattern itself: 1 approximately,
// 2 digits, 3 万 and the like, 4 and more.
extern const char* const kNumber;

}  // namespace gkwatch::parser
