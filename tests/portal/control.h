#pragma once

#include "tests/portal/portal.h"
#include "tests/portal/reply.h"

namespace gkwatch::portal {

// Answers what was asked under /_portal/, as portal.h describes.
Reply control(Portal& portal, const testing::ReceivedRequest& request);

}  // namespace gkwatch::portal
