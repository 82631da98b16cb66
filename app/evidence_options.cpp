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
}

}  // namespace gkwatch::app
