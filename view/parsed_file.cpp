#include "view/parsed_file.h"

#include "model/form_layout.h"
#include "view/report_text.h"

namespace gkwatch::view {
namespace {

Json or_null(const std::optional<Decimal>& value) { return value ? Json{*value} : Json{}; }
Json or_null(const std::string& text) { return text.empty() ? Json{} : Json{text}; }

Json sections_to_json(const ParsedDocument& document) {
  Json::Array sections;
  for (const Section& section : document.sections) {
    Json json;
    json.set("number", section.number).set("heading", section.heading).set("text", section.text);
    sections.push_back(std::move(json));
  }
  return Json{std::move(sections)};
}

Json figures_to_json(const ParsedDocument& document) {
  Json::Array figures;
  for (const Claim& claim : document.claims) {
    Json json;
    json.set("what", claim.what).set("value", claim.value).set("text", claim.text);
    json.set("section", claim.section).set("exact", claim.is_exact);
    json.set("scope", claim.is_wider ? "region" : "agency");
    figures.push_back(std::move(json));
  }
  return Json{std::move(figures)};
}

Json unknown_rows_to_json(const ParsedDocument& document) {
  Json::Array rows;
  for (const UnknownRow& row : document.unknown_rows) {
    Json::Array values;
    for (const std::string& value : row.values) values.emplace_back(value);
    Json json;
    json.set("table", row.table).set("label", row.label).set("values", Json{std::move(values)});
    rows.push_back(std::move(json));
  }
  return Json{std::move(rows)};
}

}  // namespace

Json to_json(const Cell& cell) {
  Json json;
  json.set("value", or_null(cell.value));
  json.set("raw", cell.kind == CellKind::Gap ? or_null(cell.raw) : Json{cell.raw});
  json.set("kind", name_of(cell.kind));
  json.set("where", or_null(cell.where));
  if (!cell.unit.empty()) json.set("unit", cell.unit);
  if (!cell.why.empty()) json.set("why", cell.why);
  if (cell.confidence) json.set("confidence", *cell.confidence);
  return json;
}

Json finding_to_json(const Finding& finding) {
  Json::Array cells;
  for (const CellQuote& quote : finding.cells) cells.emplace_back(quote.cell.text);
  Json::Array candidates;
  for (const CellKey& key : finding.candidates) candidates.emplace_back(key.text);
  Json message;
  message.set("zh", finding.message.zh).set("en", finding.message.en);
  Json json;
  json.set("rule", finding.key.rule.text).set("severity", name_of(finding.severity));
  json.set("outcome", name_of(finding.outcome)).set("cells", Json{std::move(cells)});
  json.set("expected", or_null(finding.expected)).set("actual", or_null(finding.actual));
  json.set("delta", or_null(finding.delta)).set("message", std::move(message));
  json.set("candidates", Json{std::move(candidates)});
  return json;
}

Json cells_to_json(const ParsedDocument& document) {
  Json::Object cells;
  for (const CellKey& key : form_cells(document.form, document.single_r6)) {
    const auto cell = document.cells.find(key);
    cells.emplace_back(key.text, to_json(cell == document.cells.end() ? Cell{} : cell->second));
  }
  return Json{std::move(cells)};
}

Json to_json(const ParsedFile& parsed) {
  const ParsedDocument& document = parsed.document;
  Json::Array findings;
  for (const Finding& finding : parsed.findings) findings.push_back(finding_to_json(finding));
  const bool has_form = document.form != Form::Unknown;
  Json json;
  json.set("file", parsed.file).set("sha256", to_hex(parsed.hash));
  json.set("media_type", or_null(document.media_type));
  json.set("declared_type", or_null(document.declared_type));
  if (!document.converted_by.empty()) json.set("converted_by", document.converted_by);
  json.set("status", name_of(document.status));
  if (!document.error.empty()) json.set("error", document.error);
  json.set("agency", or_null(document.agency_name));
  json.set("year", document.year ? Json{*document.year} : Json{});
  json.set("form", has_form ? Json{name_of(document.form)} : Json{});
  if (document.is_read_by_ocr) json.set("read_by_ocr", true);
  json.set("title", or_null(document.title)).set("cells", cells_to_json(document));
  json.set("sections", sections_to_json(document)).set("figures", figures_to_json(document));
  json.set("unknown_rows", unknown_rows_to_json(document));
  json.set("findings", Json{std::move(findings)});
  return json;
}

store::Rows cell_rows(const ParsedFile& parsed) {
  store::Rows rows{.columns = {"file", "cell", "kind", "value", "raw", "where"}, .values = {}};
  for (const CellKey& key : form_cells(parsed.document.form, parsed.document.single_r6)) {
    const auto found = parsed.document.cells.find(key);
    const Cell cell = found == parsed.document.cells.end() ? Cell{} : found->second;
    rows.values.push_back({Json{parsed.file}, Json{key.text}, Json{name_of(cell.kind)},
                           or_null(cell.value), Json{cell.raw}, Json{cell.where}});
  }
  return rows;
}

std::string render(const ParsedFile& parsed, const Page& page) {
  std::string text = inked(parsed.file, Ink::Bold, page.colour) + "\n";
  text += document_text(parsed.document, page);
  text += findings_text(parsed.document, parsed.findings, page);
  text += grids_text(parsed.document, parsed.findings, page);
  return text;
}

}  // namespace gkwatch::view
