#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gkwatch::sandbox {

// The reader's end of the conversation: standard input and output, which wait.

// False if the other end is gone.
bool write_all(std::string_view bytes);
// One frame (frames.h); nothing if the other end is gone.
std::optional<std::string> read_frame();

}  // namespace gkwatch::sandbox
