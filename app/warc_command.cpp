// archive warc: the visits and their bytes as one file for other programs.
#include <ostream>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/progress.h"
#include "app/version.h"
#include "core/file_writer.h"
#include "store/warc_export.h"

namespace gkwatch::app {
namespace {

Result<store::WarcSummary> export_to(FileWriter& file, store::Evidence& evidence,
                                     const store::Archive& archive, const Options& options,
                                     World& world) {
  store::WarcWriter warc{[&file](std::string_view bytes) { return file.write(bytes); }};
  Status begun = warc.info(program_name(), "gkwatch archive", world.clock.now());
  if (!begun) return Error{begun.error()};
  const auto all = evidence.count_answers(options.filter);
  if (!all) return all.error();
  Progress bar{world, "archive warc"};
  return store::write_answers(evidence, archive, options.filter, warc,
                              [&](const store::WarcSummary& so_far) {
                                bar.show(so_far.responses + so_far.revisits, *all);
                                return !world.stop.stop_requested();
                              });
}

}  // namespace

Exit archive_warc_command(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return complain(settings.error(), world);
  const auto storage = [&](const Error& error) {
    return complain(Error{ErrorCode::Storage, error.message}, world);
  };
  auto archive = store::Archive::open(settings->archive);
  if (!archive) return storage(archive.error());
  auto evidence = store::Evidence::open(settings->database);
  if (!evidence) return storage(evidence.error());
  auto file = FileWriter::create(options.out);
  if (!file) return storage(file.error());
  const auto written = export_to(*file, *evidence, *archive, options, world);
  if (!written) return storage(written.error());
  if (Status finished = file->finish(); !finished) return storage(finished.error());
  world.err << say(settings->language, "archive.warc",
                   {{"responses", std::to_string(written->responses)},
                    {"revisits", std::to_string(written->revisits)},
                    {"lost", std::to_string(written->lost.size())}})
            << "\n";
  for (const ContentHash& hash : written->lost) world.err << to_hex(hash) << "\n";
  return written->lost.empty() ? Exit::Done : Exit::NotInOrder;
}

}  // namespace gkwatch::app
