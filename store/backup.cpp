#include "store/backup.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <system_error>

#include "store/keeper_lock.h"
#include "store/migrations.h"
#include "store/opening.h"

namespace gkwatch::store {
namespace {

namespace fs = std::filesystem;

fs::path named(const fs::path& file, const char* suffix) {
  fs::path other = file;
  other += suffix;
  return other;
}

Error failed(std::string_view doing, const fs::path& file, const std::error_code& error) {
  return {ErrorCode::Storage, std::string{doing} + " " + file.string() + ": " + error.message()};
}

Status create_empty(const fs::path& file) {
  const int descriptor =
      ::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0640);
  const bool is_ready = descriptor >= 0 && ::fchmod(descriptor, 0640) == 0;
  const std::error_code error{errno, std::generic_category()};
  if (descriptor >= 0) ::close(descriptor);
  if (!is_ready) return failed("cannot create", file, error);
  return {};
}

Status sync(const fs::path& file, int flags) {
  const int descriptor = ::open(file.c_str(), flags | O_CLOEXEC);
  const bool is_synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const std::error_code error{errno, std::generic_category()};
  if (descriptor >= 0) ::close(descriptor);
  if (!is_synced) return failed("cannot sync", file, error);
  return {};
}

Status move_into_place(const fs::path& from, const fs::path& to) {
  if (Status synced = sync(from, O_RDONLY); !synced) return synced;
  std::error_code error;
  fs::rename(from, to, error);
  if (error) return failed("cannot replace", to, error);
  const fs::path folder = to.has_parent_path() ? to.parent_path() : fs::path{"."};
  return sync(folder, O_RDONLY | O_DIRECTORY);
}

struct Finish {
  void operator()(sqlite3_backup* backup) const noexcept { sqlite3_backup_finish(backup); }
};

// All pages in one step: one snapshot, whatever is written meanwhile.
Status copy_pages(Connection& from, Connection& to) {
  std::unique_ptr<sqlite3_backup, Finish> backup{
      sqlite3_backup_init(to.handle(), "main", from.handle(), "main")};
  if (!backup) return to.failure("cannot copy into");
  const int step = sqlite3_backup_step(backup.get(), -1);
  backup.reset();
  if (step != SQLITE_DONE) return to.failure("cannot copy into");
  // A copy is one file: it needs no -wal until somebody writes it.
  return to.run_script("PRAGMA journal_mode = DELETE");
}

// Copies into a file beside `to`, which is gone again if anything fails.
Status copy_beside(Connection& from, const fs::path& beside) {
  if (Status created = create_empty(beside); !created) return created;
  auto to = Connection::open(beside, Access::Write);
  if (!to) return to.error();
  return copy_pages(from, *to);
}

Status copy_to(Connection& from, const fs::path& to) {
  const fs::path beside = named(to, ".new");
  Status done = copy_beside(from, beside);
  if (done) done = move_into_place(beside, to);
  std::error_code ignored;
  if (!done) fs::remove(beside, ignored);
  return done;
}

Status check_copy(Connection& copy) {
  std::string verdict;
  Status read = copy.each("PRAGMA integrity_check(1)", {}, [&](const Row& row) -> Status {
    verdict = row.text(0);
    return {};
  });
  if (!read) return Error{ErrorCode::Malformed, read.error().message};
  if (verdict != "ok") return Error{ErrorCode::Malformed, "the copy is damaged: " + verdict};
  const auto version = schema_version_of(copy);
  if (!version) return version.error();
  if (*version == 0) return Error{ErrorCode::Malformed, "this is not a database of gkwatch"};
  if (*version <= schema_version()) return {};
  return Error{ErrorCode::Unsupported, "the copy was made by a newer gkwatch"};
}

// The -wal goes with the database that it belongs to: beside another one it would destroy it.
Status set_aside(const fs::path& database) {
  std::error_code error;
  for (const char* suffix : {"-wal", "-shm", ""}) {
    const fs::path file = named(database, suffix);
    if (!fs::exists(file, error)) continue;
    fs::rename(file, named(named(database, ".before-restore"), suffix), error);
    if (error) return failed("cannot set aside", file, error);
  }
  return {};
}

}  // namespace

Status back_up(const fs::path& database, const fs::path& to) {
  auto from = open_for_reading(database);
  if (!from) return from.error();
  return copy_to(*from, to);
}

Status restore(const fs::path& copy, const fs::path& database) {
  const auto lock = KeeperLock::take(database);
  if (!lock) return lock.error();
  std::error_code error;
  if (!fs::exists(copy, error)) {
    return Error{ErrorCode::NotFound, "there is no file " + copy.string()};
  }
  auto from = Connection::open(copy, Access::Read);
  if (!from) return from.error();
  if (Status sound = check_copy(*from); !sound) return sound;
  const fs::path beside = named(database, ".restored");
  if (Status copied = copy_to(*from, beside); !copied) return copied;
  if (Status free = set_aside(database); !free) return free;
  return move_into_place(beside, database);
}

}  // namespace gkwatch::store
