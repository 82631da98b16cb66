#include "store/visit_journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/content_hash.h"
#include "core/files.h"

namespace gkwatch::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFields = 13;

// "5:hello,": https://cr.yp.to/proto/netstrings.txt
std::string netstring(std::string_view text) {
  return std::to_string(text.size()) + ":" + std::string{text} + ",";
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// Takes one from the front; nothing if what is there is none, or is cut short.
std::optional<std::string_view> take_netstring(std::string_view& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto size = number_in(text.substr(0, colon));
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
    const auto number = number_in(fields[i]);
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

}  // namespace

Result<VisitJournal> VisitJournal::open(const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return Error{ErrorCode::Storage, folder.string() + ": " + failed.message()};
  return VisitJournal{folder};
}

// What an agency is called is no name of a file.
fs::path VisitJournal::file_of(const AgencyId& agency) const {
  return folder_ / to_hex(hash_of(agency.text)).substr(0, 32);
}

Status VisitJournal::note(const AgencyId& agency, const Visit& visit) const {
  const fs::path file = file_of(agency);
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor < 0) return failure(file, "cannot open");
  const std::string line = line_of(agency, visit);
  const ssize_t written = ::write(descriptor, line.data(), line.size());
  const Status done =
      written == static_cast<ssize_t>(line.size()) ? Status{} : failure(file, "cannot write");
  ::close(descriptor);
  return done;
}

void VisitJournal::close(const AgencyId& agency) const {
  std::error_code ignored;  // what stays is taken in once more, and changes nothing
  fs::remove(file_of(agency), ignored);
}

Result<std::vector<VisitJournal::Left>> VisitJournal::left() const {
  std::vector<Left> all;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator{folder_, failed}) {
    const auto bytes = read_file(entry.path());
    if (!bytes) return bytes.error();
    std::string_view rest = *bytes;
    Left left;
    while (const auto line = take_netstring(rest)) {
      auto one = visit_from(*line);
      if (!one) break;
      left.agency = one->first;
      left.visits.push_back(std::move(one->second));
    }
    if (!left.visits.empty()) all.push_back(std::move(left));
  }
  if (failed) return Error{ErrorCode::Storage, folder_.string() + ": " + failed.message()};
  return all;
}

}  // namespace gkwatch::store
