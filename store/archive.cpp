#include "store/archive.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "core/files.h"

namespace gkwatch::store {
namespace {

namespace fs = std::filesystem;

// What was kept once must be readable however large it is; what may be kept is decided by
// whoever fetches.
constexpr std::size_t kNoLimit = std::string::npos;
constexpr fs::perms kFileRights =
    fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read;  // 0640
constexpr fs::perms kFolderRights =
    fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec;  // 0750

Error failed(std::string_view doing, const fs::path& file, const std::error_code& error) {
  return {ErrorCode::Storage, std::string{doing} + " " + file.string() + ": " + error.message()};
}

// Two levels of folders, so that no folder grows past some hundreds of names.
std::array<fs::path, 2> folders_of(const fs::path& root, const std::string& hex) {
  const fs::path outer = root / hex.substr(0, 2);
  return {outer, outer / hex.substr(2, 2)};
}

fs::path file_of(const fs::path& root, const ContentHash& hash) {
  const std::string hex = to_hex(hash);
  return folders_of(root, hex)[1] / hex;
}

// A new folder is lost with the power unless its parent is on the disk.
Status sync_parent_of(const fs::path& folder) {
  const fs::path parent = folder.has_parent_path() ? folder.parent_path() : fs::path{"."};
  const int descriptor = ::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool is_synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const std::error_code error{errno, std::generic_category()};
  if (descriptor >= 0) ::close(descriptor);
  if (!is_synced) return failed("cannot sync", parent, error);
  return {};
}

Status make_folder(const fs::path& folder) {
  std::error_code error;
  const bool is_new = fs::create_directory(folder, error);
  if (is_new) fs::permissions(folder, kFolderRights, error);
  if (error) return failed("cannot create", folder, error);
  return is_new ? sync_parent_of(folder) : Status{};
}

Status put(const fs::path& root, const std::string& hex, std::string_view bytes) {
  const auto folders = folders_of(root, hex);
  const fs::path file = folders[1] / hex;
  if (::access(folders[1].c_str(), F_OK) != 0) {
    for (const fs::path& folder : folders) {
      if (Status made = make_folder(folder); !made) return made;
    }
  }
  if (Status written = write_file_durably(file, bytes); !written) {
    return Error{ErrorCode::Storage, written.error().message};
  }
  std::error_code error;
  fs::permissions(file, kFileRights, error);
  if (error) return failed("cannot set the rights of", file, error);
  return {};
}

}  // namespace

Result<Archive> Archive::open(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return Archive{folder};
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, kFolderRights, error);
  if (error) return failed("cannot create", folder, error);
  if (Status synced = sync_parent_of(folder); !synced) return synced.error();
  return Archive{folder};
}

Result<ContentHash> Archive::keep(std::string_view bytes) const {
  const ContentHash hash = hash_of(bytes);
  if (Status kept = keep(bytes, hash); !kept) return kept.error();
  return hash;
}

Status Archive::keep(std::string_view bytes, const ContentHash& hash) const {
  const auto before = read_file(file_of(folder_, hash), kNoLimit);
  if (before && *before == bytes) return {};
  if (!before && before.error().code == ErrorCode::Storage) return before.error();
  return put(folder_, to_hex(hash), bytes);
}

bool Archive::can_write() const {
  constexpr std::size_t kSome = 1u << 20;
  const fs::path file = folder_ / "write-probe";
  const bool is_written = write_file_durably(file, std::string(kSome, '\n')).has_value();
  std::error_code ignored;
  fs::remove(file, ignored);
  return is_written;
}

Result<std::string> Archive::get(const ContentHash& hash) const {
  const fs::path file = file_of(folder_, hash);
  auto bytes = read_file(file, kNoLimit);
  if (!bytes) return std::move(bytes).error();
  if (hash_of(*bytes) == hash) return bytes;
  return Error{ErrorCode::Malformed, file.string() + " no longer has the hash it is named by"};
}

Result<std::uint64_t> Archive::size(const ContentHash& hash) const {
  const fs::path file = file_of(folder_, hash);
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(file, error);
  if (!error) return std::uint64_t{bytes};
  if (error == std::errc::no_such_file_or_directory) {
    return Error{ErrorCode::NotFound, "there is no " + file.string()};
  }
  return failed("cannot look at", file, error);
}

Result<std::vector<ContentHash>> Archive::kept() const {
  std::vector<ContentHash> all;
  std::error_code error;
  const fs::recursive_directory_iterator end;
  for (fs::recursive_directory_iterator it{folder_, error}; !error && it != end;
       it.increment(error)) {
    const auto hash = hash_from_hex(it->path().filename().string());
    if (hash && it->path() == file_of(folder_, *hash)) all.push_back(*hash);
  }
  if (error) return failed("cannot read", folder_, error);
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace gkwatch::store
