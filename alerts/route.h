#pragma once

#include <string>
#include <vector>

#include "alerts/policy.h"
#include "core/ids.h"
#include "model/agency.h"
#include "model/finding.h"

namespace gkwatch::alerts {

// Whether one receiver hears of a finding, and why (`gkwatch routes`).
struct Route {
  ReceiverId receiver;
  bool is_taken = false;
  std::string why;  // in policy.language; each condition of the receiver's match that decided
};

// True if the finding is what the receiver's match asks for. A rule that ends in `*` matches
// all that begin so. The threshold of [alerts] is not looked at.
bool is_wanted(const Match& match, const Finding& finding, const Agency& agency);

// One for each receiver of the policy, in its order.
std::vector<Route> routes_of(const Finding& finding, const Agency& agency,
                             const AlertPolicy& policy);

}  // namespace gkwatch::alerts
