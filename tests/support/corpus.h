#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace gkwatch::testing {

// The folder of real reports with hand-made truth. It lies beside the project and is no part
// of it; GKWATCH_SHARED names another place for it.
inline std::string corpus_folder() {
  const char* shared = std::getenv("GKWATCH_SHARED");
  if (shared != nullptr) return std::string{shared} + "/corpus";
  return std::string{GKWATCH_SOURCE_DIR} + "/../shared/corpus";
}

inline std::string read_whole(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace gkwatch::testing
