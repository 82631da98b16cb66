#include "store/opening.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "store/keeper_lock.h"
#include "store/migrations.h"

namespace gkwatch::store {
namespace {

// SQLite gives -wal and -shm the mode of the database; so the mode is ours to set, whatever
// the umask says: the group reads (INTERFACES 8), the rest of the world does not.
Status create_file(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
  if (descriptor < 0 && errno == EEXIST) return {};
  const bool is_ready = descriptor >= 0 && ::fchmod(descriptor, 0640) == 0;
  const int why = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (is_ready) return {};
  return Error{ErrorCode::Storage,
               "cannot create " + file.string() + ": " + std::generic_category().message(why)};
}

std::filesystem::path beside(const std::filesystem::path& file, const char* suffix) {
  std::filesystem::path other = file;
  other += suffix;
  return other;
}

bool is_there(const std::filesystem::path& file) { return ::access(file.c_str(), F_OK) == 0; }

// A -shm of a stranger would lock the keeper out: only the owner may leave one, or root, for
// whom SQLite gives the file to the owner.
bool may_leave_files_beside(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return false;
  if (::geteuid() != 0 && ::geteuid() != status.st_uid) return false;
  const std::filesystem::path folder = file.parent_path();
  return ::access(folder.empty() ? "." : folder.c_str(), W_OK) == 0;
}

bool is_empty_or_absent(const std::filesystem::path& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) != 0 || status.st_size == 0;
}

// SQLite cannot read a WAL database whose -shm is absent from a folder that we may not write.
// The writer leaves -wal and -shm behind for that reason; a database that was copied or
// restored has none. If nobody writes and no -wal holds anything, the file alone is all there
// is, and may be read as immutable.
Result<Access> way_to_read(const std::filesystem::path& file) {
  if (is_there(beside(file, "-shm")) || may_leave_files_beside(file)) return Access::Read;
  if (KeeperLock::is_held(file)) return Access::Read;
  if (is_empty_or_absent(beside(file, "-wal"))) return Access::Immutable;
  return Error{ErrorCode::Storage, beside(file, "-wal").string() +
                                       " has not been taken in: open the database once as the "
                                       "user who may write it"};
}

Status check_schema(Connection& connection) {
  const auto version = schema_version_of(connection);
  if (!version) return version.error();
  if (*version == schema_version()) return {};
  const std::string what = *version > schema_version()
                               ? "it was written by a newer gkwatch"
                               : "start the daemon once to bring it up to date";
  return Error{ErrorCode::Unsupported, "the database has schema " + std::to_string(*version) +
                                           ", this program reads " +
                                           std::to_string(schema_version()) + ": " + what};
}

}  // namespace

Status prepare_for_writing(Connection& connection) {
  // 4 MiB of -wal may stay behind after a checkpoint. What a savepoint or a sort puts aside lies
  // in memory: each of them would make, fill and remove a file.
  if (Status set = connection.run_script("PRAGMA journal_mode = WAL;"
                                         "PRAGMA synchronous = FULL;"
                                         "PRAGMA foreign_keys = ON;"
                                         "PRAGMA trusted_schema = OFF;"
                                         "PRAGMA temp_store = MEMORY;"
                                         "PRAGMA journal_size_limit = 4194304");
      !set) {
    return set;
  }
  sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  int keep = 1;
  sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
  return migrate(connection);
}

Result<Connection> open_for_writing(const std::filesystem::path& file) {
  if (Status created = create_file(file); !created) return created.error();
  auto connection = Connection::open(file, Access::Write);
  if (!connection) return std::move(connection).error();
  if (Status ready = prepare_for_writing(*connection); !ready) return ready.error();
  return connection;
}

Result<Connection> open_for_reading(const std::filesystem::path& file) {
  if (!is_there(file)) {
    const int why = errno;
    return Error{why == ENOENT ? ErrorCode::NotFound : ErrorCode::Storage,
                 "cannot open " + file.string() + ": " + std::generic_category().message(why)};
  }
  const auto way = way_to_read(file);
  if (!way) return way.error();
  auto connection = Connection::open(file, *way);
  if (!connection) return std::move(connection).error();
  if (Status set = connection->run_script("PRAGMA query_only = ON;"
                                          "PRAGMA trusted_schema = OFF");
      !set) {
    return set.error();
  }
  sqlite3_db_config(connection->handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  if (Status known = check_schema(*connection); !known) return known.error();
  return connection;
}

}  // namespace gkwatch::store
