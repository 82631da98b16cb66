#pragma once

#include <filesystem>
#include <vector>

#include "core/result.h"

namespace gkwatch::sandbox {

// Poppler looks up here what the bytes of a Chinese font that is not embedded mean.
inline constexpr const char* kCharacterMaps = "/usr/share/poppler";

// What a folder, with all below it, or a file is left open for.
enum class Leave { Readable, Runnable, Writable };

struct Opening {
  std::filesystem::path place;
  Leave leave = Leave::Readable;
};

// True if this kernel has Landlock.
bool has_file_wall();
// Leaves this process nothing of the file system, for good, but these openings; those that do
// not exist are passed over. Requires has_file_wall() and that privileges are given up.
// Unsupported if the kernel refuses.
Status raise_file_wall(const std::vector<Opening>& openings);

}  // namespace gkwatch::sandbox
