#include "app/part_file.h"

#include <unistd.h>

#include <string>
#include <system_error>
#include <utility>

namespace gkwatch::app {

PartFile::PartFile(std::filesystem::path target) : target_{std::move(target)}, part_{target_} {
  part_ += ".part-" + std::to_string(::getpid());
}

PartFile::~PartFile() {
  std::error_code ignored;
  if (!is_kept_) std::filesystem::remove(part_, ignored);
}

Status PartFile::keep() {
  std::error_code failed;
  std::filesystem::rename(part_, target_, failed);
  if (failed) {
    return Error{ErrorCode::Storage, "cannot write " + target_.string() + ": " + failed.message()};
  }
  is_kept_ = true;
  return {};
}

}  // namespace gkwatch::app
