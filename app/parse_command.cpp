#include <algorithm>
#include <memory>
#include <ostream>

#include "app/commands.h"
#include "app/judged_file.h"
#include "app/reader_program.h"
#include "core/files.h"
#include "rules/rules.h"
#include "view/parsed_file.h"

namespace gkwatch::app {
namespace {

bool has_error(const view::ParsedFile& parsed) {
  return std::any_of(parsed.findings.begin(), parsed.findings.end(), [](const Finding& finding) {
    return finding.outcome == Outcome::Fail && finding.severity == Severity::Error;
  });
}

void print(const std::vector<view::ParsedFile>& files, const Options& options, World& world) {
  const view::Page page = page_for(options.format, language_of(options, world), world);
  if (page.format == view::Format::Json) {
    Json::Array all;
    for (const view::ParsedFile& file : files) all.push_back(view::to_json(file));
    world.out << Json{std::move(all)}.dump(1) << "\n";
  } else if (page.format == view::Format::Csv) {
    store::Rows rows;
    for (const view::ParsedFile& file : files) {
      store::Rows more = view::cell_rows(file);
      rows.columns = more.columns;
      std::move(more.values.begin(), more.values.end(), std::back_inserter(rows.values));
    }
    world.out << view::render(rows, page);
  } else {
    for (const view::ParsedFile& file : files) world.out << view::render(file, page);
  }
}

}  // namespace

Exit parse_command(const Options& options, World& world) {
  auto reader = open_reader({}, world);
  if (!reader) return complain(std::move(reader).error(), world);
  std::vector<view::ParsedFile> files;
  Exit exit = Exit::Done;
  const auto keep = options.all_outcomes ? rules::Keep::Everything : rules::Keep::Faults;
  for (const std::string& file : options.words) {
    auto bytes = read_file(file);
    if (!bytes) {
      exit = complain(std::move(bytes).error(), world);
      continue;
    }
    const ContentHash hash = hash_of(*bytes);
    auto parsed = judged_file({.name = file,
                               .bytes = *std::move(bytes),
                               .declared_type = {},
                               .agency = options.agency_name,
                               .year = options.year},
                              **reader, keep, world.clock.now(), world.stop.get_token());
    if (!parsed) {
      exit = complain(Error{parsed.error()}.within(file), world);
      files.push_back(unread_file(file, hash, parsed.error()));
      continue;
    }
    files.push_back(*std::move(parsed));
    const bool is_unreadable = files.back().document.status == ReadStatus::Unreadable;
    if (is_unreadable) exit = Exit::NoAccess;
    if (exit == Exit::Done && has_error(files.back())) exit = Exit::NotInOrder;
  }
  print(files, options, world);
  return exit;
}

}  // namespace gkwatch::app
