// Files of one archive in another: what a backup adds to, and a restore takes from.
#include "store/backup.h"

namespace gkwatch::store {
namespace {

bool has(const Archive& archive, const IndexedFile& file) {
  const auto size = archive.size(file.hash);
  return size && *size == file.size;
}

Status bring(const IndexedFile& file, const Archive& from, const Archive& to, Mirrored& into) {
  const auto bytes = from.get(file.hash);
  if (!bytes) {
    into.lost.push_back(file.hash);
    return {};
  }
  if (auto kept = to.keep(*bytes); !kept) return std::move(kept).error();
  ++into.copied;
  into.bytes += bytes->size();
  return {};
}

}  // namespace

Result<Mirrored> mirror(std::span<const IndexedFile> index, const Archive& from,
                        const Archive& to, const MirrorGoesOn& goes_on) {
  Mirrored all;
  for (std::size_t i = 0; i < index.size(); ++i) {
    if (!goes_on(i)) return Error{ErrorCode::Cancelled, "stopped"};
    if (has(to, index[i])) {
      ++all.present;
    } else if (Status brought = bring(index[i], from, to, all); !brought) {
      return brought.error();
    }
  }
  return all;
}

std::vector<ContentHash> absent_from(const Archive& archive, std::span<const IndexedFile> index) {
  std::vector<ContentHash> absent;
  for (const IndexedFile& file : index) {
    if (!has(archive, file)) absent.push_back(file.hash);
  }
  return absent;
}

}  // namespace gkwatch::store
