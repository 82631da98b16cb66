#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "alerts/policy.h"
#include "core/language.h"
#include "core/result.h"
#include "crawler/policy.h"
#include "rules/policy.h"
#include "scheduler/policy.h"
#include "web/policy.h"

namespace gkwatch::config {

// The whole configuration, checked and complete. No room reads it: app/ takes it apart and
// gives each room its own part. Paths are absolute.
struct Settings {
  std::filesystem::path agencies;
  std::size_t agencies_line = 0;  // where `agencies` stands, for complaints about that file
  std::vector<int> years;         // ascending; empty: from 2019 to last year
  Language language = Language::Chinese;
  std::filesystem::path database{"gkwatch.db"};
  std::filesystem::path archive{"archive"};
  crawler::CrawlPolicy crawl;
  rules::DeadlinePolicy deadlines;
  scheduler::SchedulePolicy schedule;
  alerts::AlertPolicy alerts;
  std::string listen{"127.0.0.1:8480"};         // empty: no pages
  web::Access access;                           // needed where `listen` is no loopback address
  std::size_t readers = 2;                      // [service] workers: document readers
  std::optional<std::filesystem::path> office;  // [service] libreoffice; empty path: none
  std::string heartbeat_url;
};

// Reads gkwatch.toml (INTERFACES 4). `credentials` is systemd's $CREDENTIALS_DIRECTORY, if any:
// a secret that stands nowhere is looked for there as `<receiver>.secret`, `<receiver>.password`.
// Malformed names every problem, one per line: "gkwatch.toml:12: unknown key 'intervall' in
// [schedule]; expected one of: season, off_season".
Result<Settings> parse(std::string_view text, const std::filesystem::path& file,
                       const std::optional<std::filesystem::path>& credentials = {});
Result<Settings> load(const std::filesystem::path& file,
                      const std::optional<std::filesystem::path>& credentials = {});

}  // namespace gkwatch::config
