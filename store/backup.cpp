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
#include "store/row_types.h"

namespace gkwatch::store {
namespace {

namespace fs = std::filesystem;

constexpr auto kCreateIndex =
    "CREATE TABLE archive_index (hash TEXT PRIMARY KEY, size INTEGER NOT NULL) "
    "STRICT, WITHOUT ROWID";
constexpr auto kWriteIndex = "INSERT INTO archive_index (hash, size) VALUES (?1, ?2)";
constexpr auto kReadIndex = "SELECT hash, size FROM archive_index ORDER BY hash";
constexpr auto kHasIndex = "SELECT count(*) FROM sqlite_schema WHERE name = 'archive_index'";
constexpr auto kDropIndex = "DROP TABLE IF EXISTS archive_index";

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

// What is done to a copy before it has its name.
using Finishing = std::function<Status(Connection&)>;

// Copies into a file beside `to`, which is gone again if anything fails.
Status copy_beside(Connection& from, const fs::path& beside, const Finishing& finish) {
  if (Status created = create_empty(beside); !created) return created;
  auto to = Connection::open(beside, Access::Write);
  if (!to) return to.error();
  if (Status copied = copy_pages(from, *to); !copied) return copied;
  return finish(*to);
}

Status copy_to(Connection& from, const fs::path& to, const Finishing& finish) {
  const fs::path beside = named(to, ".new");
  Status done = copy_beside(from, beside, finish);
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

// Written after the pages were copied: what they speak of was kept before.
Status write_index(Connection& copy, const Archive& archive) {
  const auto kept = archive.kept();
  if (!kept) return kept.error();
  return copy.in_transaction([&]() -> Status {
    if (Status made = copy.run_script(kCreateIndex); !made) return made;
    for (const ContentHash& hash : *kept) {
      const auto size = archive.size(hash);
      if (!size) return size.error();
      const auto bytes = static_cast<std::int64_t>(*size);
      Status written = copy.run(kWriteIndex, {to_hex(hash), bytes});
      if (!written) return written;
    }
    return {};
  });
}

Result<IndexedFile> indexed_from(const Row& row) {
  const auto hash = hash_from(row, 0);
  if (!hash) return hash.error();
  return IndexedFile{*hash, static_cast<std::uint64_t>(row.integer(1))};
}

// Where what stood there before is put: nothing that was put aside earlier is replaced.
fs::path place_aside(const fs::path& database) {
  const fs::path first = named(database, ".before-restore");
  std::error_code error;
  fs::path place = first;
  for (int i = 2; fs::exists(place, error); ++i) {
    place = named(first, ("-" + std::to_string(i)).c_str());
  }
  return place;
}

// The -wal goes with the database that it belongs to: beside another one it would destroy it.
Status set_aside(const fs::path& database) {
  std::error_code error;
  const fs::path place = place_aside(database);
  for (const char* suffix : {"-wal", "-shm", ""}) {
    const fs::path file = named(database, suffix);
    if (!fs::exists(file, error)) continue;
    fs::rename(file, named(place, suffix), error);
    if (error) return failed("cannot set aside", file, error);
  }
  return {};
}

}  // namespace

Status back_up(const fs::path& database, const Archive& archive, const fs::path& to) {
  auto from = open_for_reading(database);
  if (!from) return from.error();
  return copy_to(*from, to, [&](Connection& copy) { return write_index(copy, archive); });
}

Result<std::vector<IndexedFile>> archive_index(const fs::path& copy) {
  std::error_code error;
  if (!fs::exists(copy, error)) {
    return Error{ErrorCode::NotFound, "there is no file " + copy.string()};
  }
  auto connection = Connection::open(copy, Access::Read);
  if (!connection) return std::move(connection).error();
  const auto count = connection->integer(kHasIndex);
  if (!count) return Error{ErrorCode::Malformed, count.error().message};
  if (count->value_or(0) == 0) return std::vector<IndexedFile>{};
  return collect<IndexedFile>(*connection, kReadIndex, {}, indexed_from);
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
  if (Status copied = copy_to(*from, beside, [](Connection& restored) {
    return restored.run_script(kDropIndex);
  }); !copied) return copied;
  if (Status free = set_aside(database); !free) return free;
  return move_into_place(beside, database);
}

}  // namespace gkwatch::store
