#pragma once

#include <string>
#include <string_view>

#include "store/queries.h"
#include "view/rows.h"

namespace gkwatch::view {

// `search` for people: each report with the place where the words stand, the words in bold.
std::string hits_text(const store::Rows& hits, std::string_view wanted, const Page& page);

}  // namespace gkwatch::view
