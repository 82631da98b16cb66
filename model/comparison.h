#pragma once

#include "core/ids.h"

namespace gkwatch {

// True if findings of this rule set two statements against each other (the prose and a table, this
// year and the last, a report and another one), either of which may be right. `expected` is then
// the one and `actual` the other; of all other rules, `expected` is what must stand there.
bool compares_statements(const RuleId& rule);

}  // namespace gkwatch
