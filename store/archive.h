#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/content_hash.h"
#include "core/result.h"

namespace gkwatch::store {

// The folder of raw bytes, one file per hash (ab/cd/abcd…), written once (temporary file,
// fsync, rename, fsync of the folders) and never changed. Files are 0640, folders 0750, so that
// the group may read. Thread-safe.
class Archive {
 public:
  // Creates the folder if it is not there. Storage if that cannot be done.
  static Result<Archive> open(const std::filesystem::path& folder);

  // Keeps some bytes and returns their hash. Evidence is kept before it is read, so that a
  // parser failure never costs us the bytes. Keeping it again changes nothing, unless the
  // file was damaged meanwhile: then it is mended.
  Result<ContentHash> keep(std::string_view bytes) const;
  // The same for who knows their hash.
  Status keep(std::string_view bytes, const ContentHash& hash) const;
  // Whether something could be kept now: some bytes are written, synced and removed again.
  bool can_write() const;
  // NotFound if it was never kept, Malformed if the bytes no longer have their hash.
  Result<std::string> get(const ContentHash& hash) const;
  // The size of its file, which may be damaged for all that. NotFound if it was never kept.
  Result<std::uint64_t> size(const ContentHash& hash) const;
  // Every hash that was kept, in order: what `archive verify` goes through with get().
  Result<std::vector<ContentHash>> kept() const;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  explicit Archive(std::filesystem::path folder) : folder_{std::move(folder)} {}
  std::filesystem::path folder_;
};

}  // namespace gkwatch::store
