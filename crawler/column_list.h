#pragma once

#include <stop_token>

#include "core/result.h"
#include "crawler/fetcher.h"
#include "crawler/gkmlpt.h"
#include "model/listing.h"

namespace gkwatch::crawler {

// Reads a category page by page to its proven end. `total` governs: 404 after the last page is
// the normal end only if no total was given. Rows that moved between two pages are noticed by
// repeated ids or a changed total; then the column is read once more from page 1, twice at most.
// What was read before a failure comes back with `complete` unset; an Error means that not even
// the first page could be had, that the bytes could not be kept, or that we are to stop.
Result<Listing> read_column(Fetcher& fetcher, const Site& site, const Column& column,
                            std::stop_token stop);

}  // namespace gkwatch::crawler
