#pragma once

#include "core/ids.h"
#include "view/agency_sheet.h"

namespace gkwatch::app {

// What the rule book calls a rule, for rooms that do not know it. Empty for an unknown one.
view::RuleWords rule_words(const RuleId& rule);

}  // namespace gkwatch::app
