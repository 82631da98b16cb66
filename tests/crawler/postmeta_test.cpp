#include "crawler/postmeta.h"

#include <gtest/gtest.h>

#include <string>

#include "core/china_time.h"
#include "tests/crawler/site_fixture.h"

namespace gkwatch::crawler {
namespace {

const std::string kMeta = "https://www.example.gov.cn/postmeta/i/1234.json";

std::string post(int id, int year) {
  return R"({"id":)" + std::to_string(id) + R"(,"title":"示例镇)" + std::to_string(year) +
         R"(年政府信息公开工作年度报告","url":"/nb/content/post_)" + std::to_string(id) +
         R"(.html","date":")" + std::to_string(year + 1) + R"(-01-20"})";
}
std::string column(const std::string& count, const std::string& posts,
                   const std::string& children = "") {
  return R"({"category":{"id":1234,"name":"各镇街")" + count + R"(},"children":[)" + children +
         R"(],"articles":[)" + posts + "]}";
}

class PostmetaTest : public SiteTest {
 protected:
  Result<Listing> read() { return read_postmeta_column(fetcher(), url(kMeta), {}); }
  void serve(const std::string& address, const std::string& body) {
    site_.serve_page(address, body, "application/json");
  }
};

TEST(Postmeta, IsFoundByTheNumberThatAPageGivesItsColumn) {
  EXPECT_EQ(nfcms_column_id("<script>var NFCMS_CAT_ID = '150493';</script>"), "150493");
  EXPECT_EQ(nfcms_column_id("NFCMS_CAT_ID=7,"), "7");
  EXPECT_EQ(nfcms_column_id("NFCMS_CAT_ID = '';"), "");
  EXPECT_TRUE(is_postmeta(*Url::parse(kMeta)));
  EXPECT_FALSE(is_postmeta(*Url::parse("https://www.example.gov.cn/postmeta/p/0/1/1.json")));
}

TEST_F(PostmetaTest, IsCompleteWhereEveryPostThatIsCountedIsListed) {
  serve(kMeta, column(R"(,"publish_count":"2")", post(1, 2020) + "," + post(2, 2019)));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
  EXPECT_EQ(listing->column_name, "各镇街");
  ASSERT_EQ(listing->articles.size(), 2u);
  EXPECT_EQ(listing->articles[0].id, "https://www.example.gov.cn/nb/content/post_1.html");
  EXPECT_EQ(iso_date(china_date(*listing->articles[0].published_at)), "2021-01-20");
}

TEST_F(PostmetaTest, ProvesNothingWhereLessIsListedThanCounted) {
  serve(kMeta, column(R"(,"publish_count":3)", post(1, 2020)));
  EXPECT_FALSE(read()->complete);
}

TEST_F(PostmetaTest, ProvesNothingWhereNothingIsCounted) {
  serve(kMeta, column("", post(1, 2020)));
  EXPECT_FALSE(read()->complete);
}

TEST_F(PostmetaTest, ReadsTheColumnsBelow) {
  serve(kMeta, column(R"(,"publish_count":0)", "",
                      R"({"id":5,"name":"2020年","publish_count":1},{"id":6,"publish_count":0})"));
  serve("https://www.example.gov.cn/postmeta/i/5.json",
        column(R"(,"publish_count":1)", post(1, 2020)));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
  EXPECT_EQ(listing->articles.size(), 1u);
  EXPECT_EQ(site_.asked().size(), 2u) << "an empty column need not be asked for";
}

TEST_F(PostmetaTest, FailsWhereAPageStandsInItsPlace) {
  serve(kMeta, "<html><body>" + std::string(3000, 'x') + "</body></html>");
  EXPECT_EQ(read().error().code, ErrorCode::Malformed);
  EXPECT_EQ(visits().back().fault, FetchFault::BadContract);
}

}  // namespace
}  // namespace gkwatch::crawler
