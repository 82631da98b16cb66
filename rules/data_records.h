#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gkwatch::rules {

std::vector<std::string> split(std::string_view text, char separator);

// The lines of an embedded data file, split at tabs. Empty lines and those that begin with # are
// left out. A line that has not `width` fields ends the process: data and code belong to one
// program.
std::vector<std::vector<std::string>> records(std::string_view file, std::size_t width);

}  // namespace gkwatch::rules
