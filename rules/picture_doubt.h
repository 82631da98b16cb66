#pragma once

#include <vector>

#include "model/finding.h"
#include "rules/rules.h"
#include "rules/verdict.h"

namespace gkwatch::rules {

// What was read from a picture may be misread: where the report, or the one of the year before
// that a yearly rule compares it with, was read so, whatever fails cannot be verified. Only that
// its tables are pictures is said as it is.
void doubt_pictures(const Rule& rule, const Case& report, std::vector<Finding>& findings);

}  // namespace gkwatch::rules
