#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "core/content_hash.h"
#include "core/result.h"
#include "store/archive.h"

namespace gkwatch::store {

// A file of the archive as a copy of the database lists it.
struct IndexedFile {
  ContentHash hash;
  std::uint64_t size = 0;
};

// Copies the database as it is at one moment, while a keeper may write, and with it the index of
// the archive: which files it holds. Every byte that the copy speaks of is in the index, since
// bytes are kept before they are recorded. `to` is replaced in one step, when the copy is whole
// and on the disk (0640).
Status back_up(const std::filesystem::path& database, const Archive& archive,
               const std::filesystem::path& to);

// The index in such a copy, in order. Empty for a copy that was made without one.
Result<std::vector<IndexedFile>> archive_index(const std::filesystem::path& copy);

// Puts a copy in the place of the database. Checks the copy first: Malformed if it is damaged,
// Unsupported if it is newer than this program; Conflict if a keeper lives. What stood there
// stays beside it as `<database>.before-restore`, or with a number behind it if there is one from
// an earlier time.
Status restore(const std::filesystem::path& copy, const std::filesystem::path& database);

// How files came from one archive into another.
struct Mirrored {
  std::size_t present = 0;  // were there before
  std::size_t copied = 0;
  std::uint64_t bytes = 0;          // of those copied
  std::vector<ContentHash> lost{};  // `from` does not have them, or not as they were
};

// Asked before each file with how many are behind. False: stop here.
using MirrorGoesOn = std::function<bool(std::size_t done)>;

// Brings those files of `index` into `to` that it has not; what it has (of that size) is left
// alone. Each is compared with its hash on the way. Storage if `to` cannot be written.
Result<Mirrored> mirror(std::span<const IndexedFile> index, const Archive& from, const Archive& to,
                        const MirrorGoesOn& goes_on);
// The files of the index that the archive has not, or not in that size.
std::vector<ContentHash> absent_from(const Archive& archive, std::span<const IndexedFile> index);

}  // namespace gkwatch::store
