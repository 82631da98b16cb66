#pragma once

#include <stop_token>
#include <vector>

#include "core/result.h"
#include "crawler/fetcher.h"
#include "model/agency.h"
#include "model/listing.h"

namespace gkwatch::crawler {

// Reads all columns that a source of the watch list stands for: the annual-report columns of a
// gkmlpt site, or the pages of a plain column. Only if every listing is complete may anybody
// conclude that something is missing. An Error means that not one column could be read; Malformed
// that the page is neither: a block page or a redesign, never "no reports".
Result<std::vector<Listing>> read_source(Fetcher& fetcher, const Source& source,
                                         std::stop_token stop);

}  // namespace gkwatch::crawler
