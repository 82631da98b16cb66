#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "model/agency.h"

namespace gkwatch::config {

struct BadRow {
  std::size_t line = 0;
  std::string reason;
};

struct WatchList {
  std::vector<Agency> agencies;  // ids unique, in the file's order
  std::vector<BadRow> bad_rows;  // check-config fails on them; run goes on without
  std::vector<BadRow> odd_rows;  // used, but worth a look (config/lint.h)
};

// agencies.csv (INTERFACES 3): UTF-8, with or without BOM, or GB18030. Unknown columns are
// ignored. Of two rows with one id the first counts. Fails with Malformed only if the header
// is wrong.
Result<WatchList> parse_watch_list(std::string_view bytes);
// NotFound, TooLarge or Storage as read_file; errors name the file.
Result<WatchList> load_watch_list(const std::filesystem::path& file);

}  // namespace gkwatch::config
