#include "store/migrations.h"

namespace gkwatch::store {

// A mail that some recipients have and others are to be offered again: see Database::postpone.
const std::string_view kCreateServed = R"sql(
ALTER TABLE t_delivery ADD COLUMN served TEXT NOT NULL DEFAULT '';  -- addresses, a line each
)sql";

}  // namespace gkwatch::store
