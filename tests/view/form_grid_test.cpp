#include "view/form_grid.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/form_layout.h"
#include "view/parsed_file.h"

namespace gkwatch::view {
namespace {

ParsedDocument report_of_zeros() {
  ParsedDocument document;
  document.form = Form::F2019;
  for (const CellKey& key : form_cells(Form::F2019)) {
    document.cells[key] = {.kind = CellKind::Number, .value = Decimal{0, 0}, .raw = "0"};
  }
  return document;
}

const GridCellView* find_cell(const std::vector<FormGrid>& grids, const std::string& key) {
  for (const FormGrid& grid : grids) {
    for (const GridRowView& row : grid.rows) {
      for (const GridCellView& cell : row.cells) {
        if (cell.key.text == key) return &cell;
      }
    }
  }
  return nullptr;
}

TEST(FormGrids, HoldEveryCellOfTheFormOnceWithItsHead) {
  const auto grids = form_grids(report_of_zeros(), {}, Language::Chinese);
  std::size_t cells = 0;
  for (const FormGrid& grid : grids) {
    for (const GridRowView& row : grid.rows) {
      EXPECT_EQ(row.cells.size(), grid.heads.size()) << grid.title;
      cells += row.cells.size();
    }
  }
  EXPECT_EQ(cells, form_cells(Form::F2019).size());
  EXPECT_EQ(grids.at(0).heads.at(0), "本年新制作数量");
  EXPECT_EQ(grids.at(1).heads.at(1), "本年增/减");
}

TEST(FormGrids, MarkTheCulpritTheEvidenceAndTheGap) {
  ParsedDocument document = report_of_zeros();
  document.cells[{"T3.COUT.NP"}] = Cell{.why = "lost"};
  Finding finding{.severity = Severity::Error};
  finding.cells = {{{"T3.R7.NP"}, "2"}, {{"T3.R1.NP"}, "1"}};
  const auto grids = form_grids(document, std::vector<Finding>{finding}, Language::Chinese);
  EXPECT_EQ(find_cell(grids, "T3.R7.NP")->mark, CellMark::Culprit);
  EXPECT_EQ(find_cell(grids, "T3.R1.NP")->mark, CellMark::Evidence);
  EXPECT_EQ(find_cell(grids, "T3.COUT.NP")->mark, CellMark::Gap);
  EXPECT_EQ(find_cell(grids, "T3.R2.NP")->mark, CellMark::None);
}

TEST(ParsedFileJson, HasEveryMemberOfTheContractAndEveryCell) {
  ParsedFile parsed{.file = "a.html", .hash = hash_of(""), .document = report_of_zeros()};
  parsed.document.cells[{"T3.COUT.NP"}] = Cell{};
  const Json json = to_json(parsed);
  for (const char* member : {"file", "sha256", "media_type", "status", "agency", "year", "form",
                             "title", "cells", "sections", "figures", "unknown_rows", "findings"}) {
    const auto& members = json.members();
    EXPECT_TRUE(std::any_of(members.begin(), members.end(),
                            [&](const auto& one) { return one.first == member; }))
        << member;
  }
  EXPECT_EQ(json["cells"].members().size(), form_cells(Form::F2019).size());
  EXPECT_EQ(json["cells"]["T3.COUT.NP"]["kind"].string_or(""), "gap");
  EXPECT_TRUE(json["cells"]["T3.COUT.NP"]["value"].is_null());
  EXPECT_TRUE(json["cells"]["T3.NEW.NP"]["value"].is_number());
}

}  // namespace
}  // namespace gkwatch::view
