// The parser and the book together, over made reports whose every figure is known: whatever the
// layout and the damage, nobody is accused who did nothing, and who did is found.
#include <gtest/gtest.h>

#include <memory>
#include <random>

#include "parser/document_reader.h"
#include "rules/identities.h"
#include "tests/rules/rule_test.h"
#include "tests/support/report_generator.h"

namespace gkwatch::rules {
namespace {

using testing::Defects;
using testing::Figures;
using testing::Layout;
using testing::ReportSpec;

Report read_report(const ReportSpec& spec, const std::string& text) {
  parser::PlainReader reader;
  auto parsed = reader.read(Document{.body = std::make_shared<std::string>(text)}, {});
  EXPECT_TRUE(parsed.has_value());
  Report report;
  report.year = spec.year;
  report.parsed = *std::move(parsed);
  return report;
}

ReportSpec spec_of(unsigned seed) {
  ReportSpec spec{.seed = seed};
  if (seed % 3 == 0) spec.form = Form::F2019;
  spec.single_r6 = seed % 3 == 1;
  spec.year = spec.form == Form::F2019 ? 2020 : 2024;
  return spec;
}

std::string accusations(const Report& report) {
  std::string all;
  const Findings findings{report};
  for (const std::string& rule : findings.rules_at(Severity::Error)) {
    all += rule + " " + findings.told(rule) + "; ";
  }
  return all;
}

Defects random_damage(const ReportSpec& spec, std::mt19937& random) {
  Defects damage;
  std::vector<std::string> rows;
  for (const FormRow& row : form_rows(spec.form, spec.single_r6)) {
    if (row.table == "T3") rows.push_back("T3." + row.key);
  }
  const auto draw = [&] { return rows[random() % rows.size()]; };
  if (random() % 2 == 0) damage.lost_rows = {draw()};
  if (random() % 2 == 0) damage.lost_labels = {draw(), draw()};
  if (random() % 3 == 0) damage.lost_cells = {CellKey{draw() + ".RI"}};
  if (random() % 3 == 0) damage.page_ends_before = {draw()};
  damage.zeros_are_blank = random() % 4 == 0;
  return damage;
}

TEST(GeneratedReports, AccuseNobodyHoweverTheyAreDamaged) {
  std::mt19937 random{7};
  for (unsigned seed = 1; seed <= 5; ++seed) {
    for (const Layout layout : testing::kAllLayouts) {
      const ReportSpec spec = spec_of(seed);
      const Defects damage = seed == 1 ? Defects{} : random_damage(spec, random);
      const auto text = print_report(spec, make_figures(spec), layout, damage);
      EXPECT_EQ(accusations(read_report(spec, text)), "")
          << "layout " << static_cast<int>(layout) << " seed " << seed;
    }
  }
}

// A figure of T3 or T4 that is printed one too high.
CellKey spoil(const ReportSpec& spec, Figures& figures, std::mt19937& random) {
  ParsedDocument form;
  form.form = spec.form;
  form.single_r6 = spec.single_r6;
  const IdentityBook& book = identity_book(form);
  std::size_t at = 0;
  do {
    at = random() % book.cells.size();
  } while (book.by_cell[at].empty());
  Decimal& figure = figures.at(book.cells[at]);
  figure = figure + Decimal{1, 0};
  return book.cells[at];
}

TEST(GeneratedReports, NameTheCellThatWasPrintedWrong) {
  std::mt19937 random{11};
  int read = 0;
  for (unsigned seed = 1; seed <= 4; ++seed) {
    for (const Layout layout : testing::kAllLayouts) {
      const ReportSpec spec = spec_of(seed);
      Figures figures = make_figures(spec);
      const CellKey cell = spoil(spec, figures, random);
      const Report report = read_report(spec, print_report(spec, figures, layout));
      if (report.parsed.cells.at(cell).kind != CellKind::Number) continue;  // a Gap accuses nobody
      ++read;
      const Findings findings{report};
      EXPECT_TRUE(std::any_of(findings.all().begin(), findings.all().end(),
                              [&](const Finding& finding) {
                                return finding.severity == Severity::Error &&
                                       has_candidate(finding, cell.text);
                              }))
          << cell.text << " layout " << static_cast<int>(layout) << " seed " << seed;
    }
  }
  EXPECT_GE(read, 30) << "of 36";
}

}  // namespace
}  // namespace gkwatch::rules
