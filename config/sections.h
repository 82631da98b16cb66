#pragma once

#include "config/secrets.h"
#include "config/settings.h"
#include "config/table.h"

namespace gkwatch::config {

// The tables of gkwatch.toml but for the receivers. Each reads its own into `settings`, leaves
// what is not there at its default, and tells the problems of what does not fit.
void read_store(Table& file, const std::filesystem::path& folder, Settings& settings);
void read_crawl(Table& file, Settings& settings);
void read_schedule(Table& file, Settings& settings);
void read_deadlines(Table& file, Settings& settings);
void read_alerts(Table& file, Settings& settings);
void read_web(Table& file, const SecretPlaces& places, Settings& settings);
void read_service(Table& file, Settings& settings);

}  // namespace gkwatch::config
