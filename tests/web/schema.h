#pragma once

#include <string>
#include <vector>

#include "core/json.h"

namespace gkwatch::testing {

// What `value` does not keep of `schema`, one line each ("$.a[0]: expected integer"). As much of
// JSON Schema 2020-12 as data/openapi.json uses: type, enum, properties, required,
// additionalProperties, items and $ref within `document`.
std::vector<std::string> schema_faults(const Json& value, const Json& schema, const Json& document);

}  // namespace gkwatch::testing
