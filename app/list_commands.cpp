#include <algorithm>
#include <initializer_list>
#include <ostream>

#include "app/commands.h"
#include "app/filter_check.h"
#include "app/reading_room.h"
#include "app/sheet_command.h"
#include "core/json.h"
#include "store/queries.h"
#include "view/hits_text.h"
#include "view/parsed_file.h"
#include "view/report_text.h"
#include "view/rows.h"

namespace gkwatch::app {
namespace {

// What is searched for: the words as they were typed.
std::string text_of(const Options& options) {
  std::string text;
  for (const std::string& word : options.words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Result<store::Rows> ask(const Options& options, const store::Queries& queries) {
  const std::string& command = options.command;
  const store::Filter& filter = options.filter;
  if (command == "agencies") return queries.agencies(filter);
  if (command == "reports") return queries.reports(filter);
  if (command == "history") return queries.history(filter);
  if (command == "findings") return queries.findings(filter);
  if (command == "stats") return queries.stats(filter, options.grouping);
  if (command == "search") return queries.search(text_of(options), filter);
  if (command == "alerts silences") return queries.silences(filter);
  return queries.alerts(filter);
}

// Columns that say something of few rows, where they say nothing.
void drop_empty(store::Rows& rows, std::initializer_list<std::string_view> names) {
  for (std::size_t i = rows.columns.size(); i-- > 0;) {
    const bool is_named = std::find(names.begin(), names.end(), rows.columns[i]) != names.end();
    const bool is_empty = std::all_of(rows.values.begin(), rows.values.end(),
                                      [&](const auto& row) {
                                        return row[i].is_null() || row[i] == Json{false};
                                      });
    if (!is_named || !is_empty) continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    rows.columns.erase(rows.columns.begin() + at);
    for (auto& values : rows.values) values.erase(values.begin() + at);
  }
}

// Long columns that a person does not read in a terminal.
store::Rows for_people(store::Rows rows) {
  for (const char* hidden : {"sha256", "aliases", "predecessor", "candidates", "agency_id"}) {
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
      if (rows.columns[i] != hidden) continue;
      const auto at = static_cast<std::ptrdiff_t>(i);
      rows.columns.erase(rows.columns.begin() + at);
      for (auto& values : rows.values) values.erase(values.begin() + at);
      break;
    }
  }
  drop_empty(rows, {"decided_by", "note", "decided_at", "ended_at", "ended_by", "imported"});
  return rows;
}

Exit print(store::Rows rows, const Options& options, Language language, World& world) {
  const view::Page page = page_for(options.format, language, world);
  if (page.format != view::Format::Text) {
    world.out << view::render(rows, page);
  } else if (options.command == "search") {
    world.out << view::hits_text(rows, text_of(options), page);
  } else {
    world.out << view::render(for_people(std::move(rows)), page);
  }
  return Exit::Done;
}

}  // namespace

Exit list_command(const Options& options, World& world) {
  const std::string wrong =
      complaint_about(options.command, options.filter, language_of(options, world));
  if (!wrong.empty()) return refuse_usage(wrong, world);
  auto desk = open_reading_room(options, world);
  if (!desk) return complain(desk.error(), world);
  const std::string unknown =
      unknown_agency(desk->queries, options.filter, desk->settings.language);
  if (!unknown.empty()) return refuse_usage(unknown, world);
  Options asked = options;
  if (options.command == "alerts silences") asked.filter.since = world.clock.now();
  auto rows = ask(asked, desk->queries);
  if (!rows) return complain(rows.error(), world);
  return print(*std::move(rows), options, desk->settings.language, world);
}

Exit sql_command(const Options& options, World& world) {
  auto desk = open_reading_room(options, world);
  if (!desk) return complain(desk.error(), world);
  auto rows = desk->queries.sql(options.words.front(), {});
  if (!rows) {
    world.err << "gkwatch: " << rows.error().message << "\n";
    return rows.error().code == ErrorCode::Storage ? Exit::NoAccess : Exit::Usage;
  }
  world.out << view::render(*rows, page_for(options.format, desk->settings.language, world));
  return Exit::Done;
}

Exit show_command(const Options& options, World& world) {
  auto desk = open_reading_room(options, world);
  if (!desk) return complain(desk.error(), world);
  if (options.is_sheet) return print_sheet(options, desk->settings, desk->queries, world);
  auto number = report_number(options.words.front(), desk->queries);
  if (!number) return refuse_report(number.error(), world);
  auto report = desk->queries.report(*number, options.version);
  if (!report) return complain(report.error(), world);
  const view::Page page = page_for(options.format, desk->settings.language, world);
  if (page.format == view::Format::Text) {
    world.out << view::render(*report, page);
  } else if (page.format == view::Format::Json) {
    world.out << view::to_json(*report).dump(1) << "\n";
  } else {
    world.out << view::render(view::cell_rows({.file = report->version.document_url,
                                               .hash = report->version.report.document,
                                               .document = report->version.report.parsed,
                                               .findings = {}}),
                              page);
  }
  return Exit::Done;
}

}  // namespace gkwatch::app
