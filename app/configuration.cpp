#include "app/configuration.h"

#include <ostream>

#include "core/china_time.h"
#include "core/language.h"

namespace gkwatch::app {
namespace {

constexpr int kFirstYear = 2019;  // the first reports in the unified form

void print_rows(const std::vector<config::BadRow>& rows, const std::filesystem::path& file,
                World& world) {
  for (const config::BadRow& row : rows) {
    world.err << file.filename().string() << ":" << row.line << ": " << row.reason << "\n";
  }
}

}  // namespace

std::filesystem::path configuration_file(const Options& options, const World& world) {
  if (options.config) return *options.config;
  if (const auto named = world.environment("GKWATCH_CONFIG"); named && !named->empty()) {
    return *named;
  }
  return "/etc/gkwatch/gkwatch.toml";
}

Result<config::Settings> load_settings(const Options& options, const World& world) {
  std::optional<std::filesystem::path> credentials;
  if (const auto folder = world.environment("CREDENTIALS_DIRECTORY")) credentials = *folder;
  const std::filesystem::path file = configuration_file(options, world);
  std::error_code unknown;
  if (std::filesystem::status(file, unknown).type() == std::filesystem::file_type::not_found) {
    return Error{ErrorCode::Malformed, say(options.language.value_or(Language::Chinese),
                                           "config.absent", {{"file", file.string()}})};
  }
  auto settings = config::load(file, credentials);
  // Whatever is wrong with it, to the caller it is a bad configuration (exit 3).
  if (!settings) return Error{ErrorCode::Malformed, settings.error().message};
  if (options.language) {
    settings->language = *options.language;
    settings->alerts.language = *options.language;
  }
  return settings;
}

Result<config::WatchList> load_watch_list(const config::Settings& settings, World& world) {
  auto list = config::load_watch_list(settings.agencies);
  if (!list) return Error{ErrorCode::Malformed, list.error().message};
  print_rows(list->bad_rows, settings.agencies, world);
  return list;
}

std::vector<int> watched_years(const config::Settings& settings, Instant now) {
  if (!settings.years.empty()) return settings.years;
  std::vector<int> years;
  const int last = static_cast<int>(china_date(now).year()) - 1;
  for (int year = kFirstYear; year <= last; ++year) years.push_back(year);
  return years;
}

}  // namespace gkwatch::app
