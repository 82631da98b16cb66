#include "failing_disk.h"

#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>

namespace gkwatch::testing {
namespace {

FailingDisk::Manner manner = FailingDisk::Manner::Work;
int first_bad = 0;
std::atomic<int> count{0};  // several threads write
sqlite3* last = nullptr;
sqlite3_vfs ours;
sqlite3_vfs* real_vfs = nullptr;
const sqlite3_io_methods* real_methods = nullptr;

// SQLite has one table of methods for databases and another for their logs, which differ in
// their locks alone.
struct Table {
  const sqlite3_io_methods* real = nullptr;
  sqlite3_io_methods ours{};
};
std::array<Table, 4> tables;

bool is_bad() { return ++count >= first_bad && manner != FailingDisk::Manner::Work; }

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) noexcept {
  if (!is_bad()) return real_methods->xWrite(file, bytes, size, offset);
  if (manner == FailingDisk::Manner::Full) return SQLITE_FULL;
  real_methods->xWrite(file, bytes, size / 2, offset);
  return ::kill(::getpid(), SIGKILL);
}

int sync(sqlite3_file* file, int flags) noexcept {
  if (!is_bad()) return real_methods->xSync(file, flags);
  if (manner == FailingDisk::Manner::Full) return SQLITE_IOERR_FSYNC;
  return ::kill(::getpid(), SIGKILL);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) noexcept {
  if (!is_bad()) return real_methods->xTruncate(file, size);
  if (manner == FailingDisk::Manner::Full) return SQLITE_IOERR_TRUNCATE;
  return ::kill(::getpid(), SIGKILL);
}

Table taken_over(const sqlite3_io_methods* real) {
  if (real_methods == nullptr) real_methods = real;
  if (real->xWrite != real_methods->xWrite || real->xSync != real_methods->xSync) std::abort();
  Table table{real, *real};
  table.ours.xWrite = &write;
  table.ours.xSync = &sync;
  table.ours.xTruncate = &truncate;
  return table;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) noexcept {
  const int opened = real_vfs->xOpen(real_vfs, name, file, flags, out);
  if (opened != SQLITE_OK || file->pMethods == nullptr) return opened;
  for (Table& table : tables) {
    if (table.real == nullptr) table = taken_over(file->pMethods);
    if (table.real == file->pMethods) {
      file->pMethods = &table.ours;
      return SQLITE_OK;
    }
  }
  std::abort();
}

int remember(sqlite3* opened, char**, const sqlite3_api_routines*) noexcept {
  last = opened;
  return SQLITE_OK;
}

}  // namespace

void FailingDisk::install() {
  if (real_vfs != nullptr) return;
  real_vfs = sqlite3_vfs_find(nullptr);
  if (real_vfs == nullptr) std::abort();
  ours = *real_vfs;
  ours.zName = "failing";
  ours.xOpen = &open;
  sqlite3_vfs_register(&ours, 1);
  // SQLite's own way to declare the entry point of an extension loses its type.
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(&remember));
}

void FailingDisk::from_write(int nth, Manner how) {
  first_bad = nth;
  manner = how;
  count = 0;
}

int FailingDisk::writes() { return count; }
sqlite3* FailingDisk::last_connection() { return last; }

}  // namespace gkwatch::testing
