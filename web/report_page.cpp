#include <algorithm>

#include "core/china_time.h"
#include "model/form_layout.h"
#include "web/components.h"
#include "web/pages.h"
#include "web/parameters.h"
#include "web/report_parts.h"

namespace gkwatch::web {
namespace {

constexpr std::size_t kShortHash = 12;

// A fact that is a link.
void write_link(Sheet& sheet, std::string_view key, const std::string& href,
                const std::string& words) {
  sheet.html.leaf("dt", sheet.say(key));
  const auto value = sheet.html.in("dd");
  if (href.starts_with('/')) sheet.html.link(href, words);
  if (!href.starts_with('/')) sheet.html.outward_link(href, words);
}

void write_facts(Sheet& sheet, const store::ReportView& report) {
  const store::ReportVersion& version = report.version;
  const ParsedDocument& document = version.report.parsed;
  const DutyState& duty = report.duty;
  const auto list = sheet.html.in("dl", {{"class", "facts"}});
  sheet.html.leaf("dt", sheet.say("column.status"));
  {
    const auto value = sheet.html.in("dd");
    write_badge(sheet, name_of(duty.state));
  }
  if (duty.published_at) {
    write_fact(sheet, "column.published_at", short_time(*duty.published_at));
  }
  write_fact(sheet, "column.due", iso_date(duty.due) + " " + duty.due_source);
  write_fact(sheet, "column.first_seen", short_time(version.first_seen));
  write_fact(sheet, "show.title", document.title);
  write_fact(sheet, "show.form", name_of(document.form));
  write_fact(sheet, "show.status", sheet.word(name_of(document.status)));
  write_fact(sheet, "show.error", document.error);
  if (!version.url.empty()) write_link(sheet, "column.url", version.url, version.url);
  const std::string hash = to_hex(version.report.document);
  write_link(sheet, "web.archived", "/archive/" + hash, hash);
}

// What was not had from the agency's site says so, and who brought it.
void write_imports(Sheet& sheet, const store::ReportView& report) {
  if (report.version.is_imported) {
    sheet.html.leaf("p", {{"class", "note"}}, sheet.say("show.imported"));
  }
  for (const store::ImportNote& one : report.imports) {
    sheet.html.leaf("p", {{"class", "note"}},
                    sheet.say("show.import", {{"time", short_time(one.at)},
                                              {"by", one.by},
                                              {"note", one.note},
                                              {"file", one.file}}));
  }
}

void write_rereadings(Sheet& sheet, const store::ReportView& report) {
  for (const store::RereadingNote& one : report.rereadings) {
    sheet.html.leaf("p", {{"class", "note"}},
                    sheet.say("show.rereading", {{"time", short_time(one.at)},
                                                 {"program", one.program},
                                                 {"version", std::to_string(one.version)},
                                                 {"cells", std::to_string(one.cells)}}));
  }
}

void write_gaps(Sheet& sheet, const ParsedDocument& document) {
  const auto gaps = std::count_if(document.cells.begin(), document.cells.end(),
                                  [](const auto& one) { return one.second.kind == CellKind::Gap; });
  if (gaps == 0) return;
  sheet.html.leaf("p", {{"class", "note"}},
                  sheet.say("show.gaps", {{"gaps", std::to_string(gaps)},
                                          {"cells", std::to_string(document.cells.size())}}));
}

void write_version(Sheet& sheet, const store::ReportVersion& version, const std::string& here) {
  Html& html = sheet.html;
  const int number = version.report.version;
  const std::string text = std::to_string(number);
  const auto line = html.in("tr");
  {
    const auto cell = html.in("td");
    html.link(with_query(here, {{"version", text}}), text);
  }
  html.leaf("td", short_time(version.first_seen)).leaf("td", sheet.word(name_of(version.change)));
  {
    const auto cell = html.in("td");
    const std::string hash = to_hex(version.report.document);
    html.link("/archive/" + hash, hash.substr(0, kShortHash));
  }
  const auto cell = html.in("td");
  if (number == 1) return;
  html.link(with_query(here + "/diff", {{"from", std::to_string(number - 1)}, {"to", text}}),
            sheet.say("diff.link"));
}

void write_versions(Sheet& sheet, const store::ReportView& report, const std::string& here) {
  Html& html = sheet.html;
  sheet.heading("show.versions");
  const auto scroll = html.in("div", {{"class", "scroll"},
                                      {"tabindex", "0"},
                                      {"role", "region"},
                                      {"aria-label", sheet.say("show.versions")}});
  const auto table = html.in("table", {{"class", "list"}});
  {
    const auto head = html.in("thead");
    const auto line = html.in("tr");
    for (const std::string_view key : {"column.version", "column.first_seen", "column.change",
                                       "column.sha256", "diff.against"}) {
      html.leaf("th", {{"scope", "col"}}, sheet.say(key));
    }
  }
  const auto body = html.in("tbody");
  for (const store::ReportVersion& one : report.versions) write_version(sheet, one, here);
}

Result<std::optional<int>> version_asked(const Sheet& sheet) {
  const std::string text = sheet.request.query_or("version", "");
  if (text.empty()) return std::optional<int>{};
  const auto number = whole_number(text);
  constexpr std::int64_t kMost = 1'000'000;
  if (number && *number >= 1 && *number <= kMost) return std::optional{static_cast<int>(*number)};
  return Error{ErrorCode::Malformed, "version=" + text + " is not understood"};
}

}  // namespace

Answer report_page(std::int64_t number, Sheet sheet) {
  const auto version = version_asked(sheet);
  if (!version) return failure_of(version.error(), sheet);
  const auto report = sheet.site.queries.report(number, *version);
  if (!report) return failure_of(report.error(), sheet);
  const ParsedDocument& document = report->version.report.parsed;
  const std::string here = "/reports/" + std::to_string(number);
  const std::string shown = with_query(here, {{"version", sheet.request.query_or("version", "")}});
  {
    const auto back = sheet.html.in("p");
    sheet.html.link(path_to("/agencies/", report->agency.id.text), report->agency.name);
  }
  write_cell(sheet, document, report->findings);
  write_imports(sheet, *report);
  write_facts(sheet, *report);
  sheet.heading("web.findings");
  write_findings(sheet, report->findings, document);
  write_sheet_link(sheet, report->agency.id.text, std::to_string(report->duty.year));
  sheet.heading("web.tables");
  write_gaps(sheet, document);
  write_tables(sheet, document, report->findings, shown);
  write_prose(sheet, document);
  write_versions(sheet, *report, here);
  write_rereadings(sheet, *report);
  const std::string title = report->agency.name + " " + std::to_string(report->duty.year);
  return page(title, std::move(sheet));
}

Answer report_of_page(const std::string& agency, std::string_view year, Sheet sheet) {
  const auto number_of_year = whole_number(year);
  constexpr std::int64_t kMost = 9999;
  if (!number_of_year || *number_of_year < 0 || *number_of_year > kMost) {
    return failure(kNotFound, sheet.say("web.no_page"), sheet.request, sheet.site);
  }
  const auto number = sheet.site.queries.report_number(agency, static_cast<int>(*number_of_year));
  if (!number) return failure_of(number.error(), sheet);
  if (!*number) return agency_page(agency, std::move(sheet));
  return report_page(**number, std::move(sheet));
}

}  // namespace gkwatch::web
