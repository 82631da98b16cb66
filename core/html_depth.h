#pragma once

#include <string_view>

#include "core/result.h"

namespace gkwatch {

// The most open tags a page may have.
inline constexpr std::size_t kDeepestPage = 512;

// Whether a tree built from `html` stays within what Gumbo can take: TooLarge names which
// limit it passes. Looks at the tags only, in one pass, and doubts in favour of refusing.
Status check_html_depth(std::string_view html);

}  // namespace gkwatch
