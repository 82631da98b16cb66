// Made reports as DOCX and XLSX: whatever damage, a figure that is read is the right one.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <ostream>
#include <random>
#include <string>

#include "parser/document_reader.h"
#include "tests/support/office_writer.h"

namespace gkwatch::parser {
namespace {

using testing::Defects;
using testing::Figures;
using testing::ReportSpec;

struct Kind {
  const char* name;
  std::string (*print)(const ReportSpec&, const Figures&, const Defects&);
};
void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

std::optional<ParsedDocument> read(const std::string& bytes) {
  PlainReader reader;
  auto parsed = reader.read(Document{.body = std::make_shared<std::string>(bytes)}, {});
  if (!parsed) return std::nullopt;
  return *std::move(parsed);
}

// The number of figures read; each must be the printed one.
std::size_t check_figures(const ParsedDocument& parsed, const Figures& figures, unsigned seed) {
  std::size_t numbers = 0;
  for (const auto& [key, cell] : parsed.cells) {
    if (cell.kind != CellKind::Number) continue;
    ++numbers;
    const auto truth = figures.find(key);
    EXPECT_TRUE(truth != figures.end() && truth->second == cell.value)
        << "seed " << seed << ": silent error at " << key.text << ", read " << to_text(*cell.value);
  }
  return numbers;
}

ReportSpec spec_of(unsigned seed) {
  return {
      .form = seed % 3 == 0 ? Form::F2019 : Form::F2021, .single_r6 = seed % 3 == 2, .seed = seed};
}

class OfficeReports : public ::testing::TestWithParam<Kind> {};

TEST_P(OfficeReports, AreReadWhole) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    const ReportSpec spec = spec_of(seed);
    const Figures figures = make_figures(spec);
    const auto parsed = read(GetParam().print(spec, figures, {}));
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(check_figures(*parsed, figures, seed), figures.size()) << seed;
    EXPECT_EQ(parsed->status, ReadStatus::Read) << seed << parsed->error;
    EXPECT_EQ(parsed->form, spec.form) << seed;
    EXPECT_EQ(parsed->agency_name, spec.agency) << seed;
    EXPECT_EQ(parsed->year, spec.year) << seed;
    EXPECT_EQ(parsed->sections.size(), 7u) << seed;
  }
}

// One row, label or cell in eight is lost.
Defects damage(const ReportSpec& spec, unsigned seed) {
  std::mt19937 random{seed};
  const auto is_hit = [&](int of) {
    return std::uniform_int_distribution<int>{1, of}(random) == 1;
  };
  Defects defects{.zeros_are_blank = is_hit(4)};
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

TEST_P(OfficeReports, WithRowsLabelsAndCellsLostAreNeverReadWrongly) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const ReportSpec spec = spec_of(seed);
    const Figures figures = make_figures(spec);
    const auto parsed = read(GetParam().print(spec, figures, damage(spec, seed)));
    ASSERT_TRUE(parsed.has_value());
    check_figures(*parsed, figures, seed);
  }
}

TEST_P(OfficeReports, WithWrongBytesAreNeverReadWrongly) {
  const ReportSpec spec{.seed = 5};
  const Figures figures = make_figures(spec);
  const std::string whole = GetParam().print(spec, figures, {});
  std::mt19937 random{20250131};
  std::uniform_int_distribution<std::size_t> place{0, whole.size() - 1};
  for (unsigned i = 0; i < 2'000; ++i) {
    std::string broken = whole;
    for (unsigned errors = 0; errors <= i % 3; ++errors) {
      broken[place(random)] = static_cast<char>(random() & 0xFF);
    }
    if (const auto parsed = read(broken)) check_figures(*parsed, figures, i);
  }
}

TEST_P(OfficeReports, ThatAreCutOffAreNotRead) {
  const ReportSpec spec{.seed = 9};
  const std::string whole = GetParam().print(spec, make_figures(spec), {});
  for (std::size_t size = 30; size < whole.size(); size += 97) {
    const auto parsed = read(whole.substr(0, size));
    EXPECT_TRUE(!parsed || parsed->status == ReadStatus::Unreadable) << size;
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, OfficeReports,
                         ::testing::Values(Kind{"docx", testing::print_docx},
                                           Kind{"xlsx", testing::print_xlsx}));

}  // namespace
}  // namespace gkwatch::parser
