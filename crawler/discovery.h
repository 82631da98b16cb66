#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/url.h"
#include "crawler/fetcher.h"

namespace gkwatch::crawler {

// A place that may belong into the watch list.
struct Candidate {
  std::string name;  // the agency, as the site calls itself; or the column's name
  std::string url;   // ".../gkmlpt/annualreport#6198", or a column page
  std::string note;  // what was found there, and what could not be looked at
};

// Looks for gkmlpt sites and annual-report columns at `portal` and behind the links of this one
// page: the site itself, sites it links to (at most a hundred are asked), columns it names.
// Links to hosts that may not be visited are listed with a note. An Error means that not even
// the page could be had. Asks nothing that is not linked.
Result<std::vector<Candidate>> discover(Fetcher& fetcher, const Url& portal, std::stop_token stop);

}  // namespace gkwatch::crawler
