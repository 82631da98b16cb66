// Reports that a column lists and that cannot be had, or have something else in their place.

#include "tests/scheduler/watched_town.h"

namespace gkwatch::testing {
namespace {

using Unread = WatchedTown;
constexpr const char* kUnreadable = "R-DOC-UNREADABLE";

TEST_F(Unread, AListedReportThatIsAlwaysRefusedIsToldAfterADay) {
  post(100).page_status = 403;
  check();
  EXPECT_FALSE(is_told(kUnreadable)) << "a portal may have a bad hour";
  check();
  EXPECT_TRUE(is_told(kUnreadable));
  EXPECT_NE(message_of(kUnreadable).zh.find("被拦截（"), std::string::npos);
  EXPECT_EQ(duty().state, Publication::OnTime) << "the column shows when it was published";
  post(100).page_status = 200;
  check();
  EXPECT_FALSE(is_told(kUnreadable));
  EXPECT_EQ(versions().size(), 1u);
}

TEST_F(Unread, TheCheckOfAnAgencyWhoseReportIsRefusedSaysSo) {
  post(100).page_status = 403;
  const auto checked = scheduler::check_agency(rig_.agencies().front(), rig_.tools(), {});
  ASSERT_TRUE(checked);
  EXPECT_NE(checked->failure.find("403"), std::string::npos) << checked->failure;
}

TEST_F(Unread, APageWithoutWordsInPlaceOfAReportIsNoNewVersion) {
  check();
  for (const char* excuse : {"", "<p>系统繁忙，请稍后再试。</p>"}) {
    post(100).body = excuse;
    check(3);
    EXPECT_EQ(versions().size(), 1u) << excuse;
    EXPECT_FALSE(is_told("R-P-REPLACED")) << excuse;
    EXPECT_TRUE(is_told(kUnreadable)) << excuse;
  }
  post(100).body = report(1);
  check();
  EXPECT_EQ(versions().size(), 1u);
  EXPECT_FALSE(is_told(kUnreadable));
}

TEST_F(Unread, APageWithoutWordsIsNotTakenForAReportThatWasNeverSeen) {
  post(100).body = "<p>系统繁忙，请稍后再试。</p>";
  check(2);
  EXPECT_TRUE(versions().empty());
  EXPECT_TRUE(is_told(kUnreadable));
  post(100).body = report(1);
  check();
  EXPECT_EQ(versions().size(), 1u);
  EXPECT_FALSE(is_told(kUnreadable));
}

TEST_F(Unread, AFileThatCanNoLongerBeReadIsNoNewVersion) {
  post(100).body.clear();
  post(100).file = pdf("whole");
  check();
  post(100).file = pdf("whole").substr(0, 300);
  check(3);
  EXPECT_EQ(versions().size(), 1u);
  EXPECT_FALSE(is_told("R-P-REPLACED"));
  EXPECT_TRUE(is_told(kUnreadable));
}

TEST_F(Unread, AReportWhosePageIsGoneWhileItsRowStaysIsTold) {
  check();
  post(100).page_status = 404;
  check(3);
  EXPECT_TRUE(is_told(kUnreadable));
  EXPECT_FALSE(is_told("R-P-REMOVED"));
  site().posts.erase(100);
  check(4);
  EXPECT_FALSE(is_told(kUnreadable)) << "it is no longer listed";
  EXPECT_TRUE(is_told("R-P-REMOVED"));
}

TEST_F(Unread, AChangedRowWhosePageIsRefusedIsAskedForAgainAtTheNextCheck) {
  check();
  post(100).listed_title = "示例镇2023年政府信息公开工作年度报告（更正）";
  post(100).page_status = 502;
  check();
  post(100).page_status = 200;
  post(100).body = report(7);
  check();
  EXPECT_EQ(versions().size(), 2u);
}

}  // namespace
}  // namespace gkwatch::testing
