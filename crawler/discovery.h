#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/url.h"
#include "crawler/fetcher.h"

namespace gkwatch::crawler {

// A place that may belong into the watch list.
struct Candidate {
  std::string name;  // the agency, as its site or the title of its report calls it; or the column's
  std::string url;   // ".../gkmlpt/annualreport#6198", or a column page
  std::string note;  // what was found there, and what could not be looked at
  std::string sid{};     // the number of its gkmlpt site, or empty
  std::string column{};  // the name of its annual-report column, or empty
  bool operator==(const Candidate&) const = default;
};

// What one page brought.
struct Discovered {
  struct Link {
    std::string title;
    std::string url;
    bool operator==(const Link&) const = default;
  };
  std::vector<Candidate> candidates;  // of the page itself
  std::vector<Link> links;            // worth following
  std::vector<std::string> pages;     // that the same list goes on with
  bool operator==(const Discovered&) const = default;
};

// What earlier runs have looked at already, so that it is not asked for again. `page` is an
// address, with "#page=N" behind it for the pages of a search.
struct DiscoveryJournal {
  std::function<std::optional<Discovered>(const std::string& page)> recall{};  // empty: nothing
  std::function<Status(const std::string& page, const Discovered&)> keep{};    // empty: not kept
};

struct Discovery {
  std::vector<Candidate> found;  // also if it was ended before its end
  std::optional<Error> ended_by{};
};

// Looks for gkmlpt sites and annual-report columns from `portal` on: the site itself, sites and
// columns that it links to, the agencies whose reports such a column lists, page by page and year
// by year. `portal` may be the search of the province (".../api/search/all", with the parameters
// that it takes, gdbsDivision above all): then the reports that it finds lead to the sites.
// At most two thousand pages are asked, each in its turn at the host. Links to hosts that may not
// be visited are listed with a note. Asks nothing that is not linked. Ended by an Error if not
// even the first page could be had, by Cancelled, and by Storage of the journal.
Discovery discover(Fetcher& fetcher, const Url& portal, const DiscoveryJournal& journal,
                   std::stop_token stop);

}  // namespace gkwatch::crawler
