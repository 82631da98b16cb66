#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/url.h"
#include "crawler/fetcher.h"
#include "model/listing.h"

namespace gkwatch::crawler {

// A plain column: HTML pages of links (NFCMS index.html, index_2.html, …; other provinces' sites).
struct ColumnPage {
  std::string title;
  std::vector<Article> rows;      // every link with words, but those below
  std::vector<Url> next_pages;    // of the same column
  std::vector<Url> year_folders;  // "2019年": columns below this one
  std::optional<int> page_count;  // as the page says
  std::string column_id;          // of the NFCMS; empty: not given
  bool has_unfollowable = false;  // there are more pages, and no address for them
};
ColumnPage read_column_page(std::string_view html, const Url& url);

// Reads the column and its year folders to the end of the pagination. `complete` only if every
// page was there and the column shows annual reports at all: a home page, a redesign or a list
// made by a script proves nothing; a site that lists and counts its posts in JSON beside the page
// (crawler/postmeta.h) is asked for that where the pages alone leave a doubt. An Error means that
// not even the first page could be had.
Result<Listing> read_plain_column(Fetcher& fetcher, const Url& url, std::stop_token stop);

}  // namespace gkwatch::crawler
