#pragma once

#include "core/json.h"
#include "core/result.h"
#include "model/finding.h"

namespace gkwatch {

// A finding in the shape of `parse` and `findings` (INTERFACES 2.1): rule, severity, outcome,
// cells with raw texts, expected, actual, delta, message; and what is needed to read it back.
Json to_json(const Finding& finding);
Result<Finding> finding_from(const Json& json);

}  // namespace gkwatch
