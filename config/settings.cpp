#include "config/settings.h"

#include <algorithm>

#include "config/receivers.h"
#include "config/sections.h"
#include "core/files.h"

namespace gkwatch::config {
namespace {

constexpr std::size_t kLargestFile = 4u << 20;

std::filesystem::path folder_of(const std::filesystem::path& file) {
  std::error_code code;
  const auto absolute = std::filesystem::absolute(file, code);
  return (code ? file : absolute).parent_path();
}

void read_agencies(Table& file, const std::filesystem::path& folder, Settings& settings) {
  const auto agencies = file.text("agencies");
  if (!file.has("agencies")) {
    file.complain_at(1,
                     "key 'agencies' is missing; expected the name of the watch list, such as "
                     "agencies = \"agencies.csv\"");
  }
  if (!agencies) return;
  settings.agencies = (folder / agencies->value).lexically_normal();
  settings.agencies_line = agencies->line;
  std::error_code code;
  if (!std::filesystem::is_regular_file(settings.agencies, code)) {
    file.complain_at(agencies->line, "agencies: there is no file " + settings.agencies.string());
  }
}

void read_top(Table& file, Settings& settings) {
  if (auto years = file.integers("years", {2008, 2100})) {
    settings.years.assign(years->begin(), years->end());
    std::sort(settings.years.begin(), settings.years.end());
    settings.years.erase(std::unique(settings.years.begin(), settings.years.end()),
                         settings.years.end());
  }
  if (auto place = file.choice("language", {"zh", "en"})) {
    settings.language = *place == 0 ? Language::Chinese : Language::English;
  }
  settings.alerts.language = settings.language;
}

// The one line that the library may throw from.
std::optional<toml::table> parse_toml(std::string_view text, Problems& problems) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    problems.add(error.source().begin.line, "not TOML: " + std::string{error.description()});
    return std::nullopt;
  }
}

}  // namespace

Result<Settings> parse(std::string_view text, const std::filesystem::path& file,
                       const std::optional<std::filesystem::path>& credentials) {
  Problems problems{file.string()};
  const auto toml = parse_toml(text, problems);
  if (!toml) return problems.error();
  const SecretPlaces places{folder_of(file), credentials};
  Table table{*toml, "", problems};
  Settings settings;
  read_agencies(table, places.folder, settings);
  read_top(table, settings);
  read_store(table, places.folder, settings);
  read_crawl(table, settings);
  read_schedule(table, settings);
  read_deadlines(table, settings);
  read_alerts(table, settings);
  settings.alerts.receivers = read_receivers(table, places);
  read_web(table, places, settings);
  read_service(table, settings);
  table.complain_of_unknown_keys();
  if (!problems.is_empty()) return problems.error();
  return settings;
}

Result<Settings> load(const std::filesystem::path& file,
                      const std::optional<std::filesystem::path>& credentials) {
  const auto text = read_file(file, kLargestFile);
  if (!text) {
    Problems problems{file.string()};
    problems.add(0, "cannot read the configuration: " + text.error().message);
    return problems.error();
  }
  return parse(*text, file, credentials);
}

}  // namespace gkwatch::config
