#pragma once

#include <cstdint>
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

// The static JSON that some NFCMS sites keep beside their column pages
// (domain/gkmlpt-protocol.md, 4.1): /postmeta/i/{column id}.json.
struct PostmetaColumn {
  std::string name;
  std::vector<Article> rows;          // their ids are their addresses, as on the HTML pages
  std::optional<std::int64_t> count;  // of the column's own posts, as the site counts them
  std::vector<std::string> children;  // ids of the columns below that have posts
};

bool is_postmeta(const Url& url);
// The number that a column page gives its column (NFCMS_CAT_ID); empty if it gives none.
std::string nfcms_column_id(std::string_view html);
// Malformed: no JSON, or none of a column.
Result<PostmetaColumn> read_postmeta(std::string_view body, const Url& url);

// Reads the column and those below it. `complete` only if the site counts its posts and every
// one of them was listed, and if there are annual reports among them. An Error means that not
// even the column itself could be had.
Result<Listing> read_postmeta_column(Fetcher& fetcher, const Url& url, std::stop_token stop);
// The address of that JSON at the site of this page.
Result<Url> postmeta_url(const Url& page, const std::string& column_id);

}  // namespace gkwatch::crawler
