#include "parser/archive_members.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <array>
#include <memory>
#include <utility>

#include "core/text.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kFreeBytes = std::size_t{8} << 20;

struct CloseArchive {
  void operator()(archive* open) const { archive_read_free(open); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

// libarchive turns UTF-16 names (7z, RAR) into the thread's character set: UTF-8, for as long as
// this lives.
class Utf8Names {
 public:
  Utf8Names() : utf8_{newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)} {
    if (utf8_ != nullptr) before_ = uselocale(utf8_);
  }
  ~Utf8Names() {
    if (utf8_ == nullptr) return;
    uselocale(before_);
    freelocale(utf8_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  locale_t utf8_;
  locale_t before_ = nullptr;
};

Error damaged(archive* open) {
  const char* why = archive_error_string(open);
  return {ErrorCode::Malformed, "the archive is damaged: " + valid_utf8(why ? why : "no reason")};
}

// Only the reader by the table of contents for ZIP: a file that was cut off has none, and what
// is left of it must not pass for the whole.
Result<Archive> open(std::string_view bytes) {
  Archive archive{archive_read_new()};
  if (!archive) return Error{ErrorCode::TooLarge, "no memory to open the archive"};
  archive_read_support_format_zip_seekable(archive.get());
  archive_read_support_format_7zip(archive.get());
  archive_read_support_format_rar(archive.get());
  archive_read_support_format_rar5(archive.get());
  if (archive_read_open_memory(archive.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return damaged(archive.get());
  }
  return archive;
}

// Names without a mark of their encoding are GBK where they are not UTF-8.
std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname(entry);
  if (name == nullptr) name = archive_entry_pathname_utf8(entry);
  std::string decoded = decode(name ? name : "", "").utf8;
  for (char& c : decoded) {
    if (c == '\\') c = '/';
  }
  return decoded;
}

class Reader {
 public:
  Reader(archive* open, std::size_t packed, Nesting& nesting)
      : open_{open}, packed_{packed}, nesting_{nesting} {}

  Result<std::vector<Member>> read(const std::stop_token& stop) {
    std::vector<Member> members;
    for (;;) {
      if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
      archive_entry* entry = nullptr;
      const int status = archive_read_next_header(open_, &entry);
      if (status == ARCHIVE_EOF) return members;
      // A warning speaks of a name that could not be converted: bytes are not in doubt.
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return damaged(open_);
      if (++entries_ > kMaxMembers) return Error{ErrorCode::TooLarge, "too many files in it"};
      if (archive_entry_filetype(entry) != AE_IFREG) continue;
      if (archive_entry_is_encrypted(entry) != 0) {
        return Error{ErrorCode::Unsupported, "the archive needs a password"};
      }
      auto bytes = read_bytes();
      if (!bytes) return bytes.error();
      members.push_back({name_of(entry), *std::move(bytes)});
    }
  }

 private:
  Result<std::string> read_bytes() {
    std::string bytes;
    std::array<char, 65536> piece;
    for (;;) {
      const la_ssize_t size = archive_read_data(open_, piece.data(), piece.size());
      // Negative also for a warning: a checksum that does not agree is one.
      if (size < 0) return damaged(open_);
      if (size == 0) return bytes;
      bytes.append(piece.data(), static_cast<std::size_t>(size));
      if (auto within = account(static_cast<std::size_t>(size), bytes.size()); !within) {
        return within.error();
      }
    }
  }

  Status account(std::size_t more, std::size_t member) {
    unpacked_ += more;
    nesting_.unpacked += more;
    const bool is_bomb = unpacked_ > kFreeBytes && unpacked_ / kMaxRatio > packed_;
    if (is_bomb || member > kMaxMemberBytes || nesting_.unpacked > kMaxUnpackedBytes) {
      return Error{ErrorCode::TooLarge, "the archive unpacks to more than a report can be"};
    }
    return {};
  }

  archive* open_;
  std::size_t packed_;
  Nesting& nesting_;
  std::size_t entries_ = 0;
  std::size_t unpacked_ = 0;
};

}  // namespace

Result<std::vector<Member>> read_members(const Source& source, const std::stop_token& stop) {
  const Utf8Names utf8_names;
  auto archive = open(source.bytes);
  if (!archive) return archive.error();
  Nesting own;
  Nesting& nesting = source.nesting ? *source.nesting : own;
  return Reader{archive->get(), source.bytes.size(), nesting}.read(stop);
}

}  // namespace gkwatch::parser
