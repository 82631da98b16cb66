#include <cerrno>
#include <functional>
#include <map>
#include <ostream>

#include "app/commands.h"
#include "app/reader_program.h"
#include "app/version.h"

namespace gkwatch::app {
namespace {

using Command = std::function<Exit(const Options&, World&)>;

const std::map<std::string, Command>& commands() {
  static const std::map<std::string, Command> kCommands{
      {"run", run_command},
      {"poll", poll_command},
      {"parse", parse_command},
      {"agencies", list_command},
      {"reports", list_command},
      {"history", list_command},
      {"findings", list_command},
      {"findings dismiss", dismiss_command},
      {"stats", list_command},
      {"alerts", list_command},
      {"alerts ack", acknowledge_command},
      {"alerts silence", silence_command},
      {"alerts unsilence", unsilence_command},
      {"alerts silences", list_command},
      {"routes", routes_command},
      {"show", show_command},
      {"diff", diff_command},
      {"export", export_command},
      {"completion", completion_command},
      {"search", list_command},
      {"sql", sql_command},
      {"rules", rules_command},
      {"archive get", archive_get_command},
      {"archive warc", archive_warc_command},
      {"archive verify", archive_verify_command},
      {"backup", backup_command},
      {"restore", restore_command},
      {"import", import_command},
      {"reparse", reparse_command},
      {"check-config", check_config_command},
      {"notify", notify_command},
      {"discover", discover_command},
  };
  return kCommands;
}

Language language_before_parsing(const World& world) {
  return world.environment("GKWATCH_LANGUAGE") == "en" ? Language::English : Language::Chinese;
}

// Help and complaints are in the language that the command line asks for, wherever it stands.
Language language_asked(const std::vector<std::string>& arguments, const World& world) {
  Language language = language_before_parsing(world);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string value;
    if (arguments[i] == "--language" && i + 1 < arguments.size()) value = arguments[i + 1];
    if (arguments[i].starts_with("--language=")) value = arguments[i].substr(11);
    if (value == "zh") language = Language::Chinese;
    if (value == "en") language = Language::English;
  }
  return language;
}

}  // namespace

Language language_of(const Options& options, const World& world) {
  return options.language.value_or(language_before_parsing(world));
}

Exit complain(const Error& error, World& world) {
  world.err << "gkwatch: " << error.message << "\n";
  return exit_for(error);
}

int run_program(const std::vector<std::string>& arguments, World& world) {
  const CommandLine line = read_command_line(arguments, language_asked(arguments, world),
                                             version_text(office_program({}, world)));
  world.out << line.said.out;
  world.err << line.said.err;
  Exit exit = line.said.exit;
  if (line.options) exit = commands().at(line.options->command)(*line.options, world);
  world.out.flush();
  // Whoever reads us has seen enough (`| head`): that is no failure.
  if (!world.out.good() && errno != EPIPE) {
    world.err << "gkwatch: standard output could not be written\n";
    exit = Exit::NoAccess;
  }
  return static_cast<int>(exit);
}

}  // namespace gkwatch::app
