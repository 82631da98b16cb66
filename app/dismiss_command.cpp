#include <ostream>

#include "app/commands.h"
#include "app/configuration.h"
#include "core/json.h"
#include "store/database.h"

namespace gkwatch::app {

Exit dismiss_command(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return complain(settings.error(), world);
  auto database = store::Database::open(settings->database, store::Database::Role::Desk);
  if (!database) return complain(database.error(), world);
  const std::string user = world.environment("USER").value_or("");
  const store::DeskNote note{
      .by = options.by.empty() ? user : options.by, .note = options.note, .at = world.clock.now()};
  Exit exit = Exit::Done;
  for (const std::string& word : options.words) {
    const auto number = Json::parse(word);
    if (!number || !number->integer()) {
      world.err << "gkwatch: '" << word << "' is not the number of a finding\n";
      exit = Exit::Usage;
      continue;
    }
    Status done = database->dismiss(*number->integer(), options.filter.until, note);
    if (!done) {
      world.err << "gkwatch: " << done.error().message << "\n";
      exit = Exit::NoAccess;
    }
  }
  return exit;
}

}  // namespace gkwatch::app
