#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/clock.h"
#include "core/content_hash.h"
#include "core/result.h"
#include "store/connection.h"
#include "store/queries.h"

namespace gkwatch::store {

// Where and when some bytes were had first.
struct Origin {
  std::string url;
  Instant had_at{};
};

// A request that was answered, as it was recorded.
struct RecordedVisit {
  std::int64_t number = 0;
  Instant time{};
  std::string url;
  int http_status = 0;
  std::string request;                // the header block as sent; empty: it was not kept
  std::string headers;                // of the answer, as received
  std::optional<ContentHash> hash{};  // of the body; of a 304: of the bytes that it confirms
  std::string fault{};                // as FetchFault is called; empty: none
};

// A version with its reading, and what its document was called and declared as.
struct StoredVersion {
  ReportVersion version;
  std::string name;
  std::string declared_type;
};

// What the database says that the archive holds, read on a connection of its own beside a keeper.
// One thread.
class Evidence {
 public:
  // Fails as open_for_reading does.
  static Result<Evidence> open(const std::filesystem::path& database);

  // The hashes of all bytes that were kept before anything was recorded of them, in order, each
  // once. A visit whose bytes the disk refused names none.
  Result<std::vector<ContentHash>> named();
  // None: nothing that was recorded names these bytes.
  Result<std::optional<Origin>> origin(const ContentHash& hash);

  // The numbers of the reports that the filter chooses (agencies, region, class, year, since and
  // until: when a version of it was first seen), in order.
  Result<std::vector<std::int64_t>> reports(const Filter& filter);
  // All versions of a report, the oldest first.
  Result<std::vector<StoredVersion>> versions(std::int64_t report);

  // Calls `take` for each answer that the filter chooses (agencies, region, class, year, since,
  // until), the oldest first, until it fails. The year: pages and files of reports for that year.
  // A keeper may write meanwhile, however long it takes.
  Status each_answer(const Filter& filter, const std::function<Status(const RecordedVisit&)>& take);
  Result<std::size_t> count_answers(const Filter& filter);
  // The first answer with status 200 that brought these bytes as news, from `url` if one did.
  Result<std::optional<RecordedVisit>> first_answer(const ContentHash& hash,
                                                    const std::string& url);
  // NotFound if there is no such visit.
  Result<RecordedVisit> answer(std::int64_t number);

 private:
  explicit Evidence(Connection connection) : connection_{std::move(connection)} {}
  Connection connection_;
};

}  // namespace gkwatch::store
