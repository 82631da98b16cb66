#pragma once

#include <filesystem>

#include "app/options.h"
#include "app/world.h"
#include "config/settings.h"
#include "config/watch_list.h"
#include "core/result.h"

namespace gkwatch::app {

// Where the configuration is: --config, else $GKWATCH_CONFIG, else /etc/gkwatch/gkwatch.toml.
std::filesystem::path configuration_file(const Options& options, const World& world);

Result<config::Settings> load_settings(const Options& options, const World& world);

// The watch list that the settings name. Bad rows are named on world.err, with file and line,
// and the rest is used.
Result<config::WatchList> load_watch_list(const config::Settings& settings, World& world);

// The years that are watched: those of the settings, else from 2019 to last year.
std::vector<int> watched_years(const config::Settings& settings, Instant now);

}  // namespace gkwatch::app
