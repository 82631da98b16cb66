#include "crawler/source.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/crawler/list_json.h"
#include "tests/crawler/site_fixture.h"

namespace gkwatch::crawler {
namespace {

const std::string kIndex = std::string{kSiteBase} + "/gkmlpt/index";
const std::string kList = std::string{kSiteBase} + "/gkmlpt/api/all/6198?page=1&sid=200999";

std::string config(const std::string& tree) {
  return "<html><script>window._CONFIG = { SID: '200999', TREE: " + tree +
         ", SERVICE_AREA_ID: '200' }</script></html>";
}
const std::string kTree = R"([{"id":6198,"name":"政府信息公开年报"}])";

class SourceTest : public SiteTest {
 protected:
  Result<std::vector<Listing>> read(const std::string& address, const std::string& fragment = {}) {
    return read_source(fetcher(), {url(address), fragment}, {});
  }
};

TEST_F(SourceTest, FindsTheColumnOfAGkmlptSite) {
  site_.serve_page(kIndex, config(kTree));
  site_.serve_page(kList, list_page(1, 3, 10));
  for (const std::string& address :
       {std::string{kSiteBase}, kIndex, std::string{kSiteBase} + "/gkmlpt/annualreport"}) {
    const auto listings = read(address, "6198");
    ASSERT_TRUE(listings) << address;
    ASSERT_EQ(listings->size(), 1u);
    EXPECT_TRUE(listings->at(0).complete) << listings->at(0).proof;
    EXPECT_EQ(listings->at(0).articles.size(), 3u);
  }
}

TEST_F(SourceTest, ReadsAnythingElseAsAPlainColumn) {
  const std::string column = "https://www.example.gov.cn/xxgk/xxgknb/gzj/";
  site_.serve_page(column,
                   "<html><a href='post_1.html'>某镇2020年政府信息公开工作年度报告</a></html>");
  const auto listings = read(column);
  ASSERT_TRUE(listings);
  EXPECT_TRUE(listings->at(0).complete);
  EXPECT_EQ(site_.asked(), std::vector<std::string>{column}) << "no guessing below a column";
}

TEST_F(SourceTest, NeverTakesABlockPageForNoReports) {
  site_.serve_page(kIndex, "<html><body>" + std::string(3000, 'x') + "</body></html>");
  const auto listings = read(kIndex);
  EXPECT_EQ(listings.error().code, ErrorCode::Malformed);
  EXPECT_EQ(visits().back().fault, FetchFault::BadContract);
}

TEST_F(SourceTest, ProvesNothingByThePageThatStandsWhereTheSiteWas) {
  site_.serve(kIndex, answer(403, "<html>no</html>"));
  site_.serve_page(kSiteBase,
                   "<html><a href='/x.html'>某镇2020年政府信息公开工作年度报告</a></html>");
  const auto listings = read(kSiteBase);
  ASSERT_TRUE(listings);
  EXPECT_EQ(listings->at(0).articles.size(), 1u);
  EXPECT_FALSE(listings->at(0).complete);
}

TEST_F(SourceTest, FollowsAColumnThatLeadsElsewhere) {
  site_.serve_page(kIndex,
                   config(R"([{"id":2,"name":"政府信息公开年报","jump_url":"/xxgk/nb/gzj/"}])"));
  site_.serve_page("https://www.example.gov.cn/xxgk/nb/gzj/",
                   "<html><a href='post_1.html'>某镇2020年政府信息公开工作年度报告</a></html>");
  const auto listings = read(kIndex);
  ASSERT_TRUE(listings);
  ASSERT_EQ(listings->size(), 1u);
  EXPECT_TRUE(listings->at(0).complete);
}

TEST_F(SourceTest, DoesNotFollowAColumnToAHostNobodyAllowed) {
  site_.serve_page(
      kIndex,
      config(R"([{"id":2,"name":"政府信息公开年报","jump_url":"http://mirror.example/a/b/"}])"));
  EXPECT_EQ(read(kIndex).error().code, ErrorCode::Refused);
  EXPECT_EQ(visits().back().url, "http://mirror.example/a/b/") << "recorded, not followed";
}

TEST_F(SourceTest, ShowsTheColumnThatFailedBesideThoseThatDidNot) {
  site_.serve_page(
      kIndex, config(R"([{"id":6198,"name":"政府信息公开年报"},{"id":7,"name":"信息公开年报"}])"));
  site_.serve_page(kList, list_page(1, 3, 10));
  const auto listings = read(kIndex);
  ASSERT_TRUE(listings);
  ASSERT_EQ(listings->size(), 2u);
  EXPECT_TRUE(listings->at(0).complete);
  EXPECT_FALSE(listings->at(1).complete) << "so that nobody takes the first for everything";
  EXPECT_FALSE(listings->at(1).proof.empty());
}

TEST_F(SourceTest, CallsNoListContradictoryThatNeverArrived) {
  site_.serve_page(kIndex, config(R"([{"id":6198,"name":"政府信息公开年报"},)"
                                  R"({"id":6199,"name":"政府信息公开年报（历年）"}])"));
  const std::string other = std::string{kSiteBase} + "/gkmlpt/api/all/6199?page=1&sid=200999";
  site_.serve_page(kList, list_page(1, 3, 10));
  site_.fail(other, ErrorCode::Malformed, net::Fault::Other);  // a coding that cannot be undone
  const auto listings = read(kIndex);
  ASSERT_TRUE(listings);
  ASSERT_EQ(listings->size(), 2u);
  EXPECT_FALSE(listings->at(1).complete);
  EXPECT_EQ(listings->at(1).breach, "");
}

TEST_F(SourceTest, PassesOnThatTheSiteCouldNotBeReached) {
  site_.fail(kIndex, ErrorCode::Unreachable, net::Fault::Reset);
  EXPECT_EQ(read(std::string{kSiteBase}).error().code, ErrorCode::Unreachable);
  EXPECT_EQ(read(kIndex).error().code, ErrorCode::Unreachable);
}

}  // namespace
}  // namespace gkwatch::crawler
