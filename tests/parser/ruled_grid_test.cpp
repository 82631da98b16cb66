// Tables from ruling lines, without any document.
#include "parser/ruled_grid.h"

#include <gtest/gtest.h>

#include <vector>

namespace gkwatch::parser {
namespace {

Rule level(double at, double begin, double end) { return {Axis::Level, at, begin, end}; }
Rule upright(double at, double begin, double end) { return {Axis::Upright, at, begin, end}; }

// Two rows and three columns from (0, 0) to (90, 40).
std::vector<Rule> small_grid() {
  return {level(0, 0, 90),    level(20, 0, 90),   level(40, 0, 90),  upright(0, 0, 40),
          upright(30, 0, 40), upright(60, 0, 40), upright(90, 0, 40)};
}

std::vector<RuledTable> tables_of(const std::vector<Rule>& rules) {
  auto tables = find_tables(rules);
  EXPECT_TRUE(tables.has_value());
  return *std::move(tables);
}

TEST(RuledGrid, FindsEveryCellOfAFullGrid) {
  const auto tables = tables_of(small_grid());
  ASSERT_EQ(tables.size(), 1u);
  EXPECT_EQ(tables[0].width(), 3u);
  EXPECT_EQ(tables[0].height(), 2u);
  EXPECT_EQ(tables[0].cell_count(), 6u);
  EXPECT_EQ(tables[0].cell_at(45, 30), tables[0].cell(1, 1));
  EXPECT_EQ(tables[0].cell_at(91, 30), std::nullopt);
}

TEST(RuledGrid, MakesOneCellOfSquaresWithoutARuleBetween) {
  const auto tables =
      tables_of({level(0, 0, 90), level(20, 30, 90), level(40, 0, 90), upright(0, 0, 40),
                 upright(30, 0, 40), upright(60, 20, 40), upright(90, 0, 40)});
  ASSERT_EQ(tables.size(), 1u);
  const RuledTable& table = tables[0];
  EXPECT_EQ(table.cell(0, 0), table.cell(1, 0)) << "no level rule: a span of two rows";
  EXPECT_EQ(table.cell(0, 1), table.cell(0, 2)) << "no upright rule: a span of two columns";
  EXPECT_NE(table.cell(1, 1), table.cell(1, 2));
  EXPECT_TRUE(table.is_rectangle(table.cell(0, 1)));
}

// The rules of another table on the same page, a third of a point aside: none takes another in.
TEST(RuledGrid, KeepsARuleBesideThatOfATableBelow) {
  auto rules = small_grid();
  for (const double shift : {-0.4, -0.3, -0.25, 0.25, 0.3, 0.4}) {
    auto both = rules;
    for (Rule rule : small_grid()) {
      const bool is_level = rule.axis == Axis::Level;
      if (is_level) rule.at += 100;
      if (!is_level) rule = {Axis::Upright, rule.at + shift, rule.begin + 100, rule.end + 100};
      both.push_back(rule);
    }
    const auto tables = tables_of(both);
    ASSERT_EQ(tables.size(), 2u) << shift;
    for (const RuledTable& table : tables) EXPECT_EQ(table.cell_count(), 6u) << shift;
  }
}

TEST(RuledGrid, ClosesAnOutlineThatAPageEndLeftOpen) {
  auto rules = small_grid();
  std::erase_if(rules, [](const Rule& rule) { return rule.axis == Axis::Level && rule.at == 40; });
  const auto tables = tables_of(rules);
  ASSERT_EQ(tables.size(), 1u);
  EXPECT_EQ(tables[0].height(), 2u);
  EXPECT_EQ(tables[0].cell_count(), 6u);
}

TEST(RuledGrid, PartsTablesThatDoNotTouch) {
  auto rules = small_grid();
  for (const Rule& rule : small_grid()) {
    const double shift = 100;
    rules.push_back(rule.axis == Axis::Level
                        ? level(rule.at + shift, rule.begin, rule.end)
                        : upright(rule.at, rule.begin + shift, rule.end + shift));
  }
  const auto tables = tables_of(rules);
  ASSERT_EQ(tables.size(), 2u);
  EXPECT_LT(tables[0].outline().top, tables[1].outline().top);
}

TEST(RuledGrid, TakesPiecesDrawnCellByCellForOneRule) {
  std::vector<Rule> rules;
  for (const double x : {0.0, 30.0, 60.0}) {
    for (const double y : {0.0, 20.0}) {
      rules.push_back(level(y, x, x + 30));
      rules.push_back(level(y + 20, x, x + 30));
      rules.push_back(upright(x, y, y + 20));
      rules.push_back(upright(x + 30, y, y + 20));
    }
  }
  const auto tables = tables_of(rules);
  ASSERT_EQ(tables.size(), 1u);
  EXPECT_EQ(tables[0].cell_count(), 6u);
}

TEST(RuledGrid, TellsACellThatIsNoRectangle) {
  // The rule between the upper cells is gone, and one between the right ones.
  const auto tables =
      tables_of({level(0, 0, 90), level(20, 0, 60), level(40, 0, 90), upright(0, 0, 40),
                 upright(30, 0, 40), upright(60, 20, 40), upright(90, 0, 40)});
  ASSERT_EQ(tables.size(), 1u);
  const RuledTable& table = tables[0];
  EXPECT_EQ(table.cell(0, 1), table.cell(1, 2));
  EXPECT_FALSE(table.is_rectangle(table.cell(0, 1)));
  EXPECT_TRUE(table.is_rectangle(table.cell(0, 0)));
}

TEST(RuledGrid, TakesAFrameOrAnUnderlineForNoTable) {
  EXPECT_TRUE(tables_of({level(10, 0, 100)}).empty());
  EXPECT_TRUE(tables_of({level(0, 0, 90), level(40, 0, 90), upright(0, 0, 40), upright(90, 0, 40)})
                  .empty());
}

TEST(RuledGrid, TakesStrokesAndThinBoxesForRules) {
  ASSERT_TRUE(rule_of_stroke(0, 10, 100, 10.3));
  EXPECT_EQ(rule_of_stroke(0, 10, 100, 10.3)->axis, Axis::Level);
  EXPECT_FALSE(rule_of_stroke(0, 10, 100, 14)) << "askew";
  EXPECT_FALSE(rule_of_stroke(0, 10, 2, 10)) << "a dot";
  const auto thin = rule_of_fill({50, 0, 50.5, 40});
  ASSERT_TRUE(thin);
  EXPECT_EQ(thin->axis, Axis::Upright);
  EXPECT_DOUBLE_EQ(thin->at, 50.25);
  EXPECT_FALSE(rule_of_fill({0, 0, 50, 40})) << "shading";
}

TEST(RuledGrid, GivesUpOnAGridThatNoReportHas) {
  std::vector<Rule> rules;
  for (int i = 0; i <= 300; ++i) {
    rules.push_back(level(i * 4, 0, 1200));
    rules.push_back(upright(i * 4, 0, 1200));
  }
  const auto tables = find_tables(rules);
  ASSERT_FALSE(tables.has_value());
  EXPECT_EQ(tables.error().code, ErrorCode::TooLarge);
}

}  // namespace
}  // namespace gkwatch::parser
