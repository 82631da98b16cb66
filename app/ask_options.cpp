#include "app/ask_options.h"

namespace gkwatch::app {

void add_ask_commands(Builder& build, Options& options) {
  CLI::App& diff = build.command("diff");
  build.config(diff);
  build.format(diff);
  build.words(diff, "REPORT").required()->expected(1);
  diff.add_option("--from", options.from, build.text("help.diff.--from"))
      ->check(CLI::PositiveNumber);
  diff.add_option("--to", options.to, build.text("help.diff.--to"))->check(CLI::PositiveNumber);
  CLI::App& search = build.question("search");
  build.words(search, "TEXT").required();
}

}  // namespace gkwatch::app
