#include "model/form_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace gkwatch {
namespace {

std::size_t cells_of(Form form, bool single_r6, std::string_view table) {
  const auto keys = form_cells(form, single_r6);
  return static_cast<std::size_t>(std::count_if(keys.begin(), keys.end(), [&](const CellKey& key) {
    return key.text.starts_with(std::string{table} + ".");
  }));
}

TEST(FormLayout, CountsTheCellsOfTheOfficialForms) {
  EXPECT_EQ(cells_of(Form::F2019, false, "T2"), 22u);
  EXPECT_EQ(cells_of(Form::F2019, false, "T3"), 161u);
  EXPECT_EQ(cells_of(Form::F2019, false, "T4"), 15u);
  EXPECT_EQ(cells_of(Form::F2021, false, "T2"), 10u);
  EXPECT_EQ(cells_of(Form::F2021, false, "T3"), 175u);
  EXPECT_EQ(cells_of(Form::F2021, true, "T3"), 161u);
}

TEST(FormLayout, HasNoRowsForAFormWithoutTables) {
  EXPECT_TRUE(form_rows(Form::Unknown).empty());
  EXPECT_TRUE(form_rows(Form::F0).empty());
  EXPECT_TRUE(form_columns(Form::F0).empty());
}

TEST(FormLayout, NamesEveryCellOnce) {
  for (const Form form : {Form::F2019, Form::F2021}) {
    const auto keys = form_cells(form);
    EXPECT_EQ(std::set<CellKey>(keys.begin(), keys.end()).size(), keys.size());
  }
}

TEST(FormLayout, PrintsRowsInTheOrderOfTheForm) {
  const auto keys = form_cells(Form::F2021);
  const auto place = [&](const char* key) {
    return std::find(keys.begin(), keys.end(), CellKey{key}) - keys.begin();
  };
  EXPECT_LT(place("T2.FEE.AMOUNT"), place("T3.NEW.NP"));
  EXPECT_LT(place("T3.R3.8.SUM"), place("T3.R4.1.NP"));
  EXPECT_LT(place("T3.R6.3.SUM"), place("T3.R7.NP"));
  EXPECT_LT(place("T3.COUT.SUM"), place("T4.RV.KEEP"));
}

TEST(FormLayout, GivesEveryRowOneHeadPerColumn) {
  for (const Form form : {Form::F2019, Form::F2021}) {
    for (const CellKey& key : form_cells(form)) EXPECT_NE(cell_name(form, key), key.text);
  }
}

TEST(FormLayout, NamesACellForPeople) {
  EXPECT_EQ(cell_name(Form::F2019, {"T3.R7.NP"}), "表三 （七）总计 / 自然人");
  EXPECT_EQ(cell_name(Form::F2021, {"T3.R3.1.CO"}),
            "表三 （三）不予公开 1.属于国家秘密 / 商业企业");
  EXPECT_EQ(cell_name(Form::F2019, {"T2.FEE.PREV"}), "表二 行政事业性收费 / 上一年项目数量");
  EXPECT_EQ(cell_name(Form::F2021, {"T3.R6.SUM"}), "表三 （六）其他处理 / 总计");
  EXPECT_EQ(cell_name(Form::F2021, {"T9.X.Y"}), "T9.X.Y");
}

TEST(FormLayout, TakesACellKeyApart) {
  const auto parts = cell_parts({"T3.R3.4.NP"});
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->table, "T3");
  EXPECT_EQ(parts->row, "R3.4");
  EXPECT_EQ(parts->column, "NP");
  EXPECT_FALSE(cell_parts({"T3.NEW"}));
}

}  // namespace
}  // namespace gkwatch
