#include "core/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

namespace gkwatch {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  // A disk may report only now that it could not write.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

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
  const Descriptor descriptor{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!descriptor.is_open() || ::fsync(descriptor.number()) != 0) return failed("sync", folder);
  return {};
}

Status put_in_place(Descriptor& descriptor, const std::filesystem::path& from,
                    const std::filesystem::path& to, std::string_view bytes) {
  if (!write_all(descriptor.number(), bytes)) return failed("write", from);
  if (::fsync(descriptor.number()) != 0) return failed("sync", from);
  if (!descriptor.close()) return failed("write", from);
  if (::rename(from.c_str(), to.c_str()) != 0) return failed("replace", to);
  return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file, std::size_t max_bytes) {
  const Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!descriptor.is_open()) return failed("open", file);
  std::string content;
  std::array<char, 1u << 16> part;
  while (true) {
    const ssize_t got = ::read(descriptor.number(), part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("read", file);
    if (got == 0) return content;
    content.append(part.data(), static_cast<std::size_t>(got));
    if (content.size() > max_bytes) {
      return Error{ErrorCode::TooLarge,
                   file.string() + " is larger than " + std::to_string(max_bytes) + " bytes"};
    }
  }
}

Status write_file_durably(const std::filesystem::path& file, std::string_view bytes) {
  auto [number, beside] = open_beside(file);
  Descriptor descriptor{number};
  if (!descriptor.is_open()) return failed("create", beside);
  if (Status put = put_in_place(descriptor, beside, file, bytes); !put) {
    ::unlink(beside.c_str());
    return put;
  }
  return sync_folder(file);
}

}  // namespace gkwatch
