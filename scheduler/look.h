#pragma once

#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "crawler/fetcher.h"
#include "model/agency.h"
#include "model/listing.h"
#include "rules/columns.h"

namespace gkwatch::scheduler {

// What the sources of one agency list now.
struct Looked {
  std::vector<Listing> listings;
  bool is_complete = false;     // every source was read to its proven end
  std::vector<Error> failures;  // one for each source that could not be read
  std::vector<rules::ColumnTrouble> troubles{};
  // Articles that are listed no longer, and are still there or could not be asked for.
  std::set<std::string> still_there{};
  std::optional<Error> must_end{};  // Storage or Cancelled: no use in going on
};

Looked look(const Agency& agency, crawler::Fetcher& fetcher, std::stop_token stop);

// By the portal's id.
bool lists(const Listing& listing, const std::string& article);
bool is_listed(const Looked& looked, const std::string& article);

// True for the errors that end a check: our own disk, or our own stop.
bool ends_check(const Error& error);

}  // namespace gkwatch::scheduler
