#pragma once

#include <string>
#include <string_view>

#include "tests/portal/site.h"

// The HTML of the platform. `host` is what absolute addresses begin with.
namespace gkwatch::portal {

// /gkmlpt/index and /gkmlpt/annualreport: a shell that scripts would fill, holding _CONFIG.
std::string index_page(const Site& site, std::string_view host);
// .../post_{id}.html: complete without scripts.
std::string content_page(const Site& site, const Article& article, std::string_view host);
// .../content/post_{id}.html of the older system, and the index of such a column.
std::string nfcms_page(const NfcmsPage& page, std::string_view host);
std::string nfcms_index(const std::vector<const NfcmsPage*>& pages, std::string_view host);
// "/": what redirects to the home page lead to.
std::string home_page(const std::vector<Site>& sites);
std::string not_found_page();

}  // namespace gkwatch::portal
