#pragma once

#include "tests/portal/fault.h"
#include "tests/portal/reply.h"

namespace gkwatch::portal {

// The whole answer in place of the proper one, for kinds that need no bytes of their own.
Reply substitute(const Fault& fault, const Reply& proper, const testing::ReceivedRequest& request);

}  // namespace gkwatch::portal
