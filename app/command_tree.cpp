#include "app/command_tree.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "app/option_builder.h"
#include "app/usage_words.h"

namespace gkwatch::app {
namespace {

// "TEXT:{text,json,csv}" -> text json csv
std::vector<std::string> choices_in(const std::string& type) {
  std::vector<std::string> choices;
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}');
  if (open == std::string::npos || close == std::string::npos) return choices;
  for (std::size_t from = open + 1; from < close;) {
    const std::size_t to = std::min(type.find(',', from), close);
    choices.push_back(type.substr(from, to - from));
    from = to + 1;
  }
  return choices;
}

bool names_a_file(const std::string& name) {
  constexpr std::array<std::string_view, 6> kFiles{"--config",  "--out", "--journal",
                                                   "--archive", "FILE",  "COPY"};
  return std::find(kFiles.begin(), kFiles.end(), name) != kFiles.end();
}

OfferedCommand offered(const CLI::App& app, const std::string& path) {
  OfferedCommand command{};
  command.path = path;
  command.meaning = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    const auto& names = option->get_lnames();
    if (names.empty()) {
      command.choices = choices_in(option->get_type_name());
      command.takes_files |= names_a_file(option->get_name(true));
      continue;
    }
    const std::string name = "--" + names.front();
    command.options.push_back({.name = name,
                               .meaning = option->get_description(),
                               .choices = choices_in(option->get_type_name()),
                               .takes_value = option->get_items_expected_max() > 0,
                               .is_file = names_a_file(name)});
  }
  return command;
}

void collect(const CLI::App& app, const std::string& path, std::vector<OfferedCommand>& all) {
  const std::size_t place = all.size();
  all.push_back(offered(app, path));
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    all[place].subcommands.push_back(sub->get_name());
    collect(*sub, path.empty() ? sub->get_name() : path + " " + sub->get_name(), all);
  }
}

}  // namespace

std::vector<OfferedCommand> command_tree(Language language) {
  Raw raw;
  CLI::App root{std::string{say(language, "help.program")}, "gkwatch"};
  set_language(root, language);
  Builder build{root, raw, language};
  plant(build, root, raw, "");
  std::vector<OfferedCommand> all;
  collect(root, "", all);
  return all;
}

}  // namespace gkwatch::app
