#include "store/visit_journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/content_hash.h"
#include "core/files.h"
#include "core/integer.h"

namespace gkwatch::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFields = 13;
// Beyond it the next file begins.
constexpr off_t kFull = off_t{1} << 20;

// "5:hello,": https://cr.yp.to/proto/netstrings.txt
std::string netstring(std::string_view text) {
  return std::to_string(text.size()) + ":" + std::string{text} + ",";
}

// Takes one from the front; nothing if what is there is none, or is cut short.
std::optional<std::string_view> take_netstring(std::string_view& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto size = integer_in(text.substr(0, colon));
  if (!size || *size < 0) return std::nullopt;
  const auto length = static_cast<std::size_t>(*size);
  const std::size_t begin = colon + 1;
  if (text.size() - begin <= length || text[begin + length] != ',') return std::nullopt;
  const std::string_view taken = text.substr(begin, length);
  text.remove_prefix(begin + length + 1);
  return taken;
}

std::string line_of(const AgencyId& agency, const Visit& visit) {
  std::string fields = netstring(agency.text);
  for (const std::int64_t number :
       {std::int64_t{visit.time.time_since_epoch().count()}, static_cast<std::int64_t>(visit.kind),
        static_cast<std::int64_t>(visit.outcome), std::int64_t{visit.http_status},
        static_cast<std::int64_t>(visit.bytes), std::int64_t{visit.took.count()},
        static_cast<std::int64_t>(visit.fault)}) {
    fields += netstring(std::to_string(number));
  }
  fields += netstring(visit.url) + netstring(visit.hash ? to_hex(*visit.hash) : "");
  return netstring(fields + netstring(visit.detail) + netstring(visit.headers) +
                   netstring(visit.request));
}

std::optional<std::pair<AgencyId, Visit>> visit_from(std::string_view line) {
  std::deque<std::string_view> fields;
  while (!line.empty()) {
    const auto field = take_netstring(line);
    if (!field) return std::nullopt;
    fields.push_back(*field);
  }
  if (fields.size() != kFields) return std::nullopt;
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 1; i <= 7; ++i) {
    const auto number = integer_in(fields[i]);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return std::pair{AgencyId{std::string{fields[0]}},
                   Visit{.time = Instant{std::chrono::milliseconds{numbers[0]}},
                         .url = std::string{fields[8]},
                         .kind = static_cast<VisitKind>(numbers[1]),
                         .outcome = static_cast<VisitOutcome>(numbers[2]),
                         .http_status = static_cast<int>(numbers[3]),
                         .bytes = static_cast<std::size_t>(numbers[4]),
                         .took = std::chrono::milliseconds{numbers[5]},
                         .hash = hash_from_hex(fields[9]),
                         .fault = static_cast<FetchFault>(numbers[6]),
                         .detail = std::string{fields[10]},
                         .headers = std::string{fields[11]},
                         .request = std::string{fields[12]}}};
}

Error failure(const fs::path& file, const char* doing) {
  return {ErrorCode::Storage,
          std::string{doing} + " " + file.string() + ": " + std::strerror(errno)};
}

// The whole visits of one file.
Status read_visits(const fs::path& file, std::map<AgencyId, std::vector<Visit>>& visits) {
  const auto bytes = read_file(file);
  if (!bytes) return bytes.error();
  std::string_view rest = *bytes;
  while (const auto line = take_netstring(rest)) {
    auto one = visit_from(*line);
    if (!one) break;
    visits[one->first].push_back(std::move(one->second));
  }
  return {};
}

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator{folder, failed}) files.push_back(entry.path());
  if (failed) return Error{ErrorCode::Storage, folder.string() + ": " + failed.message()};
  std::sort(files.begin(), files.end());
  return files;
}

// One file, and the agencies whose checks stand in it and have not been recorded.
struct JournalFile {
  fs::path name;
  int descriptor = -1;  // -1: full
  off_t size = 0;
  std::set<AgencyId> open{};
};

}  // namespace

struct VisitJournal::State {
  fs::path folder;
  std::vector<fs::path> left;  // by processes before this one

  std::mutex mutex{};
  std::list<JournalFile> files{};  // guarded by mutex; the newest last

  ~State() {
    for (JournalFile& file : files) {
      if (file.descriptor >= 0) ::close(file.descriptor);
      if (file.open.empty()) ::unlink(file.name.c_str());
    }
  }

  // The file that grows. None: there can be none now.
  JournalFile* growing() {
    if (!files.empty() && files.back().descriptor >= 0) return &files.back();
    for (unsigned number = 1;; ++number) {
      fs::path name = folder / ("visits-" + std::to_string(number));
      constexpr int kFlags = O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC;
      const int descriptor = ::open(name.c_str(), kFlags, 0640);
      if (descriptor < 0 && errno == EEXIST) continue;
      if (descriptor < 0) return nullptr;
      return &files.emplace_back(JournalFile{std::move(name), descriptor});
    }
  }
};

VisitJournal::VisitJournal(std::unique_ptr<State> state) : state_{std::move(state)} {}
VisitJournal::VisitJournal(VisitJournal&&) noexcept = default;
VisitJournal& VisitJournal::operator=(VisitJournal&&) noexcept = default;
VisitJournal::~VisitJournal() = default;

Result<VisitJournal> VisitJournal::open(const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return Error{ErrorCode::Storage, folder.string() + ": " + failed.message()};
  auto left = files_in(folder);
  if (!left) return std::move(left).error();
  return VisitJournal{std::make_unique<State>(folder, *std::move(left))};
}

Status VisitJournal::note(const AgencyId& agency, const Visit& visit) {
  const std::string line = line_of(agency, visit);
  const std::lock_guard lock{state_->mutex};
  JournalFile* file = state_->growing();
  if (file == nullptr) return failure(state_->folder, "cannot write to");
  const ssize_t written = ::write(file->descriptor, line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size())) {
    Status failed = failure(file->name, "cannot write");
    // What comes after half a visit could not be read.
    if (::ftruncate(file->descriptor, file->size) == 0) return failed;
    ::close(std::exchange(file->descriptor, -1));
    return failed;
  }
  file->size += written;
  file->open.insert(agency);
  if (file->size > kFull) ::close(std::exchange(file->descriptor, -1));
  return {};
}

void VisitJournal::close(const AgencyId& agency) {
  const std::lock_guard lock{state_->mutex};
  for (auto file = state_->files.begin(); file != state_->files.end();) {
    const auto one = file++;
    if (one->open.erase(agency) == 0 || !one->open.empty()) continue;
    // What stays is taken in once more by the next process, and changes nothing.
    if (one->descriptor >= 0 && ::ftruncate(one->descriptor, 0) == 0) {
      one->size = 0;
    } else if (one->descriptor < 0) {
      ::unlink(one->name.c_str());
      state_->files.erase(one);
    }
  }
}

Result<std::vector<VisitJournal::Left>> VisitJournal::left() const {
  std::map<AgencyId, std::vector<Visit>> visits;
  for (const fs::path& file : state_->left) {
    if (Status read = read_visits(file, visits); !read) return Error{read.error()};
  }
  std::vector<Left> all;
  for (auto& [agency, made] : visits) {
    std::stable_sort(made.begin(), made.end(),
                     [](const Visit& a, const Visit& b) { return a.time < b.time; });
    all.push_back({agency, std::move(made)});
  }
  return all;
}

void VisitJournal::forget_left() {
  for (const fs::path& file : std::exchange(state_->left, {})) ::unlink(file.c_str());
}

}  // namespace gkwatch::store
