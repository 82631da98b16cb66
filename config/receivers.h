#pragma once

#include <vector>

#include "alerts/policy.h"
#include "config/secrets.h"
#include "config/table.h"

namespace gkwatch::config {

// Every [[receiver]] of the file, each valid for its kind, names unique. What is wrong with one
// goes to the problems.
std::vector<alerts::ReceiverSettings> read_receivers(Table& file, const SecretPlaces& places);

}  // namespace gkwatch::config
