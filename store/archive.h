#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/content_hash.h"
#include "core/result.h"

namespace gkwatch::store {

// The folder of raw bytes, one file per hash (ab/cd/abcd….zst or as is), written once
// (temporary file, fsync, rename, fsync of the folder) and never changed. Thread-safe.
class Archive {
 public:
  // Creates the folder if it is not there.
  static Result<Archive> open(const std::filesystem::path& folder);

  // Keeps some bytes and returns their hash. Evidence is kept before it is read, so that a
  // parser failure never costs us the bytes. Keeping it again changes nothing.
  Result<ContentHash> keep(std::string_view bytes) const;
  // NotFound if it was never kept, Malformed if the bytes no longer have their hash.
  Result<std::string> get(const ContentHash& hash) const;

 private:
  explicit Archive(std::filesystem::path folder) : folder_{std::move(folder)} {}
  std::filesystem::path folder_;
};

}  // namespace gkwatch::store
