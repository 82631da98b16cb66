// Which figures from pictures are believed: what their readings and the form's sums say together.
#include "parser/picture_trust.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/report_generator.h"

namespace gkwatch::parser {
namespace {

constexpr int kAgreed = 95;
constexpr int kDoubtful = 20;

class PictureTrust : public ::testing::Test {
 protected:
  PictureTrust() {
    for (const auto& [key, value] : testing::make_figures({.seed = 2})) {
      reading_.cells[key] = {
          .kind = CellKind::Number, .value = value, .raw = to_text(value), .confidence = kAgreed};
    }
    truth_ = reading_.cells;
  }

  Cell& cell(const std::string& key) { return reading_.cells.at(CellKey{key}); }
  Decimal truth(const std::string& key) { return *truth_.at(CellKey{key}).value; }
  static Decimal one() { return *Decimal::parse("1"); }

  // The picture shows the truth; the first reading is one more.
  void misread(const std::string& key, int confidence) {
    cell(key).value = truth(key) + one();
    cell(key).confidence = confidence;
  }

  std::size_t gaps() const {
    std::size_t count = 0;
    for (const auto& [key, cell] : reading_.cells) count += cell.kind == CellKind::Gap ? 1 : 0;
    return count;
  }

  FormReading reading_{.form = Form::F2021};
  std::map<CellKey, Cell> truth_;
};

TEST_F(PictureTrust, BelievesWhatTheSumsSupportHoweverDoubtfulItsReading) {
  for (auto& [key, cell] : reading_.cells) {
    if (key.text.starts_with("T3.")) cell.confidence = 0;
  }
  weigh_pictures(reading_);
  EXPECT_EQ(gaps(), 0u);
}

TEST_F(PictureTrust, LetsACellThatCouldNotBeReadCondemnNoOther) {
  cell("T3.R3.2.SO") = {.kind = CellKind::Gap, .raw = "?", .confidence = 0};
  weigh_pictures(reading_);
  EXPECT_EQ(gaps(), 1u);
}

TEST_F(PictureTrust, TakesAnotherReadingWithWhichTheSumsHold) {
  misread("T3.R3.2.SO", kDoubtful);
  cell("T3.R3.2.SO").others = {to_text(truth("T3.R3.2.SO"))};
  cell("T3.R1.NP") = {
      .kind = CellKind::Gap, .confidence = 0, .others = {"98765", to_text(truth("T3.R1.NP"))}};
  weigh_pictures(reading_);
  EXPECT_EQ(gaps(), 0u);
  EXPECT_EQ(cell("T3.R3.2.SO").value, truth("T3.R3.2.SO"));
  EXPECT_EQ(cell("T3.R1.NP").value, truth("T3.R1.NP"));
}

TEST_F(PictureTrust, MakesAGapOfWhatNoSumSupports) {
  misread("T3.R3.2.SO", kAgreed);
  weigh_pictures(reading_);
  EXPECT_EQ(cell("T3.R3.2.SO").kind, CellKind::Gap);
  EXPECT_EQ(gaps(), 1u) << "the others have a sum that holds, and agreed";
}

// What the agency itself got wrong is not mended by a stray look.
TEST_F(PictureTrust, ReplacesNoReadingThatIsAgreedOn) {
  misread("T3.R3.2.SO", kAgreed);
  cell("T3.R3.2.SO").others = {to_text(truth("T3.R3.2.SO"))};
  weigh_pictures(reading_);
  EXPECT_EQ(cell("T3.R3.2.SO").kind, CellKind::Gap);
}

TEST_F(PictureTrust, LetsTheReadingsAloneDecideInTable2) {
  cell("T2.LICENSE.DECISIONS").confidence = kDoubtful;
  weigh_pictures(reading_);
  EXPECT_EQ(cell("T2.LICENSE.DECISIONS").kind, CellKind::Gap);
  EXPECT_EQ(gaps(), 1u);
}

TEST_F(PictureTrust, NeverTakesWordsForWhatACellSays) {
  cell("T2.LICENSE.DECISIONS") = {.kind = CellKind::Text, .raw = "ER", .confidence = kAgreed};
  weigh_pictures(reading_);
  EXPECT_EQ(cell("T2.LICENSE.DECISIONS").kind, CellKind::Gap);
}

TEST_F(PictureTrust, LeavesFormsWithoutPicturesAlone) {
  for (auto& [key, cell] : reading_.cells) cell.confidence.reset();
  cell("T3.R3.2.SO").value = truth("T3.R3.2.SO") + one();
  reading_.unknown_rows.push_back({.table = "T3", .label = "9.其他"});
  weigh_pictures(reading_);
  EXPECT_EQ(gaps(), 0u);
  EXPECT_EQ(reading_.unknown_rows.size(), 1u);
}

}  // namespace
}  // namespace gkwatch::parser
