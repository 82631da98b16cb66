// import: a report that came by other ways than the crawl.
#include <filesystem>
#include <ostream>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/reader_program.h"
#include "core/files.h"
#include "core/url.h"
#include "parser/sniff.h"
#include "scheduler/intake.h"

namespace gkwatch::app {
namespace {

Exit refuse(Language language, std::string_view key, const std::string& value, World& world) {
  world.err << "gkwatch: " << say(language, key, {{"value", value}}) << "\n";
  return Exit::Usage;
}

// An address of the web, without fragment; none: `text` is no such address.
std::optional<std::string> web_address(const std::string& text) {
  const auto url = Url::parse(text);
  if (!url) return std::nullopt;
  return url->text();
}

void tell(const scheduler::TakenIn& taken, const Options& options, Language language,
          World& world) {
  const bool is_new = taken.imported == store::Imported::New;
  world.err << say(language, is_new ? "import.done" : "import.known",
                   {{"file", options.words.front()},
                    {"agency", options.filter.agencies.front()},
                    {"year", std::to_string(*options.filter.year)},
                    {"sha256", to_hex(taken.document)}})
            << "\n";
  if (taken.parsed.status == ReadStatus::Unreadable) {
    world.err << say(language, "import.unreadable", {{"why", taken.parsed.error}}) << "\n";
  }
}

}  // namespace

Exit import_command(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return complain(settings.error(), world);
  const Language language = settings->language;
  const auto storage = [&](const Error& error) {
    return complain(Error{ErrorCode::Storage, error.message}, world);
  };
  const std::string file = options.words.front();
  std::string url;
  if (!options.url.empty()) {
    const auto address = web_address(options.url);
    if (!address) return refuse(language, "import.no_url", options.url, world);
    url = *address;
  }
  auto bytes = read_file(file, settings->crawl.max_body_bytes);
  if (!bytes) return storage(bytes.error());
  auto database = store::Database::open(settings->database, store::Database::Role::Desk);
  if (!database) return storage(database.error());
  auto archive = store::Archive::open(settings->archive);
  if (!archive) return storage(archive.error());
  auto reader =
      open_reader({.processes = settings->readers, .office = settings->office}, world);
  if (!reader) return storage(reader.error());
  const std::string name = std::filesystem::path{file}.filename().string();
  const auto taken = scheduler::take_in({.agency = {options.filter.agencies.front()},
                                         .year = *options.filter.year,
                                         .file = name,
                                         .bytes = *std::move(bytes),
                                         .declared_type = std::string{parser::type_by_name(name)},
                                         .url = url,
                                         .by = options.by,
                                         .note = options.note},
                                        **reader, *archive, *database, world.clock.now(),
                                        world.stop.get_token());
  if (!taken && taken.error().code == ErrorCode::NotFound) {
    return refuse(language, "import.no_agency", options.filter.agencies.front(), world);
  }
  if (!taken) return storage(taken.error());
  tell(*taken, options, language, world);
  return Exit::Done;
}

}  // namespace gkwatch::app
