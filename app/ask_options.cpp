#include "app/ask_options.h"

namespace gkwatch::app {

namespace {

void add_export(Builder& build, Options& options) {
  CLI::App& out = build.command("export");
  build.config(out);
  out.add_option("--what", options.what, build.text("help.export.--what"))
      ->required()
      ->check(CLI::IsMember({"reports", "cells", "findings", "history"}));
  out.add_option("--format", options.export_format, build.text("help.export.--format"))
      ->check(CLI::IsMember({"csv", "json", "xlsx"}));
  out.add_option("--out", options.out, build.text("help.export.--out"));
  out.add_flag("--bom", options.has_mark, build.text("help.export.--bom"));
  build.visits(out);
  build.judgement(out);
  out.add_option("--limit", options.most_rows, build.text("help.--limit"));
}

}  // namespace

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
  add_export(build, options);
  build.words(build.command("completion"), "SHELL")
      .required()
      ->expected(1)
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
}

}  // namespace gkwatch::app
