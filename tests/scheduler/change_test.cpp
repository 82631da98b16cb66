// What has become of a report: the same, changed, moved, withdrawn, or nobody can tell.

#include <gtest/gtest.h>

#include "tests/scheduler/watched_town.h"

namespace gkwatch::testing {
namespace {

using Change = WatchedTown;

TEST_F(Change, AReportThatStaysAsItIsHasOneVersionThoughItsPageIsNeverServedTwiceAlike) {
  check(3);
  EXPECT_EQ(versions().size(), 1u);
  EXPECT_EQ(duty().state, Publication::OnTime);
}

TEST_F(Change, ASoleReportThatIsWithdrawnIsRemovedAfterThreeReadings) {
  check();
  post(100).is_listed = false;
  check(2);
  EXPECT_EQ(duty().state, Publication::OnTime) << "twice may be chance";
  EXPECT_TRUE(duty().complete);
  check();
  EXPECT_EQ(duty().state, Publication::Removed);
  EXPECT_TRUE(is_told("R-P-REMOVED"));
  post(100).is_listed = true;
  check();
  EXPECT_EQ(duty().state, Publication::OnTime);
  EXPECT_FALSE(is_told("R-P-REMOVED"));
}

TEST_F(Change, AnEmptiedColumnProvesNothingWhileItsReportIsStillThere) {
  check();
  site().ailment = Ailment::EmptyList;
  check(5);
  EXPECT_EQ(duty().state, Publication::OnTime);
  EXPECT_FALSE(duty().complete);
  EXPECT_FALSE(is_told("R-P-REMOVED"));
}

TEST_F(Change, AnEmptiedColumnProvesNothingWhileItsReportCannotBeAskedFor) {
  check();
  site().ailment = Ailment::EmptyListNoPages;
  check(5);
  EXPECT_EQ(duty().state, Publication::OnTime);
  EXPECT_FALSE(duty().complete);
}

TEST_F(Change, OneReadingWithoutWitnessInBetweenIsNotCounted) {
  check();
  post(100).is_listed = false;
  check(2);
  site().ailment = Ailment::EmptyListNoPages;
  check(3);
  EXPECT_EQ(duty().state, Publication::OnTime);
  site().ailment.reset();
  check();
  EXPECT_EQ(duty().state, Publication::Removed);
}

TEST_F(Change, ARowThatIsLostFromAListOfOthersIsNotRemovedWhileItsPageIsThere) {
  site().posts[90] = {.id = 90, .year = 2022, .stamp = at("2023-01-10"), .body = report(2)};
  check();
  post(100).is_row_lost = true;  // a list may show a slice
  check(5);
  EXPECT_EQ(duty().state, Publication::OnTime);
  EXPECT_FALSE(is_told("R-P-REMOVED"));
  post(100).is_listed = false;
  check();
  EXPECT_EQ(duty().state, Publication::Removed);
}

TEST_F(Change, ARowWhoseTitleHasBecomeUnreadableIsStillTheReportThatItWas) {
  check();
  for (const char* title : {"", "测试", "政府信息公开"}) {
    post(100).listed_title = title;
    check(2);
    EXPECT_EQ(duty().state, Publication::OnTime) << title;
    EXPECT_FALSE(is_told("R-P-MISSING")) << title;
  }
}

TEST_F(Change, AReportUnderANewNumberIsTheSameReportAtAnotherAddress) {
  check();
  site().posts.erase(100);
  publish(200, "2024-02-10 09:00");
  check(5);
  EXPECT_EQ(duty().state, Publication::OnTime) << "it was there in January";
  ASSERT_EQ(versions().size(), 1u);
  EXPECT_EQ(versions()[0].url, rig_.portal().address_of(kTown, 200));
  EXPECT_FALSE(is_told("R-P-REMOVED"));
  EXPECT_FALSE(is_told("R-P-LATE"));
}

TEST_F(Change, OtherCellsUnderTheSameAddressAreFoundThoughTheRowLooksAsBefore) {
  check();
  post(100).body = report(7);
  check();
  ASSERT_EQ(versions().size(), 2u);
  EXPECT_EQ(versions()[1].change, store::VersionChange::Cells);
  EXPECT_TRUE(is_told("R-P-REPLACED"));
}

TEST_F(Change, OtherCellsUnderAVariantOfTheAddressAreFound) {
  check();
  post(100).listed_query = "?jump=true";
  post(100).body = report(7);
  check();
  EXPECT_EQ(versions().size(), 2u);
  EXPECT_TRUE(is_told("R-P-REPLACED"));
}

TEST_F(Change, OtherCellsUnderANewNumberAreToldOnceTheOldPostIsWithdrawn) {
  check();
  publish(200, "2024-02-10 09:00");
  post(200).body = report(7);
  check(4);
  EXPECT_EQ(versions().size(), 2u);
  EXPECT_FALSE(is_told("R-P-REPLACED")) << "two copies that differ are another matter";
  EXPECT_TRUE(is_told("R-P-MULTICOPY"));
  site().posts.erase(100);
  check(4);
  EXPECT_TRUE(is_told("R-P-REPLACED"));
}

TEST_F(Change, AStampThatIsSetAnewMakesNobodyLate) {
  rig_.clock().advance(std::chrono::hours{24 * 20});  // the report was due, and is seen first
  check();
  EXPECT_EQ(duty().state, Publication::OnTime);
  post(100).stamp = at("2024-02-03 10:00");
  check(2);
  EXPECT_EQ(duty().state, Publication::OnTime);
  EXPECT_FALSE(is_told("R-P-LATE"));
}

TEST_F(Change, ACorrectionBesideTheOldReportIsTheReport) {
  check();
  publish(90, "2024-01-10 08:00");
  post(90).body = report(7);
  post(90).listed_title = spec_.agency + "2023年政府信息公开工作年度报告（更正版）";
  check();
  ASSERT_EQ(versions().size(), 2u);
  EXPECT_EQ(versions()[1].article_id, "90");
}

TEST_F(Change, OtherWordsAreAChangeOfTheText) {
  check();
  std::string& body = post(100).body;
  const std::string before = "栏目更新有时较慢";
  body.replace(body.find(before), before.size(), "栏目更新不够及时");
  check();
  ASSERT_EQ(versions().size(), 2u);
  EXPECT_EQ(versions()[1].change, store::VersionChange::Text);
}

TEST_F(Change, AFileThatIsWrittenAnewAtEveryDownloadIsEvidenceAndNoChange) {
  post(100).body.clear();
  post(100).file = pdf("first");
  check();
  ASSERT_EQ(versions().size(), 1u);
  EXPECT_EQ(versions()[0].report.document, hash_of(pdf("first")));
  post(100).file = pdf("second");
  check();
  EXPECT_EQ(versions().size(), 1u);
  EXPECT_TRUE(rig_.archive().get(hash_of(pdf("second")))) << "the bytes are kept all the same";
  EXPECT_FALSE(is_told("R-P-REPLACED"));
}

TEST_F(Change, OtherBytesThatCannotBeReadAreAChangeSinceNobodyCanSayThatTheyAreTheSame) {
  post(100).body.clear();
  post(100).file = "%PDF-1.4 first";
  check();
  post(100).file = "%PDF-1.4 second";
  check();
  ASSERT_FALSE(versions().empty());
  const bool is_kept = versions().back().report.document == hash_of("%PDF-1.4 second");
  EXPECT_TRUE(is_kept || versions().size() == 1u);
}

TEST_F(Change, WhileTheFileCannotBeHadThePageBesideItDoesNotTakeItsPlace) {
  post(100).body = report(3);
  post(100).file = pdf("first");
  check();
  ASSERT_EQ(versions().size(), 1u);
  const store::ReportVersion first = versions()[0];
  post(100).is_file_down = true;
  check(2);
  EXPECT_EQ(versions().size(), 1u);
  EXPECT_EQ(versions()[0].document_url, first.document_url);
}

}  // namespace
}  // namespace gkwatch::testing
