#include "crawler/content_page.h"

#include <gtest/gtest.h>

#include <string>

namespace gkwatch::crawler {
namespace {

const std::string kAddress =
    "https://www.example.gov.cn/gzxxyyz/gkmlpt/content/10/10097/post_10097999.html";

PageSnapshot page_of(std::string body, const std::string& address = kAddress) {
  return {.url = *Url::parse(address),
          .fetched_at = {},
          .media_type = "text/html",
          .hash = hash_of(body),
          .body = std::make_shared<const std::string>(std::move(body))};
}

Article article(const std::string& id = "10097999", const std::string& address = kAddress) {
  return {.id = id, .title = "列表标题", .url = *Url::parse(address)};
}

const std::string kPlatformPage = R"(<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="ArticleTitle" content="示例镇人民政府2024年政府信息公开工作年度报告">
<meta name="PubDate" content="2025-01-14 16:18"><meta name="ContentSource" content="本网">
<script>window._CONFIG = { SID: '200999',
 DETAIL: {"id":10097999,"title":"示例镇人民政府2024年\n政府信息公开工作年度报告","publisher":"示例镇人民政府",
  "content":"\u003Cp\u003E附件\u003Ca class=\u0022nfw-cms-attachment\u0022 href=\u0022https:\/\/www.example.gov.cn\/attachment\/7\/7940001\/10097999.pdf\u0022 alt=\u0022年度报告.pdf\u0022\u003E下载\u003C\/a\u003E } {\u003C\/p\u003E",
  "attachment":[{"name":"年度报告.pdf","url":"http:\/\/www.example.gov.cn\/attachment\/7\/7940001\/10097999.pdf"}]},
 TREE: [] }</script></head><body>
<div class="classify"><table><tr><td><label>索 引 号:</label><span>1144/2025-1</span></td></tr>
<tr><td><label>发布机构:</label><span>示例镇人民政府</span></td><td><label>成文日期:</label><span>2025-01-13</span></td></tr>
<tr><td><label>文 号:</label><span></span></td><td><label>发布日期:</label><span>2025-01-14</span></td></tr></table></div>
<div class="content"><h1 class="title">示例镇</h1><div class="date-row">发布日期：2025-01-14 浏览次数：-</div>
<div class="article-content"><p>一、总体情况</p><img class="nfw-cms-img" src="/img/1/scan.jpg">
<img src="data:image/png;base64,AAAA"><a href="/wzfj/旧报告.doc">旧报告</a></div></div>
<div class="footer"><a href="/tools/reader.zip">阅读器下载</a></div></body></html>)";

TEST(ContentPage, ReadsAPageOfThePlatform) {
  const auto content = read_content_page(page_of(kPlatformPage), article());
  ASSERT_TRUE(content);
  EXPECT_EQ(content->id, "10097999");
  EXPECT_EQ(content->title, "示例镇人民政府2024年 政府信息公开工作年度报告");
  EXPECT_EQ(content->publisher, "示例镇人民政府");
  EXPECT_EQ(iso_time(*content->published_at), "2025-01-14T16:18:00+08:00");
  EXPECT_TRUE(content->has_time);
  EXPECT_EQ(iso_date(*content->written_on), "2025-01-13");
  ASSERT_EQ(content->attachments.size(), 2u) << "http and https of one file are one";
  EXPECT_EQ(content->attachments[0].name, "年度报告.pdf");
  EXPECT_EQ(content->attachments[1].name, "旧报告") << "and nothing from the foot of the page";
  ASSERT_EQ(content->images.size(), 1u) << "an image within the page is no scan";
  EXPECT_EQ(content->images[0].text(), "https://www.example.gov.cn/img/1/scan.jpg");
}

TEST(ContentPage, KnowsTheDayOnlyWhereNoTimeStands) {
  const auto content = read_content_page(
      page_of(
          "<html><title>x</title><h1>报告</h1><p>发布时间：2021年1月22日 来源：本网</p></html>"),
      article("", kAddress));
  ASSERT_TRUE(content);
  EXPECT_EQ(iso_time(*content->published_at), "2021-01-22T00:00:00+08:00");
  EXPECT_FALSE(content->has_time);
}

TEST(ContentPage, TakesTheEarlierOfTwoDaysThatDisagree) {
  const auto content = read_content_page(
      page_of("<html><head><meta name=PubDate content='2025-03-01 10:00'></head><body><h1>报告</h1>"
              "<div class=date-row>发布日期：2025-01-14</div></body></html>"),
      article());
  ASSERT_TRUE(content);
  EXPECT_EQ(iso_date(china_date(*content->published_at)), "2025-01-14");
}

TEST(ContentPage, RefusesAnotherPostThanTheOneAskedFor) {
  EXPECT_EQ(read_content_page(page_of(kPlatformPage), article("10098000")).error().code,
            ErrorCode::Malformed);
}

// The address of a post that leads to the index, a login or an error page, with status 200.
TEST(ContentPage, RefusesAPageThatThePostOnlyLedTo) {
  const std::string site = "https://www.example.gov.cn/gzxxyyz/gkmlpt/";
  const std::string index =
      "<html><title>信息公开</title><script>window._CONFIG = {SID: '1', TREE: []}</script></html>";
  for (const std::string& address : {site + "index", site + "login.html"}) {
    EXPECT_EQ(read_content_page(page_of(index, address), article()).error().code,
              ErrorCode::Malformed)
        << address;
  }
  EXPECT_TRUE(
      read_content_page(page_of(kPlatformPage, site + "moved/post_10097999.html"), article()))
      << "the post itself, at another place";
}

TEST(ContentPage, AsksALinkedPageForTheNumberInItsAddressOnly) {
  const std::string address = "https://www.example.gov.cn/zj/2019n/content/post_5645615.html";
  Article link = article("9000001", address);
  link.is_link = true;
  const auto content = read_content_page(
      page_of("<html><script>var NFCMS_POST_ID='5645615';</script><h1>报告</h1></html>", address),
      link);
  ASSERT_TRUE(content);
  EXPECT_EQ(content->id, "5645615");
}

TEST(ContentPage, TellsAnErrorPageFromAPost) {
  EXPECT_EQ(read_content_page(page_of("<html><title>404 Not Found</title></html>"), article())
                .error()
                .code,
            ErrorCode::NotFound);
  EXPECT_EQ(read_content_page(page_of("<html><body></body></html>"), article()).error().code,
            ErrorCode::Malformed);
}

TEST(ContentPage, RefusesAPageOfThePlatformThatIsCutShort) {
  const std::size_t begin = kPlatformPage.find("_CONFIG");
  const std::size_t end = kPlatformPage.find("</body>");
  for (std::size_t size = 0; size < kPlatformPage.size(); size += 37) {
    const auto content = read_content_page(page_of(kPlatformPage.substr(0, size)), article());
    if (size > begin + 8 && size < end) {
      EXPECT_FALSE(content) << size;
    }
  }
}

TEST(ContentPage, SaysThatTheRowLedStraightToAFile) {
  const std::string address = "https://www.example.gov.cn/a/report.pdf";
  const auto content = read_content_page(page_of("%PDF-1.4", address), article("1", address));
  ASSERT_TRUE(content);
  EXPECT_TRUE(content->is_file);
}

TEST(ContentPage, ReadsOtherSitesAsFarAsTheyTell) {
  const auto content = read_content_page(
      page_of(
          "<html><head><title>报告-示例区政府</title><meta name='ArticleTitle' content='示例局"
          "2020年政府信息公开年度报告'><meta name='ContentSource' content='示例局'></head><body>"
          "<div id=zoomcon><img src='s1.png'><img src='s2.png'></div>"
          "<a href='P0201.pdf'>附件</a></body></html>",
          "https://www.example.gov.cn/art/2021/1/6/art_1_2.html"),
      article("https://x", "https://www.example.gov.cn/art/2021/1/6/art_1_2.html"));
  ASSERT_TRUE(content);
  EXPECT_EQ(content->title, "示例局2020年政府信息公开年度报告");
  EXPECT_EQ(content->publisher, "示例局");
  EXPECT_EQ(content->images.size(), 2u);
  ASSERT_EQ(content->attachments.size(), 1u);
  EXPECT_EQ(content->attachments[0].url.text(),
            "https://www.example.gov.cn/art/2021/1/6/P0201.pdf");
}

}  // namespace
}  // namespace gkwatch::crawler
