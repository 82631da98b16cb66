// The commands about evidence: what is archived, whether it is whole, copies of it.
#include "app/option_builder.h"

namespace gkwatch::app {

void add_evidence_commands(Builder& build, Options& options) {
  CLI::App& archive = build.command("archive");
  archive.require_subcommand(1);
  CLI::App& get = build.command(archive, "get", "archive get");
  build.config(get);
  build.words(get, "SHA256").required()->expected(1);
  get.add_option("--out", options.out, build.text("help.--out"));
  CLI::App& verify = build.command(archive, "verify", "archive verify");
  build.config(verify);
  build.format(verify);
  verify.add_flag("--restart", options.anew, build.text("help.archive verify.--restart"));
  CLI::App& warc = build.command(archive, "warc", "archive warc");
  build.config(warc);
  build.visits(warc);
  warc.add_option("--out", options.out, build.text("help.--out"))->required();
  for (const char* name : {"backup", "restore"}) {
    CLI::App& copy = build.command(name);
    build.config(copy);
    build.words(copy, "COPY").required()->expected(1);
    copy.add_option("--archive", options.folder, build.text("help.backup.--archive"));
  }
  CLI::App& import = build.command("import");
  build.config(import);
  build.words(import, "FILE").required()->expected(1);
  import.add_option("--agency", options.filter.agencies, build.text("help.import.--agency"))
      ->required()
      ->expected(1);
  import.add_option("--year", options.filter.year, build.text("help.import.--year"))
      ->required()
      ->check(CLI::Range(1990, 2100));
  import.add_option("--url", options.url, build.text("help.import.--url"));
  import.add_option("--by", options.by, build.text("help.--by"))->required();
  import.add_option("--note", options.note, build.text("help.--note"))->required();
  CLI::App& reparse = build.command("reparse");
  build.config(reparse);
  build.format(reparse);
  build.visits(reparse);
}

}  // namespace gkwatch::app
