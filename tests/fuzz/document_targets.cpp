// Readers of reports: formats, the form, the prose; and what the reader process answers.
#include <algorithm>
#include <memory>
#include <set>
#include <string>

#include "core/json.h"
#include "model/form_layout.h"
#include "model/report_json.h"
#include "parser/claims.h"
#include "parser/document_reader.h"
#include "parser/figures.h"
#include "parser/form.h"
#include "parser/fronts.h"
#include "tests/fuzz/targets.h"
#include "tests/support/office_writer.h"

namespace gkwatch::fuzz {
namespace {

// The invariants of ParsedDocument (model/report.h).
void check_cells(const std::map<CellKey, Cell>& cells, Form form, bool single_r6) {
  const auto owed = form_cells(form, single_r6);
  require(cells.size() == owed.size());
  for (const CellKey& key : owed) require(cells.contains(key));
  for (const auto& [key, cell] : cells) {
    require((cell.kind == CellKind::Number) == cell.value.has_value());
    require((cell.kind == CellKind::Gap) == !cell.why.empty());
  }
}

void check_tables(const Result<parser::Extract>& extract) {
  if (!extract) return;
  std::vector<parser::PrintedTable> tables;
  for (const parser::Block& block : extract->blocks) {
    if (block.kind == parser::BlockKind::Table) tables.push_back(block.table);
  }
  const auto reading = parser::lay_form(tables, 2023);
  check_cells(reading.cells, reading.form, reading.single_r6);
}

void read_by(parser::Front front, std::string_view bytes) {
  check_tables(front({.bytes = bytes, .declared_type = {}, .name = {}}, {}));
}

// The whole way, and what the daemon takes in of it: no answer of ours is refused.
void read_document(std::string_view bytes) {
  const Document document{.body = std::make_shared<const std::string>(bytes)};
  const auto parsed = parser::PlainReader{}.read(document, {});
  if (!parsed) return;
  check_cells(parsed->cells, parsed->form, parsed->single_r6);
  const auto json = Json::parse(to_json(*parsed).dump());
  require(json.has_value());
  const auto back = parsed_document_from(*json);
  require(back.has_value() && back->cells == parsed->cells);
}

void read_html(std::string_view bytes) { read_by(parser::read_html, bytes); }
void read_text(std::string_view bytes) { read_by(parser::read_text, bytes); }
void read_pdf(std::string_view bytes) { read_by(parser::read_pdf, bytes); }
void read_archive(std::string_view bytes) { read_by(parser::read_archive, bytes); }
// A wrong byte in an archive is found by its checksum: what is in it is varied, not the archive.
void read_docx(std::string_view bytes) {
  read_by(parser::read_archive, testing::write_docx(bytes));
}
void read_xlsx(std::string_view bytes) {
  const std::size_t half = std::min(bytes.find('\n'), bytes.size());
  const std::string styles{bytes.substr(0, half)};
  const std::string sheet{bytes.substr(half)};
  read_by(parser::read_archive,
          testing::write_xlsx({{"Sheet1", sheet}}, {"总计", "一、本年新收"}, styles));
}

// Lines are rows, tabs part cells; "<" and "^" continue the cell to the left and above.
void lay_form(std::string_view bytes) {
  parser::PrintedTable printed{.geometry = bytes.starts_with('!') ? parser::Geometry::Lost
                                                                  : parser::Geometry::Exact};
  printed.table.rows.emplace_back();
  printed.table.rows.back().cells.emplace_back();
  for (const char c : bytes) {
    auto& cells = printed.table.rows.back().cells;
    if (c == '\n')
      printed.table.rows.emplace_back().cells.emplace_back();
    else if (c == '\t')
      cells.emplace_back();
    else if (c == '<')
      cells.back().from_left = true;
    else if (c == '^')
      cells.back().from_above = true;
    else
      cells.back().text += c;
  }
  const auto reading = parser::lay_form(std::vector{printed}, std::nullopt);
  check_cells(reading.cells, reading.form, reading.single_r6);
}

void read_prose(std::string_view bytes) {
  const std::vector<Section> sections{{1, "一、总体情况", std::string{bytes}}};
  static_cast<void>(parser::read_claims(sections, 2023));
}

void read_figure(std::string_view bytes) {
  const Cell cell = parser::read_figure(bytes, "here");
  require((cell.kind == CellKind::Number) == cell.value.has_value());
  require((cell.kind == CellKind::Gap) == !cell.why.empty());
}

// What a reader that was taken over may answer: refused, or a document that keeps its promises.
void read_reply(std::string_view bytes) {
  const auto json = Json::parse(bytes);
  if (!json) return;
  const auto document = parsed_document_from(*json);
  if (!document) return;
  const auto owed = form_cells(document->form, document->single_r6);
  require(document->cells.size() == owed.size());
  for (const auto& [key, cell] : document->cells) {
    require((cell.kind == CellKind::Number) == cell.value.has_value());
  }
}

}  // namespace

std::map<std::string, Target, std::less<>> document_targets() {
  return {{"document", read_document}, {"html", read_html},       {"text", read_text},
          {"pdf", read_pdf},           {"archive", read_archive}, {"docx", read_docx},
          {"xlsx", read_xlsx},         {"form", lay_form},        {"prose", read_prose},
          {"figure", read_figure},     {"reply", read_reply}};
}

}  // namespace gkwatch::fuzz
