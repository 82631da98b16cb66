#include "view/report_text.h"

#include <algorithm>
#include <vector>

#include "core/china_time.h"
#include "core/text.h"
#include "model/form_layout.h"
#include "view/form_grid.h"
#include "view/parsed_file.h"

namespace gkwatch::view {
namespace {

std::string word(std::string_view name, Language language) {
  return std::string{find_words(language, "word." + std::string{name}).value_or(name)};
}

Ink ink_of(const Finding& finding) {
  if (finding.outcome == Outcome::Pass) return Ink::Green;
  if (finding.outcome == Outcome::Unverifiable) return Ink::Faint;
  if (finding.severity == Severity::Error) return Ink::Red;
  return finding.severity == Severity::Warning ? Ink::Yellow : Ink::Plain;
}

std::string verdict_of(const Finding& finding, Language language) {
  return finding.outcome == Outcome::Fail ? word(name_of(finding.severity), language)
                                          : word(name_of(finding.outcome), language);
}

std::string cells_line(const Finding& finding, Language language) {
  constexpr std::size_t kMost = 8;
  std::string line;
  for (std::size_t i = 0; i < std::min(finding.cells.size(), kMost); ++i) {
    if (!line.empty()) line += language == Language::Chinese ? "，" : ", ";
    line += finding.cells[i].cell.text + " = “" + finding.cells[i].raw + "”";
  }
  if (finding.cells.size() > kMost) line += " …";
  return line;
}

// What a reader should see first. What could not be checked comes last.
int urgency(const Finding& finding) {
  constexpr int kFaults = 10;
  if (finding.outcome == Outcome::Fail) return kFaults + static_cast<int>(finding.severity);
  return finding.outcome == Outcome::Pass ? 1 : 0;
}

std::string finding_text(const Finding& finding, const Page& page) {
  const bool is_fault = finding.outcome == Outcome::Fail;
  constexpr std::size_t kShort = 60;  // the cells of what could not be checked fill pages
  const std::string message = collapse_spaces(finding.message.in(page.language));
  std::string shown{is_fault ? message : prefix(message, kShort)};
  if (shown.size() < message.size()) shown += "…";
  std::string text = inked(verdict_of(finding, page.language), ink_of(finding), page.colour) +
                     "  " + finding.key.rule.text + "  " + harmless(shown) + "\n";
  const std::string cells = is_fault ? cells_line(finding, page.language) : "";
  if (!cells.empty()) text += "      " + inked(cells, Ink::Faint, page.colour) + "\n";
  return text;
}

bool is_about_lost_cells(const Finding& finding) {
  return finding.outcome == Outcome::Unverifiable && !finding.cells.empty();
}

// One line for all rules that a lost cell has kept from judging: the tables show which cells.
std::string lost_cells_line(std::span<const Finding> findings, const Page& page) {
  std::vector<std::string> rules;
  for (const Finding& finding : findings) {
    const std::string& rule = finding.key.rule.text;
    const bool is_new = rules.empty() || rules.back() != rule;
    if (is_about_lost_cells(finding) && is_new) rules.push_back(rule);
  }
  if (rules.empty()) return "";
  std::string names;
  for (const std::string& rule : rules) names += (names.empty() ? "" : " ") + rule;
  return inked(word("unverifiable", page.language), Ink::Faint, page.colour) + "  " +
         say(page.language, "show.lost_cells",
             {{"count", std::to_string(rules.size())}, {"rules", names}}) +
         "\n";
}

std::string fact(Language language, std::string_view key, const std::string& value) {
  if (value.empty()) return "";
  return "  " + std::string{say(language, key)} + (language == Language::Chinese ? "：" : ": ") +
         harmless(collapse_spaces(value)) + "\n";
}

TextCell cell_text(const GridCellView& cell, Language language) {
  TextCell text{.text = cell.text, .ink = Ink::Plain, .align = Align::Right};
  if (cell.mark == CellMark::Gap) {
    text.text = word("gap", language);
    text.ink = Ink::Faint;
  } else if (cell.mark == CellMark::Culprit) {
    text.text = "!" + text.text;
    text.ink = Ink::Red;
  } else if (cell.mark == CellMark::Evidence) {
    text.ink = Ink::Yellow;
  }
  return text;
}

std::string grid_text(const FormGrid& grid, const Page& page) {
  TextTable table{.heads = {""}, .rows = {}};
  table.heads.insert(table.heads.end(), grid.heads.begin(), grid.heads.end());
  std::string group;
  for (const GridRowView& row : grid.rows) {
    if (row.group != group && !row.group.empty()) table.rows.push_back({{.text = row.group}});
    group = row.group;
    constexpr std::size_t kLabel = 40;
    std::string label{prefix(row.label, kLabel)};
    if (label.size() < row.label.size()) label += "…";
    std::vector<TextCell> cells{{.text = (row.group.empty() ? "" : "  ") + label}};
    for (const GridCellView& cell : row.cells) cells.push_back(cell_text(cell, page.language));
    table.rows.push_back(std::move(cells));
  }
  return inked(grid.title, Ink::Bold, page.colour) + "\n" + draw(table, page) + "\n";
}

std::string gap_note(const ParsedDocument& document, Language language) {
  const auto gaps = std::count_if(document.cells.begin(), document.cells.end(),
                                  [](const auto& c) { return c.second.kind == CellKind::Gap; });
  if (gaps == 0) return "";
  return say(language, "show.gaps",
             {{"gaps", std::to_string(gaps)}, {"cells", std::to_string(document.cells.size())}});
}

// What was not had from the agency's site says so; and what a newer parser read otherwise.
std::string import_lines(const store::ReportView& report, Language language) {
  std::string text;
  if (report.version.is_imported) text += "  " + std::string{say(language, "show.imported")} + "\n";
  for (const store::ImportNote& one : report.imports) {
    text += "  " + say(language, "show.import", {{"time", iso_time(one.at)},
                                                 {"by", collapse_spaces(one.by)},
                                                 {"note", collapse_spaces(one.note)},
                                                 {"file", collapse_spaces(one.file)}}) + "\n";
  }
  return text;
}

std::string rereading_lines(const store::ReportView& report, Language language) {
  std::string text;
  for (const store::RereadingNote& one : report.rereadings) {
    text += "  " + say(language, "show.rereading", {{"time", iso_time(one.at)},
                                                    {"program", one.program},
                                                    {"version", std::to_string(one.version)},
                                                    {"cells", std::to_string(one.cells)}}) + "\n";
  }
  return text;
}

std::string version_lines(const store::ReportView& report, const Page& page) {
  std::string text;
  for (const store::ReportVersion& version : report.versions) {
    text += "  " + std::to_string(version.report.version) + "  " + iso_time(version.first_seen) +
            "  " + to_hex(version.report.document).substr(0, 12) + "  " +
            std::string{name_of(version.change)} + "\n";
  }
  if (text.empty()) return "";
  return std::string{say(page.language, "show.versions")} + "\n" + text;
}

Json imports_of(const store::ReportView& report) {
  Json::Array all;
  for (const store::ImportNote& one : report.imports) {
    Json row;
    row.set("time", iso_time(one.at)).set("sha256", to_hex(one.document)).set("file", one.file);
    row.set("url", one.url.empty() ? Json{} : Json{one.url});
    row.set("by", one.by).set("note", one.note);
    all.push_back(std::move(row));
  }
  return Json{std::move(all)};
}

Json rereadings_of(const store::ReportView& report) {
  Json::Array all;
  for (const store::RereadingNote& one : report.rereadings) {
    Json row;
    row.set("time", iso_time(one.at)).set("version", one.version).set("program", one.program);
    row.set("change", name_of(one.change)).set("cells", one.cells);
    all.push_back(std::move(row));
  }
  return Json{std::move(all)};
}

}  // namespace

std::vector<const Finding*> by_urgency(std::span<const Finding> findings) {
  std::vector<const Finding*> ordered;
  for (const Finding& finding : findings) ordered.push_back(&finding);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Finding* a, const Finding* b) { return urgency(*a) > urgency(*b); });
  return ordered;
}

std::string document_text(const ParsedDocument& document, const Page& page) {
  const Language language = page.language;
  std::string text = fact(language, "show.title", document.title);
  text += fact(language, "show.agency", document.agency_name);
  text += fact(language, "show.year", document.year ? std::to_string(*document.year) : "");
  text += fact(language, "show.form", std::string{name_of(document.form)});
  text += fact(language, "show.status", word(name_of(document.status), language));
  text += fact(language, "show.converted", document.converted_by);
  text += fact(language, "show.error", document.error);
  text += fact(language, "show.unread", gap_note(document, language));
  return text + "\n";
}

std::string_view nothing_found(const ParsedDocument& document, Language language) {
  const bool is_read =
      document.status == ReadStatus::Read || document.status == ReadStatus::Partial;
  return say(language, is_read ? "show.no_findings" : "show.unchecked");
}

std::string findings_text(const ParsedDocument& document, std::span<const Finding> findings,
                          const Page& page) {
  std::string text;
  for (const Finding* finding : by_urgency(findings)) {
    if (!is_about_lost_cells(*finding)) text += finding_text(*finding, page);
  }
  text += lost_cells_line(findings, page);
  if (findings.empty()) text = std::string{nothing_found(document, page.language)} + "\n";
  return text + "\n";
}

std::string grids_text(const ParsedDocument& document, std::span<const Finding> findings,
                       const Page& page) {
  std::string text;
  for (const FormGrid& grid : form_grids(document, findings, page.language)) {
    text += grid_text(grid, page);
  }
  return text;
}

std::string render(const store::ReportView& report, const Page& page) {
  const Language language = page.language;
  const ParsedDocument& document = report.version.report.parsed;
  std::string text =
      inked(report.agency.name + " " + std::to_string(report.duty.year), Ink::Bold, page.colour) +
      "\n";
  text += fact(language, "column.status", word(name_of(report.duty.state), language));
  text += fact(language, "column.due", iso_date(report.duty.due));
  text += fact(language, "column.published_at",
               report.duty.published_at ? iso_time(*report.duty.published_at) : "");
  text += fact(language, "column.url", report.version.url);
  text += fact(language, "column.sha256", to_hex(report.version.report.document));
  text += import_lines(report, language);
  text += document_text(document, page) + findings_text(document, report.findings, page);
  return text + grids_text(document, report.findings, page) + version_lines(report, page) +
         rereading_lines(report, language);
}

Json to_json(const store::ReportView& report) {
  const store::ReportVersion& version = report.version;
  Json json = to_json(ParsedFile{.file = version.document_url,
                                 .hash = version.report.document,
                                 .document = version.report.parsed,
                                 .findings = report.findings});
  Json::Array versions;
  for (const store::ReportVersion& one : report.versions) {
    Json row;
    row.set("version", one.report.version).set("sha256", to_hex(one.report.document));
    row.set("first_seen", iso_time(one.first_seen)).set("change", name_of(one.change));
    row.set("url", one.document_url).set("imported", one.is_imported);
    versions.push_back(std::move(row));
  }
  json.set("report", report.number).set("agency_id", report.agency.id.text);
  json.set("name", report.agency.name).set("report_year", report.duty.year);
  json.set("state", name_of(report.duty.state)).set("due", iso_date(report.duty.due));
  json.set("published_at",
           report.duty.published_at ? Json{iso_time(*report.duty.published_at)} : Json{});
  json.set("url", version.url).set("version", version.report.version);
  json.set("versions", Json{std::move(versions)});
  json.set("imported", version.is_imported).set("imports", imports_of(report));
  json.set("rereadings", rereadings_of(report));
  return json;
}

}  // namespace gkwatch::view
