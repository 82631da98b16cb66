#pragma once

#include "web/site.h"

namespace gkwatch::web {

// New reports and alerts as an Atom feed (RFC 4287), newest first.
Answer atom_feed(const Request& request, const Site& site);
// The deadlines as a calendar (RFC 5545): one whole day for each, with how many reports are due.
Answer calendar(const Request& request, const Site& site);

}  // namespace gkwatch::web
