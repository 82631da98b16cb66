#pragma once

#include <cstdint>
#include <string>

#include "app/configuration.h"
#include "app/options.h"
#include "app/world.h"
#include "store/queries.h"

namespace gkwatch::app {

// What every question needs: the read-only side of the database that the settings name.
struct ReadingRoom {
  config::Settings settings;
  store::Queries queries;
};

// Malformed: the configuration is wrong. Storage: the database is not there or not to be read.
Result<ReadingRoom> open_reading_room(const Options& options, const World& world);

// What a person calls a report by: its number, or AGENCY:YEAR. Unsupported if the word is neither,
// NotFound if there is no such report.
Result<std::int64_t> report_number(const std::string& word, const store::Queries& queries);

// "gkwatch: <why>" on standard error, and the exit code of wrong usage.
Exit refuse_usage(const std::string& why, World& world);
// The same where the report that was asked for is the reason; else as complain().
Exit refuse_report(const Error& error, World& world);

}  // namespace gkwatch::app
