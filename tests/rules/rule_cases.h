#pragma once

#include <string>
#include <vector>

#include "tests/rules/scene.h"

namespace gkwatch::rules {

using Change = void (*)(Scene& scene);

inline void nothing(Scene&) {}
// What a rule needs is not in cells: then the whole document was not had.
inline void unreadable(Scene& scene) { scene.unreadable(); }

// What `lose` takes away: cells or the table, and the rule says that it could not be verified; or
// all that it could be applied to, and it says nothing.
enum class Lost { Cells, Everything };

// One rule on the scenes that show it: `base` it holds on, `spoil` (after base) makes it fail,
// `lose` (after base) takes away what it needs, and nothing in `silent` (after base) makes it fail.
struct RuleCase {
  const char* rule;
  Change base;
  Change spoil;
  Change lose;
  std::vector<Change> silent;
  Lost lost = Lost::Cells;
};

std::vector<RuleCase> table_cases();      // T3, T4, X, FMT
std::vector<RuleCase> second_cases();     // T2
std::vector<RuleCase> words_cases();      // DOC, ID
std::vector<RuleCase> narrative_cases();  // N
std::vector<RuleCase> years_cases();      // Y, D, AGG

}  // namespace gkwatch::rules
