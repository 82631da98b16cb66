#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gkwatch::alerts {

// Foreign text as one line that is safe to show: UTF-8 mended, control and direction marks
// gone, white space of any kind one blank, at most `limit` code points with "…" for the rest.
std::string plain_line(std::string_view text, std::size_t limit);

}  // namespace gkwatch::alerts
