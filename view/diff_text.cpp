#include "view/diff_text.h"

#include "core/china_time.h"
#include "core/text.h"
#include "model/form_layout.h"
#include "view/parsed_file.h"
#include "view/terminal.h"

namespace gkwatch::view {
namespace {

// By how much a number grew; nothing where one of them is no number.
std::optional<Decimal> growth(const store::CellChange& change) {
  if (!change.before.value || !change.after.value) return std::nullopt;
  return *change.after.value - *change.before.value;
}

std::string_view kind_of(const FindingChange& change) {
  if (!change.before) return "appeared";
  return change.after ? "altered" : "mended";
}

const Finding& shown(const FindingChange& change) {
  return change.after ? *change.after : *change.before;
}

Json version_to_json(const store::ReportVersion& version) {
  Json json;
  json.set("version", version.report.version).set("sha256", to_hex(version.report.document));
  json.set("first_seen", iso_time(version.first_seen)).set("url", version.document_url);
  return json;
}

Json maybe_finding(const std::optional<Finding>& finding) {
  return finding ? finding_to_json(*finding) : Json{};
}

std::string_view name_of_line(store::LineChange change) {
  if (change == store::LineChange::Added) return "added";
  return change == store::LineChange::Removed ? "removed" : "same";
}

std::string cell_words(const Cell& cell, Language language) {
  if (cell.kind == CellKind::Gap) return std::string{say(language, "word.gap")};
  if (cell.raw.empty()) return std::string{say(language, "word.blank")};
  return cell.unit.empty() ? cell.raw : cell.raw + cell.unit;
}

std::string heading(std::string_view key, const Page& page) {
  return "\n" + inked(say(page.language, key), Ink::Bold, page.colour) + "\n";
}

std::string cells_text(const Comparison& comparison, const Page& page) {
  const store::VersionDiff& diff = comparison.diff;
  std::string text = heading("diff.cells", page);
  if (diff.cells.empty()) return text + std::string{say(page.language, "diff.no_cells")} + "\n";
  TextTable table{.heads = {"", std::string{say(page.language, "column.cells")},
                            std::string{say(page.language, "diff.before")},
                            std::string{say(page.language, "diff.after")}, "±"},
                  .rows = {}};
  for (const store::CellChange& change : diff.cells) {
    const auto grown = growth(change);
    std::string by = grown ? to_text(*grown) : "";
    if (grown && *grown > Decimal{}) by.insert(0, 1, '+');
    table.rows.push_back(
        {{.text = change.cell.text, .ink = Ink::Faint},
         {.text = cell_name(comparison.to.report.parsed.form, change.cell)},
         {.text = cell_words(change.before, page.language), .ink = Ink::Red, .align = Align::Right},
         {.text = cell_words(change.after, page.language),
          .ink = Ink::Green,
          .align = Align::Right},
         {.text = by, .align = Align::Right}});
  }
  return text + draw(table, page);
}

std::string findings_text(const Comparison& comparison, const Page& page) {
  std::string text = heading("diff.findings", page);
  if (comparison.findings.empty()) {
    return text + std::string{say(page.language, "diff.no_findings")} + "\n";
  }
  for (const FindingChange& change : comparison.findings) {
    const std::string_view kind = kind_of(change);
    const bool is_better = kind == "mended";
    const Finding& finding = shown(change);
    const std::string key = "diff." + std::string{kind};
    text += inked(say(page.language, key), is_better ? Ink::Green : Ink::Red, page.colour) + "  " +
            finding.key.rule.text + "  " +
            harmless(collapse_spaces(finding.message.in(page.language))) + "\n";
  }
  return text;
}

std::string prose_text(const Comparison& comparison, const Page& page) {
  std::string text = heading("diff.text", page);
  if (comparison.diff.text.empty()) {
    return text + std::string{say(page.language, "diff.no_text")} + "\n";
  }
  for (const store::TextLine& line : comparison.diff.text) {
    const bool is_added = line.change == store::LineChange::Added;
    const bool is_same = line.change == store::LineChange::Same;
    const char* mark = is_added ? "+ " : "- ";
    const Ink ink = is_added ? Ink::Green : Ink::Red;
    text += inked((is_same ? "  " : mark) + line.text, is_same ? Ink::Plain : ink, page.colour);
    text += "\n";
  }
  return text;
}

std::string version_line(const store::ReportVersion& version, const Page& page) {
  return "  " + std::to_string(version.report.version) + "  " + iso_time(version.first_seen) +
         "  " + to_hex(version.report.document).substr(0, 12) + "  " +
         inked(version.document_url, Ink::Plain, page.colour) + "\n";
}

std::string to_text(const Comparison& comparison, const Page& page) {
  const store::VersionDiff& diff = comparison.diff;
  const std::string title = say(page.language, "diff.title",
                                {{"name", comparison.agency.name},
                                 {"year", std::to_string(comparison.year)},
                                 {"from", std::to_string(diff.from)},
                                 {"to", std::to_string(diff.to)}});
  std::string text = inked(title, Ink::Bold, page.colour) + "\n";
  text += version_line(comparison.from, page);
  if (diff.from == diff.to) {
    return text + std::string{say(page.language, "diff.one_version")} + "\n";
  }
  text += version_line(comparison.to, page);
  if (comparison.is_bytes_only()) {
    return text + std::string{say(page.language, "diff.bytes_only")} + "\n";
  }
  return text + cells_text(comparison, page) + findings_text(comparison, page) +
         prose_text(comparison, page);
}

store::Rows cell_rows(const Comparison& comparison) {
  store::Rows rows{.columns = {"cell", "before", "before_kind", "after", "after_kind", "delta"},
                   .values = {}};
  for (const store::CellChange& change : comparison.diff.cells) {
    const auto grown = growth(change);
    rows.values.push_back({Json{change.cell.text}, Json{change.before.raw},
                           Json{name_of(change.before.kind)}, Json{change.after.raw},
                           Json{name_of(change.after.kind)}, grown ? Json{*grown} : Json{}});
  }
  return rows;
}

}  // namespace

Json to_json(const Comparison& comparison) {
  Json::Array cells, findings, lines;
  for (const store::CellChange& change : comparison.diff.cells) {
    const auto grown = growth(change);
    Json json;
    json.set("cell", change.cell.text).set("before", to_json(change.before));
    json.set("after", to_json(change.after)).set("delta", grown ? Json{*grown} : Json{});
    cells.push_back(std::move(json));
  }
  for (const FindingChange& change : comparison.findings) {
    Json json;
    json.set("change", kind_of(change)).set("rule", shown(change).key.rule.text);
    json.set("place", shown(change).key.place).set("before", maybe_finding(change.before));
    json.set("after", maybe_finding(change.after));
    findings.push_back(std::move(json));
  }
  for (const store::TextLine& line : comparison.diff.text) {
    Json json;
    json.set("change", name_of_line(line.change)).set("text", line.text);
    lines.push_back(std::move(json));
  }
  Json json;
  json.set("report", comparison.report).set("agency", comparison.agency.id.text);
  json.set("name", comparison.agency.name).set("year", comparison.year);
  json.set("from", version_to_json(comparison.from)).set("to", version_to_json(comparison.to));
  json.set("bytes_only", comparison.is_bytes_only()).set("cells", Json{std::move(cells)});
  json.set("findings", Json{std::move(findings)}).set("text", Json{std::move(lines)});
  return json;
}

std::string render(const Comparison& comparison, const Page& page) {
  if (page.format == Format::Json) return to_json(comparison).dump(1) + "\n";
  if (page.format == Format::Csv) return render(cell_rows(comparison), page);
  return to_text(comparison, page);
}

}  // namespace gkwatch::view
