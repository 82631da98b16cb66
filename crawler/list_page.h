#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/url.h"
#include "model/listing.h"

namespace gkwatch::crawler {

constexpr int kRowsPerPage = 100;

// One page of the list API (domain/gkmlpt-protocol.md 3).
struct ListPage {
  std::optional<std::int64_t> total;
  std::vector<Article> rows;
  std::string column_name;
  // What breaks the contract of section 7; such a page proves nothing.
  std::vector<std::string> breaches;
};

struct ListQuestion {
  std::string cid;
  int page = 1;
  Url url;  // of the page; links are resolved against it
};

// Malformed if it is not a list of the API at all, or one of another column.
Result<ListPage> read_list_page(std::string_view body, const ListQuestion& asked);

}  // namespace gkwatch::crawler
