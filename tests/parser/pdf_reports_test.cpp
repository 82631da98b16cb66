// Made reports in PDF whose every figure is known: wherever the pages end, a figure that is
// read is the right one.
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>

#include "parser/document_reader.h"
#include "parser/pdf_glyphs.h"
#include "tests/support/pdf_report.h"

namespace gkwatch::parser {
namespace {

using testing::Defects;
using testing::PdfLook;
using testing::PdfRules;
using testing::ReportSpec;

ParsedDocument read(const std::string& bytes) {
  PlainReader reader;
  auto parsed = reader.read(Document{.body = std::make_shared<std::string>(bytes)}, {});
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
        << what << ": silent error at " << key.text << " " << cell.where << ", read "
        << to_text(*cell.value);
  }
  return numbers;
}

ReportSpec spec_of(unsigned seed) {
  return {
      .form = seed % 3 == 0 ? Form::F2019 : Form::F2021, .single_r6 = seed % 3 == 1, .seed = seed};
}

class PdfReports : public ::testing::TestWithParam<PdfRules> {
 protected:
  void SetUp() override {
    if (!can_read_pdf()) GTEST_SKIP() << "this build does not read PDF";
  }
};

TEST_P(PdfReports, AreReadWholeWhereverThePagesEnd) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    const ReportSpec spec = spec_of(seed);
    const auto figures = make_figures(spec);
    const PdfLook look{.rules = GetParam(), .page_height = 842 - 37.0 * seed};
    const auto parsed = read(print_pdf_report(spec, figures, look));
    const std::string what = "seed " + std::to_string(seed);
    EXPECT_EQ(check_figures(parsed, figures, what), figures.size()) << what;
    EXPECT_EQ(parsed.status, ReadStatus::Read) << what;
    EXPECT_EQ(parsed.form, spec.form) << what;
    EXPECT_EQ(parsed.agency_name, spec.agency) << what;
    EXPECT_EQ(parsed.year, spec.year) << what;
    EXPECT_EQ(parsed.sections.size(), 7u) << what;
    EXPECT_TRUE(parsed.unknown_rows.empty()) << what;
  }
}

TEST_P(PdfReports, WithRowsCutByPageEndsAreReadWhole) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    const ReportSpec spec = spec_of(seed);
    const auto figures = make_figures(spec);
    const PdfLook look{.rules = GetParam(), .page_height = 842 - 31.0 * seed, .cuts_rows = true};
    const auto parsed = read(print_pdf_report(spec, figures, look));
    const std::string what = "seed " + std::to_string(seed);
    EXPECT_EQ(check_figures(parsed, figures, what), figures.size()) << what;
    EXPECT_TRUE(parsed.unknown_rows.empty()) << what;
  }
}

TEST_P(PdfReports, WithHeadsRepeatedAreReadWhole) {
  const ReportSpec spec{.seed = 21};
  const auto figures = make_figures(spec);
  for (const double height : {842.0, 600.0, 500.0}) {
    const PdfLook look{.rules = GetParam(), .page_height = height, .repeats_heads = true};
    const auto parsed = read(print_pdf_report(spec, figures, look));
    EXPECT_EQ(check_figures(parsed, figures, "repeated heads"), figures.size()) << height;
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
  }
  return defects;
}

TEST_P(PdfReports, ThatAreDamagedAreNeverReadWrongly) {
  for (unsigned seed = 1; seed <= 16; ++seed) {
    const ReportSpec spec = spec_of(seed);
    const auto figures = make_figures(spec);
    const PdfLook look{
        .rules = GetParam(), .page_height = 842 - 23.0 * seed, .repeats_heads = seed % 2 == 1};
    const auto parsed = read(print_pdf_report(spec, figures, look, damage(spec, seed)));
    check_figures(parsed, figures, "seed " + std::to_string(seed));
  }
}

INSTANTIATE_TEST_SUITE_P(Rules, PdfReports,
                         ::testing::Values(PdfRules::Strokes, PdfRules::ThinBoxes));

}  // namespace
}  // namespace gkwatch::parser
