#pragma once

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace gkwatch::testing {

// An empty folder of one's own, gone with all that is in it at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder() : TemporaryFolder{std::filesystem::temp_directory_path()} {}
  explicit TemporaryFolder(const std::filesystem::path& parent) {
    std::string name = (parent / "gkwatch-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace gkwatch::testing
