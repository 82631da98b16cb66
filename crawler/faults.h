#pragma once

#include <optional>
#include <string>

#include "core/result.h"
#include "model/visit.h"
#include "net/http.h"

namespace gkwatch::crawler {

// Why an answer may not be relied on: what a person reads in the history, and what code
// branches on.
struct Misfit {
  FetchFault fault = FetchFault::Other;
  ErrorCode code = ErrorCode::Refused;
  std::string detail;
};

FetchFault fetch_fault_of(net::Fault fault);
// What a status other than 200 and 304 means. 404 and 410 alone are NotFound.
Misfit misfit_of_status(int status);
// What the readers complain about: NotFound is a soft 404, Refused a block page, Malformed a
// broken contract.
FetchFault fetch_fault_of(ErrorCode code);
// The same request may bring something a moment later.
bool is_worth_repeating(net::Fault fault);
bool is_worth_repeating(int status);

}  // namespace gkwatch::crawler
