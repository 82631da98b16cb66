#include "scheduler/look.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "crawler/source.h"

namespace gkwatch::scheduler {

bool ends_check(const Error& error) {
  return error.code == ErrorCode::Storage || error.code == ErrorCode::Cancelled;
}

bool lists(const Listing& listing, const std::string& article) {
  return std::any_of(listing.articles.begin(), listing.articles.end(),
                     [&](const Article& one) { return one.id == article; });
}

bool is_listed(const Looked& looked, const std::string& article) {
  return std::any_of(looked.listings.begin(), looked.listings.end(),
                     [&](const Listing& listing) { return lists(listing, article); });
}

Looked look(const Agency& agency, crawler::Fetcher& fetcher, std::stop_token stop) {
  Looked looked;
  for (const Source& source : agency.sources) {
    auto listings = crawler::read_source(fetcher, source, stop);
    if (listings) {
      std::move(listings->begin(), listings->end(), std::back_inserter(looked.listings));
      continue;
    }
    Error error = std::move(listings).error();
    if (!contains(error.message, source.url.text())) {
      error = std::move(error).within(source.url.text());
    }
    if (ends_check(error)) {
      looked.must_end = std::move(error);
      return looked;
    }
    if (error.code == ErrorCode::Malformed && !fetcher.was_no_http()) {
      looked.troubles.push_back({.column = source.url.text(), .why = error.message});
    }
    looked.failures.push_back(std::move(error));
  }
  for (const Listing& listing : looked.listings) {
    if (listing.breach.empty()) continue;
    looked.troubles.push_back({.column = listing.column.text(), .why = listing.breach});
  }
  looked.is_complete = looked.failures.empty() && !looked.listings.empty() &&
                       std::all_of(looked.listings.begin(), looked.listings.end(),
                                   [](const Listing& listing) { return listing.complete; });
  return looked;
}

}  // namespace gkwatch::scheduler
