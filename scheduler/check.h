#pragma once

#include <stop_token>
#include <string>

#include "core/result.h"
#include "model/agency.h"
#include "model/check.h"
#include "scheduler/tools.h"

namespace gkwatch::scheduler {

// How a check went.
struct Checked {
  CheckHistory history;
  std::string failure;  // why a source could not be read; empty: all could
};

// Checks one agency, from its columns to the outbox: the only code that knows the order of the
// rooms. Runs on one worker from start to end.
//
// A source that cannot be read is not an Error but one more failure in the history. An
// Error is Cancelled, or Storage: we could not even write down what happened, and the daemon
// should stop.
Result<Checked> check_agency(const Agency& agency, const CheckTools& tools, std::stop_token stop);

}  // namespace gkwatch::scheduler
