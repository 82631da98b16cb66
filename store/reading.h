#pragma once

#include "core/result.h"
#include "model/report.h"
#include "store/connection.h"

namespace gkwatch::store {

// Writes what the parser read in the document of a version that stands already: in place of
// an earlier reading. NotFound if there is no such version.
Status write_reading(Connection& connection, const Report& report);

}  // namespace gkwatch::store
