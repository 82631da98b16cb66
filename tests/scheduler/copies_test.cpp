#include "scheduler/copies.h"

#include <gtest/gtest.h>

#include "model/form_layout.h"

namespace gkwatch::scheduler {
namespace {

using store::VersionChange;

ParsedDocument report_of_zeros() {
  ParsedDocument document;
  document.status = ReadStatus::Read;
  document.form = Form::F2019;
  for (const CellKey& key : form_cells(Form::F2019)) {
    document.cells[key] = {.kind = CellKind::Number, .value = Decimal{0, 0}, .raw = "0"};
  }
  document.sections = {{1, "一、总体情况", "本年度收到申请0件。"}};
  return document;
}

TEST(ChangeBetween, IsBytesWhenCellsAndProseAreTheSame) {
  ParsedDocument after = report_of_zeros();
  after.sections[0].text = "本年度 收到申请０件。";  // blanks and full-width digits are no change
  EXPECT_EQ(change_between(report_of_zeros(), after), VersionChange::Bytes);
}

TEST(ChangeBetween, IsCellsWhenOneFigureDiffers) {
  ParsedDocument after = report_of_zeros();
  after.cells[{"T3.NEW.NP"}].value = Decimal{1, 0};
  EXPECT_EQ(change_between(report_of_zeros(), after), VersionChange::Cells);
}

TEST(ChangeBetween, IsTextWhenOnlyTheProseDiffers) {
  ParsedDocument after = report_of_zeros();
  after.sections[0].text = "本年度收到申请1件。";
  EXPECT_EQ(change_between(report_of_zeros(), after), VersionChange::Text);
}

TEST(ChangeBetween, NeverTakesAGapForAChangedFigure) {
  ParsedDocument after = report_of_zeros();
  after.cells[{"T3.NEW.NP"}] = Cell{};
  EXPECT_EQ(change_between(report_of_zeros(), after), VersionChange::Text);
}

TEST(BestCopy, PrefersTheCopyWithFewerGapsAndThenTheFirst) {
  ParsedDocument with_gap = report_of_zeros();
  with_gap.cells[{"T3.NEW.NP"}] = Cell{};
  ParsedDocument no_tables;
  no_tables.status = ReadStatus::NoTables;
  const ParsedDocument whole = report_of_zeros();
  const std::vector<CopyToChoose> copies{{no_tables}, {with_gap}, {whole}, {whole}};
  EXPECT_EQ(best_copy(copies), 2u);
  EXPECT_EQ(best_copy({}), std::nullopt);
}

TEST(BestCopy, PrefersACorrectionAndThenWhatWasPublishedLast) {
  const ParsedDocument whole = report_of_zeros();
  ParsedDocument with_gap = whole;
  with_gap.cells[{"T3.NEW.NP"}] = Cell{};
  ParsedDocument unreadable;
  unreadable.status = ReadStatus::Unreadable;
  const Instant noon{std::chrono::hours{12}};
  using Copies = std::vector<CopyToChoose>;
  EXPECT_EQ(best_copy(Copies{{whole}, {with_gap, true}}), 1u);
  EXPECT_EQ(best_copy(Copies{{whole}, {unreadable, true}}), 0u);
  EXPECT_EQ(best_copy(Copies{{whole, false, noon}, {whole, false, noon + std::chrono::hours{1}}}),
            1u);
}

}  // namespace
}  // namespace gkwatch::scheduler
