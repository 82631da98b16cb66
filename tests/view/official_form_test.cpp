#include "view/official_form.h"

#include <gtest/gtest.h>

#include <set>

#include "model/form_layout.h"

namespace gkwatch::view {
namespace {

ParsedDocument zeros_of(Form form) {
  ParsedDocument document;
  document.form = form;
  for (const CellKey& key : form_cells(form)) {
    document.cells[key] = {
        .kind = CellKind::Number, .value = Decimal{0, 0}, .raw = "0", .where = "page 2, row 4"};
  }
  return document;
}

// How many places of the grid each line fills, the spans from above counted in.
std::set<int> widths_of(const OfficialTable& table) {
  std::vector<int> filled(table.rows.size() + 10);
  for (std::size_t y = 0; y < table.rows.size(); ++y) {
    for (const FormCell& cell : table.rows[y]) {
      for (int down = 0; down < cell.rows; ++down) {
        filled.at(y + static_cast<std::size_t>(down)) += cell.columns;
      }
    }
  }
  return {filled.begin(), filled.begin() + static_cast<std::ptrdiff_t>(table.rows.size())};
}

class EachForm : public ::testing::TestWithParam<Form> {};

TEST_P(EachForm, IsDrawnAsARectangleWithoutHoles) {
  const auto tables = official_tables(zeros_of(GetParam()), {}, Language::Chinese);
  ASSERT_EQ(tables.size(), 3u);
  for (const OfficialTable& table : tables) EXPECT_EQ(widths_of(table).size(), 1u) << table.title;
  EXPECT_EQ(*widths_of(tables[1]).begin(), 10);
  EXPECT_EQ(*widths_of(tables[2]).begin(), 15);
}

TEST_P(EachForm, HoldsEveryCellOnceWithTheOneItBelongsTo) {
  std::set<CellKey> seen;
  for (const OfficialTable& table : official_tables(zeros_of(GetParam()), {}, Language::English)) {
    for (const auto& row : table.rows) {
      for (const FormCell& cell : row) {
        if (!cell.value) continue;
        EXPECT_TRUE(seen.insert(cell.value->key).second);
        EXPECT_EQ(cell.value->where, "page 2, row 4");
      }
    }
  }
  EXPECT_EQ(seen.size(), form_cells(GetParam()).size());
}

INSTANTIATE_TEST_SUITE_P(Forms, EachForm, ::testing::Values(Form::F2019, Form::F2021));

TEST(OfficialForm, NamesTheFindingThatMarksACell) {
  Finding hint{.severity = Severity::Info};
  Finding wrong{.severity = Severity::Error};
  wrong.cells = {{{"T3.R7.NP"}, "2"}};
  const std::vector<Finding> findings{hint, wrong};
  const auto tables = official_tables(zeros_of(Form::F2021), findings, Language::Chinese);
  for (const auto& row : tables[1].rows) {
    for (const FormCell& cell : row) {
      if (!cell.value) continue;
      const bool is_it = cell.value->key.text == "T3.R7.NP";
      EXPECT_EQ(cell.value->finding, is_it ? std::optional<std::size_t>{1} : std::nullopt);
    }
  }
}

TEST(OfficialForm, IsNotDrawnForADocumentWithoutForm) {
  EXPECT_TRUE(official_tables({}, {}, Language::Chinese).empty());
}

}  // namespace
}  // namespace gkwatch::view
