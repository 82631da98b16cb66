#pragma once

#include <filesystem>

#include "core/result.h"

namespace gkwatch::app {

// The file that becomes `target` when it is kept, and is removed otherwise: nobody finds half of
// an export under its name.
class PartFile {
 public:
  explicit PartFile(std::filesystem::path target);
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  ~PartFile();

  const std::filesystem::path& path() const { return part_; }
  // Storage if it cannot be given its name.
  Status keep();

 private:
  std::filesystem::path target_;
  std::filesystem::path part_;
  bool is_kept_ = false;
};

}  // namespace gkwatch::app
