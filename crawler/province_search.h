#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/url.h"
#include "crawler/fetcher.h"

namespace gkwatch::crawler {

// The search of the province over all its sites (domain/gkmlpt-protocol.md, 6): a POST to
// ".../api/search/all", twenty hits a page.
struct SearchPage {
  struct Hit {
    std::string title;
    Url url;
  };
  std::vector<Hit> hits;
  bool has_more = false;
};

bool is_province_search(const Url& url);

// The form that asks for this page (from 1). Parameters in the query of `search` (gdbsDivision,
// service_area, site_id, keywords, time_from, time_to…) take the place of ours, which ask for
// titles of annual reports in the whole province.
std::string search_form(const Url& search, int page);

// Malformed if it is no answer of the search, or one that says it failed.
Result<SearchPage> read_search_page(std::string_view body, int page, const Url& search);

Result<SearchPage> ask_province(Fetcher& fetcher, const Url& search, int page,
                                std::stop_token stop);

}  // namespace gkwatch::crawler
