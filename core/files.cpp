#include "core/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "core/file_writer.h"

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

 private:
  int number_;
};

Error failed(std::string_view what, const std::filesystem::path& file) {
  const int number = errno;
  const ErrorCode code = number == ENOENT ? ErrorCode::NotFound : ErrorCode::Storage;
  return {code, "cannot " + std::string{what} + " " + file.string() + ": " +
                    std::generic_category().message(number)};
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
  auto writer = FileWriter::create(file);
  if (!writer) return std::move(writer).error();
  if (Status written = writer->write(bytes); !written) return written;
  return writer->finish();
}

}  // namespace gkwatch
