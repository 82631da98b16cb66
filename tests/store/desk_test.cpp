#include <gtest/gtest.h>

#include "sample.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;

class DeskTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(database.sync_agencies(std::vector{town()}, kMorning));
    ASSERT_TRUE(database.record(first_check()));
  }

  Database database = *Database::open_in_memory();
  const DeskNote note{"desk", "why", kEvening};
};

using Desk = DeskTest;

TEST_F(Desk, AcknowledgesOnlyWhatIsOpen) {
  EXPECT_TRUE(database.acknowledge(1, note));
  EXPECT_EQ(database.acknowledge(9, note).error().code, ErrorCode::NotFound);
  CheckRecord end = check_at(kNextDay);
  end.alerts = {alert(finding(), AlertState::Resolved, kNextDay)};
  ASSERT_TRUE(database.record(end));
  EXPECT_EQ(database.acknowledge(1, note).error().code, ErrorCode::Conflict);
}

TEST_F(Desk, SilencesUntilAMomentOrUntilSomebodyEndsIt) {
  const auto day = database.silence({.rule = RuleId{"R-X"}, .until = kNextDay}, note);
  const auto ever = database.silence({.agency = kTown}, note);
  ASSERT_TRUE(day && ever) << day.error().message;
  const auto both = database.silences(kEvening);
  ASSERT_TRUE(both && both->size() == 2);
  EXPECT_EQ(both->front().number, *day);
  EXPECT_EQ(both->front().rule, RuleId{"R-X"});
  EXPECT_FALSE(both->front().agency);
  EXPECT_EQ(both->back().agency, kTown);
  EXPECT_EQ(database.silences(kNextDay)->size(), 1u);
  ASSERT_TRUE(database.unsilence(*ever, note));
  EXPECT_TRUE(database.silences(kNextDay)->empty());
  EXPECT_EQ(database.unsilence(*ever, note).error().code, ErrorCode::Conflict);
  EXPECT_EQ(database.unsilence(99, note).error().code, ErrorCode::NotFound);
}

TEST_F(Desk, RemembersTheCellsOfADismissal) {
  ASSERT_TRUE(database.dismiss(1, kNextDay, note));
  const auto dismissals = database.dismissals(kTown);
  ASSERT_TRUE(dismissals && dismissals->size() == 1) << dismissals.error().message;
  EXPECT_EQ(dismissals->front().finding, finding().key);
  EXPECT_EQ(dismissals->front().cells, finding().cells);
  EXPECT_EQ(dismissals->front().until, kNextDay);
  EXPECT_TRUE(database.dismissals({"bureau"})->empty());
  EXPECT_EQ(database.dismiss(9, {}, note).error().code, ErrorCode::NotFound);
}

TEST_F(Desk, KeepsADismissalAsItWasSpokenWhateverIsFoundLater) {
  ASSERT_TRUE(database.dismiss(1, {}, note));
  CheckRecord later = check_at(kNextDay);
  later.findings = {finding()};
  later.findings.front().cells.front().raw = "4";
  ASSERT_TRUE(database.record(later));
  EXPECT_EQ(database.dismissals(kTown)->front().cells, finding().cells);
  ASSERT_TRUE(database.dismiss(1, {}, note));
  EXPECT_EQ(database.dismissals(kTown)->front().cells.front().raw, "4");
}

}  // namespace
}  // namespace gkwatch::store
