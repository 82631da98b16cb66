#include "sandbox/standard_frames.h"

#include <unistd.h>

#include <cerrno>
#include <cstddef>

#include "sandbox/frames.h"

namespace gkwatch::sandbox {
namespace {

bool read_all(char* to, std::size_t size) {
  while (size > 0) {
    const ssize_t got = read(STDIN_FILENO, to, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    to += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::optional<std::string> read_frame() {
  std::string prefix(kLengthBytes, '\0');
  if (!read_all(prefix.data(), prefix.size())) return std::nullopt;
  std::string bytes(length_from(prefix), '\0');
  if (!read_all(bytes.data(), bytes.size())) return std::nullopt;
  return bytes;
}

}  // namespace gkwatch::sandbox
