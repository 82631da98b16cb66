#pragma once

#include "core/result.h"

namespace gkwatch::sandbox {

// Poppler looks up here what the bytes of a Chinese font that is not embedded mean.
inline constexpr const char* kCharacterMaps = "/usr/share/poppler";

// True if this kernel has Landlock.
bool has_file_wall();
// Leaves this process nothing of the file system, for good, but reading kCharacterMaps. Requires
// has_file_wall() and that privileges are given up. Unsupported if the kernel refuses.
Status raise_file_wall();

}  // namespace gkwatch::sandbox
