#include "sandbox/office_converter.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "core/files.h"
#include "sandbox/child.h"
#include "sandbox/conversion_files.h"
#include "sandbox/exchange.h"
#include "sandbox/frames.h"

namespace gkwatch::sandbox {
namespace {

namespace fs = std::filesystem;

// A folder of this process alone, removed with all that is in it.
class OwnFolder {
 public:
  static Result<OwnFolder> make_in(const fs::path& parent) {
    std::string name = (parent / "gkwatch-office-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) return OwnFolder{fs::path{name}};
    return Error{ErrorCode::Storage, "no folder for temporary files in " + parent.string()};
  }
  OwnFolder(OwnFolder&& other) noexcept : path_{std::exchange(other.path_, {})} {}
  OwnFolder& operator=(OwnFolder&&) = delete;
  ~OwnFolder() {
    std::error_code failed;
    if (!path_.empty()) fs::remove_all(path_, failed);
  }
  const fs::path& path() const { return path_; }

 private:
  explicit OwnFolder(fs::path path) : path_{std::move(path)} {}
  fs::path path_;
};

Error not_installed(parser::Media from) {
  const std::string name{parser::name_of(from)};
  const char* into = from == parser::Media::Xls ? "XLSX" : "DOCX";
  return {ErrorCode::Unsupported,
          name + " is read with LibreOffice, which is not installed here: apt-get install " +
              "--no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui, or " +
              "convert it to " + into + " or PDF"};
}

Error failed(parser::Media from, const std::string& why) {
  return {ErrorCode::Unsupported,
          "LibreOffice could not convert " + std::string{parser::name_of(from)} + ": " + why};
}

}  // namespace

// LibreOffice, held while converting.
class OfficeConverter::Turn {
 public:
  Turn(OfficeConverter& converter, const std::stop_token& stop) : converter_{converter} {
    std::unique_lock lock{converter_.mutex_};
    has_it_ = converter_.turn_is_over_.wait(lock, stop, [this] { return !converter_.is_busy_; });
    if (has_it_) converter_.is_busy_ = true;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (!has_it_) return;
    {
      const std::lock_guard lock{converter_.mutex_};
      converter_.is_busy_ = false;
    }
    converter_.turn_is_over_.notify_one();
  }

  bool has_it() const { return has_it_; }

 private:
  OfficeConverter& converter_;
  bool has_it_ = false;
};

OfficeConverter::OfficeConverter(ConverterPlaces places, const ConversionLimits& limits,
                                 Clock& clock)
    : places_{std::move(places)}, limits_{limits}, clock_{clock} {}

Result<std::string> OfficeConverter::convert(parser::Media from, std::string_view bytes,
                                             const std::stop_token& stop) {
  if (places_.office.empty()) return not_installed(from);
  if (parser::converted_media(from) == parser::Media::Other) return failed(from, "not its form");
  const Turn turn{*this, stop};
  if (!turn.has_it()) return Error{ErrorCode::Cancelled, "reading was broken off"};
  auto folder = OwnFolder::make_in(places_.folder);
  if (!folder) return failed(from, folder.error().message);
  return convert_in(folder->path(), from, bytes, stop);
}

Result<std::string> OfficeConverter::convert_in(const fs::path& folder, parser::Media from,
                                                std::string_view bytes,
                                                const std::stop_token& stop) {
  if (Status laid = lay_out(folder, from, bytes); !laid) return failed(from, laid.error().message);
  if (Status ran = run(folder, from, stop); !ran) {
    const Error& error = ran.error();
    return error.code == ErrorCode::Cancelled ? error : failed(from, error.message);
  }
  auto converted = take_result(folder, from, limits_.file_bytes);
  if (!converted) return failed(from, converted.error().message);
  if (parser::sniff(*converted) == parser::converted_media(from)) return converted;
  return failed(from,
                "what it wrote is " + std::string{parser::name_of(parser::sniff(*converted))});
}

// Its own exit status says nothing: it is 0 also where the file could not be loaded.
Status OfficeConverter::run(const fs::path& folder, parser::Media from,
                            const std::stop_token& stop) const {
  std::vector<std::string> words{places_.launcher.string(),
                                 std::string{kLaunch},
                                 std::to_string(limits_.cpu_time.count()),
                                 std::to_string(limits_.memory_bytes),
                                 std::to_string(limits_.file_bytes),
                                 folder.string(),
                                 places_.office.string()};
  for (std::string& word : arguments_for(folder, from)) words.push_back(std::move(word));
  auto child = Child::start(std::move(words));
  if (!child) return child.error();
  Exchange exchange{child->socket(), clock_.tick() + limits_.wall_time, clock_, stop};
  // It never says anything: it ends.
  const auto end = exchange.receive(1);
  const ErrorCode how = end ? ErrorCode::Malformed : end.error().code;
  if (how == ErrorCode::Cancelled) return end.error();
  if (how == ErrorCode::Timeout) {
    return Error{how, "it took more than " + std::to_string(limits_.wall_time.count()) + " s"};
  }
  const int status = child->end();
  const bool is_refused =
      WIFEXITED(status) && WEXITSTATUS(status) == static_cast<int>(ReaderExit::NotLockedIn);
  if (is_refused) return Error{ErrorCode::Unreachable, "the kernel refused to lock it in"};
  return {};
}

}  // namespace gkwatch::sandbox
