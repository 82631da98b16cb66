#include "store/keeper_lock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

namespace gkwatch::store {
namespace {

std::filesystem::path lock_file_of(const std::filesystem::path& database) {
  std::filesystem::path file = database;
  file += ".lock";
  return file;
}

// An open file description lock (fcntl(2)): it belongs to the descriptor as flock's does, but
// can be asked about without being taken, so that a reader never stands in a keeper's way.
struct flock whole_file(short type) {
  struct flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  return lock;
}

std::string holder_of(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
  std::string pid;
  for (ssize_t i = 0; i < size; ++i) {
    const char c = text[static_cast<std::size_t>(i)];
    if (c >= '0' && c <= '9') pid += c;
  }
  return pid.empty() ? "an unknown process" : "process " + pid;
}

Error failed(std::string_view doing, const std::filesystem::path& file) {
  const std::string why = std::generic_category().message(errno);
  return {ErrorCode::Storage, std::string{doing} + " " + file.string() + ": " + why};
}

Status sign(int descriptor, const std::filesystem::path& file) {
  // Readers ask by this file whether a keeper lives, whatever the umask says.
  if (::fchmod(descriptor, 0640) != 0) return failed("cannot write", file);
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(descriptor, 0) != 0) return failed("cannot write", file);
  if (::pwrite(descriptor, pid.data(), pid.size(), 0) < 0) return failed("cannot write", file);
  return {};
}

}  // namespace

Result<KeeperLock> KeeperLock::take(const std::filesystem::path& database) {
  const std::filesystem::path file = lock_file_of(database);
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor < 0) return failed("cannot open", file);
  KeeperLock lock{descriptor};
  auto request = whole_file(F_WRLCK);
  if (::fcntl(descriptor, F_OFD_SETLK, &request) != 0) {
    if (errno != EAGAIN && errno != EACCES) return failed("cannot lock", file);
    return Error{ErrorCode::Conflict, database.string() + " is held by " + holder_of(descriptor) +
                                          " (" + file.string() + ")"};
  }
  if (Status done = sign(descriptor, file); !done) return done.error();
  return lock;
}

bool KeeperLock::is_held(const std::filesystem::path& database) {
  const int descriptor = ::open(lock_file_of(database).c_str(), O_RDONLY | O_CLOEXEC);
  // Without a lock file nobody ever kept it; one that we may not read tells nothing good.
  if (descriptor < 0) return errno != ENOENT;
  const KeeperLock closes{descriptor};
  auto question = whole_file(F_RDLCK);
  return ::fcntl(descriptor, F_OFD_GETLK, &question) != 0 || question.l_type != F_UNLCK;
}

KeeperLock::~KeeperLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace gkwatch::store
