#pragma once

#include <cstddef>
#include <string_view>

#include "core/result.h"

namespace gkwatch {

// The most open tags a page may have.
inline constexpr std::size_t kDeepestPage = 512;

// How deep a tree built from `html` will be at most, from one pass over its tags. Where it
// cannot tell what a tree builder would close, it takes it for open. TooLarge as soon as a
// limit is passed: depth, attributes of one tag, or nodes that unclosed formatting multiplies.
// Unsupported for a tag in a place where Gumbo would lose its bearings and end the process.
Result<std::size_t> html_depth(std::string_view html);

}  // namespace gkwatch
