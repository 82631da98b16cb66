#include "view/form_grid.h"

#include <map>

#include "model/form_layout.h"

namespace gkwatch::view {
namespace {

struct Marked {
  CellMark mark = CellMark::None;
  std::string why;
  std::size_t finding = 0;
};
using Marks = std::map<CellKey, Marked>;

Marks marks_of(std::span<const Finding> findings, Language language) {
  Marks marks;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    if (finding.outcome != Outcome::Fail || finding.severity == Severity::Info) continue;
    const auto mark = [&](const CellKey& key, CellMark how) {
      Marked& marked = marks[key];
      if (how > marked.mark) marked = {how, finding.message.in(language), i};
    };
    for (const CellQuote& quote : finding.cells) mark(quote.cell, CellMark::Evidence);
    if (!finding.cells.empty()) mark(finding.cells.front().cell, CellMark::Culprit);
  }
  return marks;
}

GridCellView cell_view(const CellKey& key, const ParsedDocument& document, const Marks& marks) {
  GridCellView view{.key = key, .text = {}, .why = {}, .where = {}, .finding = {}};
  const auto cell = document.cells.find(key);
  if (cell != document.cells.end()) view.where = cell->second.where;
  if (cell == document.cells.end() || cell->second.kind == CellKind::Gap) {
    view.mark = CellMark::Gap;
    view.why = cell == document.cells.end() ? std::string{} : cell->second.why;
    return view;
  }
  view.text = cell->second.raw;
  if (const auto marked = marks.find(key); marked != marks.end()) {
    view.mark = marked->second.mark;
    view.why = marked->second.why;
    if (view.mark != CellMark::None) view.finding = marked->second.finding;
  }
  return view;
}

std::string head_of(Form form, const FormRow& row, const std::string& column) {
  for (const FormColumn& candidate : form_columns(form)) {
    const bool is_block = candidate.block.empty() || row.group.ends_with(candidate.block + "项");
    if (candidate.table == row.table && candidate.key == column && is_block) return candidate.head;
  }
  return column;
}

std::string title_of(const FormRow& row, Language language) {
  if (row.table == "T2") return row.group;
  return std::string{say(language, row.table == "T3" ? "form.t3" : "form.t4")};
}

bool continues(const FormGrid& grid, const FormRow& before, const FormRow& row) {
  return !grid.rows.empty() && before.table == row.table &&
         (row.table != "T2" || before.group == row.group);
}

}  // namespace

std::vector<FormGrid> form_grids(const ParsedDocument& document, std::span<const Finding> findings,
                                 Language language) {
  const Marks marks = marks_of(findings, language);
  std::vector<FormGrid> grids;
  const FormRow* before = nullptr;
  for (const FormRow& row : form_rows(document.form, document.single_r6)) {
    if (before == nullptr || !continues(grids.back(), *before, row)) {
      FormGrid grid{.title = title_of(row, language), .heads = {}, .rows = {}};
      for (const std::string& column : row.columns) {
        grid.heads.push_back(head_of(document.form, row, column));
      }
      grids.push_back(std::move(grid));
    }
    GridRowView view{.group = row.table == "T2" ? "" : row.group, .label = row.label, .cells = {}};
    for (const std::string& column : row.columns) {
      view.cells.push_back(cell_view(cell_key(row.table, row.key, column), document, marks));
    }
    grids.back().rows.push_back(std::move(view));
    before = &row;
  }
  return grids;
}

}  // namespace gkwatch::view
