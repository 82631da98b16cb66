#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/portal/site.h"

namespace gkwatch::portal {

inline constexpr int kRowsPerPage = 100;

// One answer of /gkmlpt/api/all/{cid}, before it becomes text: faults bend it here.
struct ListPage {
  std::int64_t classify_id = 0;
  std::string classify_name{};
  std::int64_t classify_parent = 0;
  std::string classify_jump_url{};
  int post_count = 0;
  int offset = 0;
  int total = 0;
  std::vector<const Article*> rows{};  // owned by the site
};

// Newest first. cid 0 is everything of the site. nullopt (HTTP 404): no such cid, or past the
// end. An empty column has an empty page 1. Page 0 is page 1.
std::optional<ListPage> list_page(const Site& site, std::int64_t cid, int page);

// `host` is what the urls of the rows begin with.
std::string list_json(const Site& site, const ListPage& page, std::string_view host);
// TREE, as in _CONFIG.
std::string tree_json(const Site& site, std::string_view host);
// DETAIL of a content page; `content` is the body as shown.
std::string detail_json(const Site& site, const Article& article, std::string_view host,
                        std::string_view content);

}  // namespace gkwatch::portal
