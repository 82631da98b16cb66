#include "core/file_writer.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <string>
#include <system_error>

namespace gkwatch {
namespace {

Error failed(std::string_view what, const std::filesystem::path& file) {
  const int number = errno;
  const ErrorCode code = number == ENOENT ? ErrorCode::NotFound : ErrorCode::Storage;
  return {code, "cannot " + std::string{what} + " " + file.string() + ": " +
                    std::generic_category().message(number)};
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// A name beside `file` that no other write uses, now or left over by a process that died.
// Opened with the usual rights, so that the umask decides who may read the result.
std::pair<int, std::filesystem::path> open_beside(const std::filesystem::path& file) {
  static std::atomic<unsigned> counter{0};
  while (true) {
    std::filesystem::path name = file;
    name += ".new-" + std::to_string(::getpid()) + "-" + std::to_string(++counter);
    const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0 || errno != EEXIST) return {descriptor, std::move(name)};
  }
}

Status sync_folder(const std::filesystem::path& file) {
  const std::filesystem::path parent = file.parent_path();
  const std::filesystem::path folder = parent.empty() ? "." : parent;
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool is_synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  Status done = is_synced ? Status{} : Status{failed("sync", folder)};
  if (descriptor >= 0) ::close(descriptor);
  return done;
}

}  // namespace

Result<FileWriter> FileWriter::create(const std::filesystem::path& file) {
  auto [descriptor, beside] = open_beside(file);
  if (descriptor < 0) return failed("create", beside);
  return FileWriter{file, std::move(beside), descriptor};
}

FileWriter::~FileWriter() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(beside_.c_str());
}

Status FileWriter::write(std::string_view bytes) {
  if (!write_all(descriptor_, bytes)) return failed("write", beside_);
  return {};
}

Status FileWriter::finish() {
  if (::fsync(descriptor_) != 0) return failed("sync", beside_);
  // A disk may report only now that it could not write.
  const bool is_closed = ::close(std::exchange(descriptor_, -1)) == 0;
  Status done = is_closed ? Status{} : Status{failed("write", beside_)};
  if (done && ::rename(beside_.c_str(), file_.c_str()) != 0) done = failed("replace", file_);
  if (done) return sync_folder(file_);
  ::unlink(beside_.c_str());
  return done;
}

}  // namespace gkwatch
