#include "crawler/column_list.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/crawler/list_json.h"
#include "tests/crawler/site_fixture.h"

namespace gkwatch::crawler {
namespace {

class ColumnListTest : public SiteTest {
 protected:
  static std::string page_url(int page) {
    return std::string{kSiteBase} + "/gkmlpt/api/all/6198?page=" + std::to_string(page) +
           "&sid=200999";
  }
  void serve(int page, const std::string& body) {
    site_.serve_page(page_url(page), body, "application/json");
  }
  Result<Listing> read(const Column& column = {.cid = "6198"}) {
    return read_column(fetcher(), {kSiteBase, "200999"}, column, {});
  }
};

TEST_F(ColumnListTest, ReadsEveryPageToTheEndThatTotalNames) {
  serve(1, list_page(1, 221, 1000));
  serve(2, list_page(2, 221, 1000));
  serve(3, list_page(3, 221, 1000));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
  EXPECT_EQ(listing->articles.size(), 221u);
  EXPECT_EQ(listing->column_name, "政府信息公开年报");
  EXPECT_EQ(listing->column.text(), page_url(1));
  EXPECT_EQ(site_.asked().size(), 3u) << "what lies past the end is not asked";
}

TEST_F(ColumnListTest, ProvesAnEmptyColumn) {
  serve(1, R"({"classify":{"id":6198,"post_count":0},"offset":0,"total":0,"articles":[]})");
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete);
  EXPECT_TRUE(listing->articles.empty());
}

// Trap 1 of the house: 404 past the last page is the end, on page one a failure.
TEST_F(ColumnListTest, Takes404OnPageOneForAFailure) {
  EXPECT_EQ(read().error().code, ErrorCode::NotFound);
  EXPECT_EQ(visits().back().outcome, VisitOutcome::Error);
}

TEST_F(ColumnListTest, ReadsToThe404IfNoTotalWasGivenAndProvesNothing) {
  std::string page = list_page(1, 40, 1000);
  page.replace(page.find(R"("total":40,)"), 11, "");
  serve(1, page);
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_FALSE(listing->complete) << "the platform always gives one: this may be a slice";
  EXPECT_EQ(listing->articles.size(), 40u);
}

TEST_F(ColumnListTest, DoesNotBelieveA404BeforeTheTotalIsReached) {
  serve(1, list_page(1, 150, 1000));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_FALSE(listing->complete);
  EXPECT_EQ(listing->articles.size(), 100u) << "what was read is not lost";
}

TEST_F(ColumnListTest, GivesWhatWasReadBeforeAFailureAsIncomplete) {
  serve(1, list_page(1, 150, 1000));
  site_.fail(page_url(2), ErrorCode::Unreachable, net::Fault::Reset);
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_FALSE(listing->complete);
  EXPECT_EQ(listing->articles.size(), 100u);
  EXPECT_NE(listing->proof.find("page=2"), std::string::npos) << listing->proof;
}

TEST_F(ColumnListTest, PassesOnThatTheBytesCouldNotBeKept) {
  int answers = 0;
  keep_ = [&](const Document&) -> Status {
    if (++answers < 2) return {};
    return Error{ErrorCode::Storage, "disk full"};
  };
  serve(1, list_page(1, 150, 1000));
  serve(2, list_page(2, 150, 1000));
  EXPECT_EQ(read().error().code, ErrorCode::Storage);
}

TEST_F(ColumnListTest, ReadsAgainFromPageOneIfANewPostMovedTheRows) {
  serve(1, list_page(1, 150, 1000));
  serve(1, list_page(1, 151, 1001));
  serve(2, list_page(2, 151, 1001));  // repeats the last row of page 1
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
  EXPECT_EQ(listing->articles.size(), 151u) << "the new row is there, and none twice";
  EXPECT_EQ(site_.asked().size(), 4u);
}

TEST_F(ColumnListTest, ReadsAgainIfAWithdrawnPostLeftAGap) {
  serve(1, list_page(1, 150, 1000));
  serve(1, list_page(1, 149, 999));
  serve(2, list_page(2, 149, 999));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
}

TEST_F(ColumnListTest, GivesUpOnAColumnThatNeverStandsStill) {
  serve(1, list_page(1, 150, 1000));
  std::string again = list_page(1, 150, 1000);
  again.replace(again.find(R"("offset":0)"), 10, R"("offset":100)");
  serve(2, again);  // page 1 under the name of page 2
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_FALSE(listing->complete);
  EXPECT_EQ(listing->articles.size(), 100u);
  EXPECT_EQ(site_.asked().size(), 6u);
}

TEST_F(ColumnListTest, TakesABlockPageForNoList) {
  serve(1, "<html><body>请输入验证码</body></html>");
  EXPECT_EQ(read().error().code, ErrorCode::Refused);
  EXPECT_EQ(visits().back().fault, FetchFault::Blocked);
}

TEST_F(ColumnListTest, TakesAnyPageInPlaceOfJsonForABrokenContract) {
  serve(1, "<html><body>" + std::string(3000, 'x') + "</body></html>");
  EXPECT_EQ(read().error().code, ErrorCode::Malformed);
  EXPECT_EQ(visits().back().fault, FetchFault::BadContract);
}

TEST_F(ColumnListTest, ProvesNothingByAPageThatBreaksTheContract) {
  std::string page = list_page(1, 30, 1000);
  page.replace(page.find(R"("total":30)"), 10, R"("total":31)");
  serve(1, page);
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_FALSE(listing->complete);
  EXPECT_EQ(listing->articles.size(), 30u) << "what is there may still be used";
  EXPECT_EQ(visits().at(0).fault, FetchFault::BadContract);
}

TEST_F(ColumnListTest, ProvesNothingByTheWholeSiteAndTakesReportsOnly) {
  site_.serve_page(std::string{kSiteBase} + "/gkmlpt/api/all/0?page=1&sid=200999",
                   R"({"classify":{"id":0},"offset":0,"total":2,"articles":[
                       {"id":1,"title":"2023年部门决算","url":"/post_1.html"},
                       {"id":2,"title":"2023年政府信息公开工作年度报告","url":"/post_2.html"}]})");
  const auto listing = read({.cid = "0", .is_proof = false, .needs_titles = true});
  ASSERT_TRUE(listing);
  EXPECT_FALSE(listing->complete);
  ASSERT_EQ(listing->articles.size(), 1u);
  EXPECT_EQ(listing->articles[0].id, "2");
}

TEST_F(ColumnListTest, StopsBetweenPages) {
  std::stop_source stop;
  keep_ = [&](const Document&) -> Status {
    stop.request_stop();
    return {};
  };
  serve(1, list_page(1, 150, 1000));
  const auto listing =
      read_column(fetcher(), {kSiteBase, "200999"}, {.cid = "6198"}, stop.get_token());
  EXPECT_EQ(listing.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace gkwatch::crawler
