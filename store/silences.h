#pragma once

#include <optional>
#include <string>

#include "core/clock.h"
#include "store/connection.h"

namespace gkwatch::store {

// Brings the alerts that are firing or silenced, of one agency or of all, in line with the
// silences in force at `now`. The caller holds the transaction.
Status apply_silences(Connection& connection, Instant now,
                      const std::optional<std::string>& agency = {});

}  // namespace gkwatch::store
