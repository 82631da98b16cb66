#include "forgetful_disk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int __real_fsync(int descriptor);

namespace gkwatch::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSector = 512;

// What is on the disk whatever happens.
struct Synced {
  std::map<ino_t, std::string> contents;                // of files
  std::map<ino_t, std::map<std::string, ino_t>> names;  // in folders
};

fs::path root;
Synced synced;
std::function<void()> on_moment;
bool is_busy = false;

ino_t inode_of(const fs::path& file) {
  struct stat status {};
  return ::lstat(file.c_str(), &status) == 0 ? status.st_ino : 0;
}

std::string content_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::map<std::string, ino_t> names_in(const fs::path& folder) {
  std::map<std::string, ino_t> names;
  for (const auto& entry : fs::directory_iterator{folder}) {
    names[entry.path().filename().string()] = inode_of(entry.path());
  }
  return names;
}

bool is_inside(const fs::path& file) {
  return !root.empty() && file.string().starts_with(root.string());
}

void moment() {
  if (is_busy || !on_moment) return;
  is_busy = true;
  on_moment();
  is_busy = false;
}

void note_file(const fs::path& file) { synced.contents[inode_of(file)] = content_of(file); }

void note_folder(const fs::path& folder) { synced.names[inode_of(folder)] = names_in(folder); }

// The file as a mixture of what was synced and what was written since.
std::string mixed(const std::string& before, const std::string& now, std::mt19937& chance) {
  const auto coin = [&] { return (chance() & 1U) != 0; };
  std::string content(coin() ? before.size() : now.size(), '\0');
  for (std::size_t at = 0; at < content.size(); at += kSector) {
    const std::string& from = coin() ? before : now;
    if (at < from.size())
      from.copy(content.data() + at, std::min(kSector, content.size() - at), at);
  }
  return content;
}

void rebuild(const fs::path& now, ino_t folder, const fs::path& into, ForgetfulDisk::Left left,
             std::mt19937& chance) {
  fs::create_directories(into);
  const bool is_some = left == ForgetfulDisk::Left::Some;
  std::map<std::string, ino_t> names = synced.names[folder];
  const auto present = fs::is_directory(now) ? names_in(now) : std::map<std::string, ino_t>{};
  if (is_some) {
    for (const auto& [name, inode] : present) {
      if ((chance() & 1U) != 0) names[name] = inode;
    }
    for (auto it = names.begin(); it != names.end();) {
      const bool is_gone = !present.contains(it->first) && (chance() & 1U) != 0;
      it = is_gone ? names.erase(it) : std::next(it);
    }
  }
  for (const auto& [name, inode] : names) {
    const bool is_same = present.contains(name) && present.at(name) == inode;
    const bool is_folder =
        synced.names.contains(inode) || (is_same && fs::is_directory(now / name));
    if (is_folder) {
      rebuild(now / name, inode, into / name, left, chance);
      continue;
    }
    // Shared memory does not outlive the machine.
    if (name.ends_with("-shm")) continue;
    std::string content = synced.contents[inode];
    if (is_some && is_same) content = mixed(content, content_of(now / name), chance);
    std::ofstream{into / name, std::ios::binary} << content;
  }
}

void note_all(const fs::path& folder) {
  note_folder(folder);
  for (const auto& entry : fs::directory_iterator{folder}) {
    if (entry.is_directory()) {
      note_all(entry.path());
    } else {
      note_file(entry.path());
    }
  }
}

sqlite3_vfs ours;
sqlite3_vfs* real_vfs = nullptr;

// SQLite has one table of methods for databases and another for their logs.
struct Table {
  const sqlite3_io_methods* real = nullptr;
  sqlite3_io_methods ours{};
};
std::array<Table, 4> tables;
std::map<sqlite3_file*, fs::path> opened;

const sqlite3_io_methods* real_of(sqlite3_file* file) {
  for (const Table& table : tables) {
    if (file->pMethods == &table.ours) return table.real;
  }
  std::abort();
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) noexcept {
  moment();
  return real_of(file)->xWrite(file, bytes, size, offset);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) noexcept {
  moment();
  return real_of(file)->xTruncate(file, size);
}

// SQLite syncs the folder with the first sync of a file that it created: from then on the folder
// has the new name, and no longer has the names that were removed before.
int sync(sqlite3_file* file, int flags) noexcept {
  moment();
  const int done = real_of(file)->xSync(file, flags);
  const fs::path& path = opened[file];
  if (is_inside(path)) {
    note_file(path);
    const auto& names = synced.names[inode_of(path.parent_path())];
    const auto known = names.find(path.filename().string());
    if (known == names.end() || known->second != inode_of(path)) note_folder(path.parent_path());
  }
  moment();
  return done;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) noexcept {
  const int done = real_vfs->xOpen(real_vfs, name, file, flags, out);
  if (done != SQLITE_OK || file->pMethods == nullptr || name == nullptr) return done;
  opened[file] = name;
  for (Table& table : tables) {
    if (table.real == nullptr) {
      table = Table{file->pMethods, *file->pMethods};
      table.ours.xWrite = &write;
      table.ours.xSync = &sync;
      table.ours.xTruncate = &truncate;
    }
    if (table.real == file->pMethods) {
      file->pMethods = &table.ours;
      return SQLITE_OK;
    }
  }
  std::abort();
}

void install() {
  if (real_vfs != nullptr) return;
  real_vfs = sqlite3_vfs_find(nullptr);
  if (real_vfs == nullptr) std::abort();
  ours = *real_vfs;
  ours.zName = "forgetful";
  ours.xOpen = &open;
  sqlite3_vfs_register(&ours, 1);
}

void note_descriptor(int descriptor) {
  std::error_code failed;
  const fs::path file = fs::read_symlink("/proc/self/fd/" + std::to_string(descriptor), failed);
  if (failed || !is_inside(file)) return;
  if (fs::is_directory(file)) {
    note_folder(file);
  } else {
    note_file(file);
  }
}

}  // namespace

// Stands in the place of fsync for everything that this test program links.
extern "C" int __wrap_fsync(int descriptor) {
  moment();
  const int done = __real_fsync(descriptor);
  note_descriptor(descriptor);
  moment();
  return done;
}

void ForgetfulDisk::watch(const fs::path& folder) {
  install();
  root = fs::canonical(folder);
  synced = {};
  note_all(root);
}

void ForgetfulDisk::forget() {
  on_moment = {};
  root.clear();
}

void ForgetfulDisk::at_each_moment(std::function<void()> act) { on_moment = std::move(act); }

void ForgetfulDisk::cut(const fs::path& into, Left left, std::mt19937& chance) {
  rebuild(root, inode_of(root), into, left, chance);
}

}  // namespace gkwatch::testing
