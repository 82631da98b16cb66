// Made reports whose every figure is known: whatever layout and damage, a figure that is read
// is the right one.
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>

#include "parser/document_reader.h"
#include "tests/support/report_generator.h"

namespace gkwatch::parser {
namespace {

using testing::Defects;
using testing::Layout;
using testing::ReportSpec;

ParsedDocument read(const std::string& text) {
  PlainReader reader;
  auto parsed = reader.read(Document{.body = std::make_shared<std::string>(text)}, {});
  EXPECT_TRUE(parsed.has_value());
  return *std::move(parsed);
}

// The number of figures read; each must be the printed one.
std::size_t check_figures(const ParsedDocument& parsed, const testing::Figures& figures,
                          const std::string& what) {
  std::size_t numbers = 0;
  for (const auto& [key, cell] : parsed.cells) {
    if (cell.kind != CellKind::Number) continue;
    ++numbers;
    const auto truth = figures.find(key);
    EXPECT_TRUE(truth != figures.end() && truth->second == cell.value)
        << what << ": silent error at " << key.text << ", read " << to_text(*cell.value);
  }
  return numbers;
}

struct Variant {
  Form form;
  bool single_r6;
};
constexpr Variant kVariants[] = {{Form::F2019, false}, {Form::F2021, false}, {Form::F2021, true}};

ReportSpec spec_of(const Variant& variant, unsigned seed) {
  return {.form = variant.form, .single_r6 = variant.single_r6, .seed = seed};
}

std::string name_of_case(Layout layout, unsigned seed) {
  return "layout " + std::to_string(static_cast<int>(layout)) + " seed " + std::to_string(seed);
}

TEST(GeneratedReports, AreReadWholeInEveryLayout) {
  for (const Layout layout : testing::kAllLayouts) {
    for (const Variant& variant : kVariants) {
      const ReportSpec spec = spec_of(variant, 7);
      const auto figures = make_figures(spec);
      const auto parsed = read(print_report(spec, figures, layout));
      const std::string what = name_of_case(layout, 7);
      EXPECT_EQ(parsed.form, variant.form) << what;
      EXPECT_EQ(parsed.single_r6, variant.single_r6) << what;
      EXPECT_EQ(check_figures(parsed, figures, what), figures.size()) << what;
      EXPECT_EQ(parsed.status, ReadStatus::Read) << what;
      EXPECT_EQ(parsed.agency_name, spec.agency) << what;
      EXPECT_EQ(parsed.year, spec.year) << what;
      EXPECT_EQ(parsed.sections.size(), 7u) << what;
      EXPECT_TRUE(parsed.unknown_rows.empty()) << what;
    }
  }
}

TEST(GeneratedReports, WithHeadsRepeatedAtPageEndsAreReadWhole) {
  for (const Layout layout : testing::kAllLayouts) {
    const ReportSpec spec{.seed = 11};
    const auto figures = make_figures(spec);
    const Defects defects{.page_ends_before = {"T3.R3.6", "T3.R5.2"}};
    const auto parsed = read(print_report(spec, figures, layout, defects));
    EXPECT_EQ(check_figures(parsed, figures, name_of_case(layout, 11)), figures.size())
        << name_of_case(layout, 11);
  }
}

TEST(GeneratedReports, WithBlankZerosKeepTheirBlanksInHtml) {
  for (const Layout layout : {Layout::Html, Layout::WordHtml}) {
    const ReportSpec spec{.seed = 13};
    const auto figures = make_figures(spec);
    const auto parsed = read(print_report(spec, figures, layout, {.zeros_are_blank = true}));
    check_figures(parsed, figures, name_of_case(layout, 13));
    for (const auto& [key, value] : figures) {
      const CellKind expected = value == Decimal{} ? CellKind::Blank : CellKind::Number;
      EXPECT_EQ(parsed.cells.at(key).kind, expected) << key.text;
    }
  }
}

TEST(GeneratedReports, KeepARowThatTheFormDoesNotHave) {
  for (const Layout layout : testing::kAllLayouts) {
    const ReportSpec spec{.seed = 17};
    const auto figures = make_figures(spec);
    const auto parsed = read(print_report(spec, figures, layout, {.extra_row = "9.属于工作秘密"}));
    const std::string what = name_of_case(layout, 17);
    EXPECT_EQ(check_figures(parsed, figures, what), figures.size()) << what;
    ASSERT_EQ(parsed.unknown_rows.size(), 1u) << what;
    EXPECT_EQ(parsed.unknown_rows[0].label, "9.属于工作秘密") << what;
  }
}

// One row, label or cell in eight is lost.
Defects damage(const ReportSpec& spec, unsigned seed) {
  std::mt19937 random{seed};
  const auto is_hit = [&](int of) {
    return std::uniform_int_distribution<int>{1, of}(random) == 1;
  };
  Defects defects;
  defects.zeros_are_blank = is_hit(4);
  for (const FormRow& row : form_rows(spec.form, spec.single_r6)) {
    const std::string name = row.table + "." + row.key;
    if (is_hit(8))
      defects.lost_rows.insert(name);
    else if (is_hit(8))
      defects.lost_labels.insert(name);
    else if (is_hit(8))
      defects.lost_cells.insert(cell_key(row.table, row.key, row.columns[0]));
    if (row.table == "T3" && is_hit(10)) defects.page_ends_before.insert(name);
  }
  return defects;
}

class DamagedReports : public ::testing::TestWithParam<Layout> {};

TEST_P(DamagedReports, AreNeverReadWrongly) {
  for (unsigned seed = 1; seed <= 36; ++seed) {
    const ReportSpec spec = spec_of(kVariants[seed % 3], seed);
    const auto figures = make_figures(spec);
    const Defects defects = damage(spec, seed);
    const auto parsed = read(print_report(spec, figures, GetParam(), defects));
    check_figures(parsed, figures, name_of_case(GetParam(), seed));
    for (const std::string& row : defects.lost_rows) {
      for (const auto& [key, cell] : parsed.cells) {
        if (row[1] == '4' || !key.text.starts_with(row + ".")) continue;
        EXPECT_EQ(cell.kind, CellKind::Gap) << key.text << " seed " << seed;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Layouts, DamagedReports, ::testing::ValuesIn(testing::kAllLayouts));

}  // namespace
}  // namespace gkwatch::parser
