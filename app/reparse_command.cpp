// reparse: archived bytes read again with today's parser.
#include <ostream>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/progress.h"
#include "app/reader_program.h"
#include "app/version.h"
#include "model/form_layout.h"
#include "scheduler/reparse.h"
#include "view/rows.h"

namespace gkwatch::app {
namespace {

struct Sum {
  std::size_t versions = 0;
  std::size_t changed = 0;
  std::size_t failed = 0;
  std::vector<ContentHash> lost;
  store::Rows rows{.columns = {"agency", "year", "version", "sha256", "change", "status_before",
                               "status_after", "cell", "before", "after"}};
};

Json json_of(const std::optional<std::string>& raw) { return raw ? Json{*raw} : Json{}; }

// One row for each cell that reads otherwise; one without a cell if only words do.
void add_rows(const store::Rereading& one, store::Rows& rows) {
  const Report& report = one.report;
  const std::vector<Json> begin{Json{report.agency.text},
                                Json{report.year},
                                Json{report.version},
                                Json{to_hex(report.document)},
                                Json{store::name_of(one.change)},
                                Json{name_of(one.status_before)},
                                Json{name_of(report.parsed.status)}};
  for (const store::RereadCell& cell : one.cells) {
    rows.values.push_back(begin);
    for (Json& value : std::vector<Json>{Json{cell.cell.text}, json_of(cell.before),
                                         json_of(cell.after)}) {
      rows.values.back().push_back(std::move(value));
    }
  }
  if (!one.cells.empty()) return;
  rows.values.push_back(begin);
  rows.values.back().resize(rows.columns.size());
}

void add(const scheduler::Reread& done, std::size_t versions, Sum& sum) {
  sum.versions += versions;
  sum.changed += done.changed.size();
  sum.failed += done.failed;
  sum.lost.insert(sum.lost.end(), done.lost.begin(), done.lost.end());
  for (const store::Rereading& one : done.changed) add_rows(one, sum.rows);
}

void tell(const Sum& sum, Language language, World& world) {
  world.err << say(language, "reparse.done",
                   {{"versions", std::to_string(sum.versions)},
                    {"changed", std::to_string(sum.changed)},
                    {"failed", std::to_string(sum.failed)},
                    {"lost", std::to_string(sum.lost.size())}})
            << "\n";
  for (const ContentHash& hash : sum.lost) world.err << to_hex(hash) << "\n";
}

// Each report is written on its own: what was read when a signal comes stays read.
Status read_all(const store::Filter& filter, store::Evidence& evidence,
                const scheduler::RereadTools& tools, Sum& sum, World& world) {
  const auto reports = evidence.reports(filter);
  if (!reports) return reports.error();
  Progress bar{world, "reparse"};
  for (std::size_t i = 0; i < reports->size(); ++i) {
    bar.show(i, reports->size());
    const auto versions = evidence.versions((*reports)[i]);
    if (!versions) return versions.error();
    const auto done =
        scheduler::read_again(*versions, tools, world.clock.now(), world.stop.get_token());
    if (!done) return done.error();
    add(*done, versions->size(), sum);
  }
  return {};
}

}  // namespace

Exit reparse_command(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return complain(settings.error(), world);
  const auto storage = [&](const Error& error) {
    return complain(Error{ErrorCode::Storage, error.message}, world);
  };
  auto database = store::Database::open(settings->database, store::Database::Role::Desk);
  if (!database) return storage(database.error());
  auto evidence = store::Evidence::open(settings->database);
  if (!evidence) return storage(evidence.error());
  auto archive = store::Archive::open(settings->archive);
  if (!archive) return storage(archive.error());
  auto reader =
      open_reader({.processes = settings->readers, .office = settings->office}, world);
  if (!reader) return storage(reader.error());
  const scheduler::RereadTools tools{**reader, *archive, *database, program_name()};
  Sum sum;
  const Status done = read_all(options.filter, *evidence, tools, sum, world);
  if (!sum.rows.values.empty() || options.format != view::Format::Text) {
    world.out << view::render(sum.rows, page_for(options.format, settings->language, world));
  }
  tell(sum, settings->language, world);
  if (!done) return storage(done.error());
  return sum.lost.empty() && sum.failed == 0 ? Exit::Done : Exit::NotInOrder;
}

}  // namespace gkwatch::app
