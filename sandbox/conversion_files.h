#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "parser/sniff.h"

namespace gkwatch::sandbox {

// What LibreOffice is given and gives back, in a folder that is its alone.

// The document, and a profile in which macros do not run and links are not followed.
Status lay_out(const std::filesystem::path& folder, parser::Media from, std::string_view bytes);
// Its command line, without the program.
std::vector<std::string> arguments_for(const std::filesystem::path& folder, parser::Media from);
// What it has made. NotFound if it made nothing, TooLarge past `most` bytes. Follows no link.
Result<std::string> take_result(const std::filesystem::path& folder, parser::Media from,
                                std::size_t most);

}  // namespace gkwatch::sandbox
