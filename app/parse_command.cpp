#include <algorithm>
#include <memory>
#include <ostream>

#include "app/commands.h"
#include "app/reader_program.h"
#include "core/files.h"
#include "rules/rules.h"
#include "view/parsed_file.h"

namespace gkwatch::app {
namespace {

Document document_from(const std::string& file, std::string bytes, Instant now) {
  return {.hash = hash_of(bytes),
          .found_at = file,
          .declared_type = {},
          .name = file,
          .fetched_at = now,
          .body = std::make_shared<const std::string>(std::move(bytes))};
}

// The agency whose report it should be, if the command line names one.
std::optional<Agency> expected_agency(const Options& options) {
  if (options.agency_name.empty()) return std::nullopt;
  Agency agency;
  agency.name = options.agency_name;
  return agency;
}

view::ParsedFile judged(const Document& document, ParsedDocument parsed, const Options& options) {
  const auto agency = expected_agency(options);
  Report report{.agency = {},
                .year = options.year.value_or(parsed.year.value_or(0)),
                .document = document.hash,
                .version = 1,
                .parsed = std::move(parsed)};
  const auto keep = options.all_outcomes ? rules::Keep::Everything : rules::Keep::Faults;
  std::vector<Finding> findings = rules::run(
      {.report = report, .agency = agency ? &*agency : nullptr}, rules::rule_book(), keep);
  return {.file = document.name,
          .hash = document.hash,
          .document = std::move(report.parsed),
          .findings = std::move(findings)};
}

// A document whose reading was cut short: too large, too slow, refused.
view::ParsedFile unread(const Document& document, const Error& error) {
  ParsedDocument nothing;
  nothing.status = ReadStatus::Unreadable;
  nothing.error = error.message;
  return {
      .file = document.name, .hash = document.hash, .document = std::move(nothing), .findings = {}};
}

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
  auto reader = open_reader(1, world);
  if (!reader) return complain(std::move(reader).error(), world);
  std::vector<view::ParsedFile> files;
  Exit exit = Exit::Done;
  for (const std::string& file : options.words) {
    auto bytes = read_file(file);
    if (!bytes) {
      exit = complain(std::move(bytes).error(), world);
      continue;
    }
    const Document document = document_from(file, *std::move(bytes), world.clock.now());
    auto parsed = (*reader)->read(document, world.stop.get_token());
    if (!parsed) {
      exit = complain(Error{parsed.error()}.within(file), world);
      files.push_back(unread(document, parsed.error()));
      continue;
    }
    files.push_back(judged(document, *std::move(parsed), options));
    const bool is_unreadable = files.back().document.status == ReadStatus::Unreadable;
    if (is_unreadable) exit = Exit::NoAccess;
    if (exit == Exit::Done && has_error(files.back())) exit = Exit::NotInOrder;
  }
  print(files, options, world);
  return exit;
}

}  // namespace gkwatch::app
