#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.h"

namespace gkwatch {

// The whole file. NotFound if there is none, TooLarge over `max_bytes`, else Storage.
Result<std::string> read_file(const std::filesystem::path& file,
                              std::size_t max_bytes = 256u << 20);
// Replaces the file in one step that survives a power cut: temporary file in the same
// folder, fsync, rename, fsync of the folder.
Status write_file_durably(const std::filesystem::path& file, std::string_view bytes);

}  // namespace gkwatch
