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

// Whether this receiver is told of it. What is about the program itself goes to those who do not
// confine themselves to regions, classes, agencies or rules (to all, if there are none such), but
// not to the receiver that it is about; the severity that it asks for counts.
bool hears(const ReceiverSettings& receiver, const Finding& finding, const Agency& agency,
           const AlertPolicy& policy);

// One for each receiver of the policy, in its order.
std::vector<Route> routes_of(const Finding& finding, const Agency& agency,
                             const AlertPolicy& policy);

}  // namespace gkwatch::alerts
