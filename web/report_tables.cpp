#include <algorithm>

#include "model/comparison.h"
#include "model/form_layout.h"
#include "view/official_form.h"
#include "web/components.h"
#include "web/report_parts.h"

namespace gkwatch::web {
namespace {

// What stays the same for every cell of a page.
struct Drawing {
  std::span<const Finding> findings;
  std::string_view here;
  std::string chosen;  // the cell of ?cell=
};

std::string_view class_of(view::CellMark mark) {
  switch (mark) {
    case view::CellMark::Gap:
      return "gap";
    case view::CellMark::Evidence:
      return "evidence";
    case view::CellMark::Culprit:
      return "culprit";
    case view::CellMark::None:
      break;
  }
  return "value";
}

// Beside the wrong value: what it should be, or that something is wrong; a link to the finding.
void write_reason(Sheet& sheet, const view::GridCellView& cell, const Drawing& drawing) {
  if (cell.mark != view::CellMark::Culprit || !cell.finding) return;
  const Finding& finding = drawing.findings[*cell.finding];
  constexpr std::size_t kShort = 12;
  const bool is_short = !finding.expected.empty() && !compares_statements(finding.key.rule) &&
                        finding.expected.size() <= kShort;
  const std::string words = is_short ? sheet.say("web.should_be", {{"value", finding.expected}})
                                     : std::string{sheet.say("web.doubtful")};
  const auto small = sheet.html.in("small", {{"class", "reason"}});
  sheet.html.leaf("a", {{"href", "#f" + std::to_string(*cell.finding + 1)}, {"title", cell.why}},
                  words);
}

void write_value(Sheet& sheet, const view::FormCell& form_cell, const Drawing& drawing) {
  const view::GridCellView& cell = *form_cell.value;
  Html& html = sheet.html;
  const bool is_gap = cell.mark == view::CellMark::Gap;
  const bool is_chosen = cell.key.text == drawing.chosen;
  const std::string classes = std::string{class_of(cell.mark)} + (is_chosen ? " chosen" : "");
  const std::string span = form_cell.columns > 1 ? std::to_string(form_cell.columns) : "";
  const std::string words = is_gap && cell.text.empty()
                                ? sheet.word("gap")
                                : (is_gap ? cell.text + " " + sheet.word("gap") : cell.text);
  const auto element = html.in("td", {{"id", cell.key.text},
                                      {"class", classes},
                                      if_given("colspan", span),
                                      if_given("title", cell.why.empty() ? cell.where : cell.why)});
  if (drawing.here.empty()) {
    html.text(words);
  } else {
    html.link(with_query(drawing.here, {{"cell", cell.key.text}}) + "#cell",
              words.empty() ? "·" : words);
  }
  write_reason(sheet, cell, drawing);
}

void write_head(Sheet& sheet, const view::FormCell& cell, std::string_view scope) {
  const std::string rows = cell.rows > 1 ? std::to_string(cell.rows) : "";
  const std::string columns = cell.columns > 1 ? std::to_string(cell.columns) : "";
  sheet.html.leaf(
      "th", {if_given("scope", scope), if_given("rowspan", rows), if_given("colspan", columns)},
      cell.text);
}

void write_row(Sheet& sheet, const std::vector<view::FormCell>& row, const Drawing& drawing) {
  const auto line = sheet.html.in("tr");
  const bool has_values =
      std::any_of(row.begin(), row.end(), [](const auto& cell) { return cell.value.has_value(); });
  for (const view::FormCell& cell : row) {
    if (cell.value) write_value(sheet, cell, drawing);
    if (!cell.value) {
      const std::string_view one = cell.columns > 1 ? "colgroup" : "col";
      write_head(sheet, cell, has_values ? (cell.rows > 1 ? "rowgroup" : "row") : one);
    }
  }
}

void write_table(Sheet& sheet, const view::OfficialTable& table, const Drawing& drawing) {
  Html& html = sheet.html;
  html.leaf("h3", table.title);
  const auto scroll = html.in(
      "div",
      {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", table.title}});
  const auto element = html.in("table", {{"class", "form"}});
  if (table.head_rows > 0) {
    const auto head = html.in("thead");
    for (std::size_t i = 0; i < table.head_rows; ++i) write_row(sheet, table.rows[i], drawing);
  }
  const auto body = html.in("tbody");
  for (std::size_t i = table.head_rows; i < table.rows.size(); ++i) {
    write_row(sheet, table.rows[i], drawing);
  }
}

}  // namespace

void write_tables(Sheet& sheet, const ParsedDocument& document, std::span<const Finding> findings,
                  std::string_view here) {
  const Drawing drawing{findings, here, sheet.request.query_or("cell", "")};
  const auto tables = view::official_tables(document, findings, sheet.language);
  if (tables.empty()) sheet.html.leaf("p", {{"class", "none"}}, sheet.say("web.no_form"));
  for (const view::OfficialTable& table : tables) write_table(sheet, table, drawing);
}

void write_cell(Sheet& sheet, const ParsedDocument& document, std::span<const Finding> findings) {
  const CellKey key{sheet.request.query_or("cell", "")};
  const auto found = document.cells.find(key);
  if (found == document.cells.end()) return;
  const Cell& cell = found->second;
  Html& html = sheet.html;
  const auto aside = html.in("section", {{"class", "cell-facts"}, {"id", "cell"}});
  html.leaf("h2", cell_name(document.form, key));
  const auto list = html.in("dl", {{"class", "facts"}});
  write_fact(sheet, "cell.key", key.text);
  write_fact(sheet, "cell.raw", cell.raw);
  write_fact(sheet, "cell.kind", sheet.word(name_of(cell.kind)));
  write_fact(sheet, "cell.where", cell.where);
  write_fact(sheet, "cell.unit", cell.unit);
  write_fact(sheet, "cell.why", cell.why);
  for (const Finding& finding : findings) {
    const bool is_named = std::any_of(finding.cells.begin(), finding.cells.end(),
                                      [&](const CellQuote& quote) { return quote.cell == key; });
    if (is_named && finding.outcome == Outcome::Fail) {
      write_fact(sheet, "web.findings", finding.message.in(sheet.language));
    }
  }
}

}  // namespace gkwatch::web
