#include "app/reading_room.h"

#include <ostream>

#include "app/commands.h"
#include "core/json.h"

namespace gkwatch::app {

Result<ReadingRoom> open_reading_room(const Options& options, const World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return std::move(settings).error();
  auto queries = store::Queries::open(settings->database);
  if (!queries) {
    // A broken database is no wrong configuration.
    return Error{ErrorCode::Storage, queries.error().message};
  }
  return ReadingRoom{*std::move(settings), *std::move(queries)};
}

Result<std::int64_t> report_number(const std::string& word, const store::Queries& queries) {
  if (const auto number = Json::parse(word); number && number->integer()) return *number->integer();
  const auto colon = word.rfind(':');
  const auto year = Json::parse(colon == std::string::npos ? "" : word.substr(colon + 1));
  if (!year || !year->integer()) {
    return Error{ErrorCode::Unsupported,
                 "'" + word + "' is neither the number of a report nor AGENCY:YEAR"};
  }
  auto number = queries.report_number(word.substr(0, colon), static_cast<int>(*year->integer()));
  if (!number) return std::move(number).error();
  if (!*number) return Error{ErrorCode::NotFound, "no report was found for " + word};
  return **number;
}

Exit refuse_usage(const std::string& why, World& world) {
  world.err << "gkwatch: " << why << "\n";
  return Exit::Usage;
}

Exit refuse_report(const Error& error, World& world) {
  if (error.code == ErrorCode::Unsupported) return refuse_usage(error.message, world);
  return complain(error, world);
}

}  // namespace gkwatch::app
