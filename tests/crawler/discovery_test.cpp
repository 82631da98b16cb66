#include "crawler/discovery.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/crawler/site_fixture.h"

namespace gkwatch::crawler {
namespace {

const std::string kPortal = "https://www.example.gov.cn/zwgk/list.html";

class DiscoverTest : public SiteTest {
 protected:
  void serve_site(const std::string& base, const std::string& tree) {
    site_.serve_page(base + "/gkmlpt/index",
                     "<html><title>示例镇人民政府信息公开</title><script>window._CONFIG = {SID: "
                     "'200999', TREE: " +
                         tree + "}</script></html>");
  }
  Result<std::vector<Candidate>> look(const std::string& address) {
    return discover(fetcher(), url(address), {});
  }
};

TEST_F(DiscoverTest, FindsTheColumnOfASite) {
  serve_site("https://www.example.gov.cn/gzsl", R"([{"id":6198,"name":"政府信息公开年报"}])");
  const auto found = look("https://www.example.gov.cn/gzsl");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->at(0).name, "示例镇人民政府");
  EXPECT_EQ(found->at(0).url, "https://www.example.gov.cn/gzsl/gkmlpt/annualreport#6198");
}

TEST_F(DiscoverTest, LooksBehindTheLinksOfAPortal) {
  serve_site("https://www.example.gov.cn/a", R"([{"id":1,"name":"年报"}])");
  serve_site("https://www.example.gov.cn/b", R"([{"id":2,"name":"机构职能"}])");
  site_.serve_page(kPortal, R"(<html>
      <a href="/a/gkmlpt/index">示例镇一</a><a href="/a/gkmlpt/guide">示例镇一指南</a>
      <a href="/b/gkmlpt/index">示例镇二</a><a href="/zwgk/zfxxgknb/">政府信息公开年报</a>
      <a href="https://mirror.example/nb/">政府信息公开年报</a><a href="/x/">其他栏目</a></html>)");
  const auto found = look(kPortal);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 4u);
  EXPECT_EQ(found->at(0).url, "https://www.example.gov.cn/a/gkmlpt/annualreport#1");
  EXPECT_EQ(found->at(1).url, "https://www.example.gov.cn/b") << "a site without the column";
  EXPECT_EQ(found->at(2).url, "https://www.example.gov.cn/zwgk/zfxxgknb/");
  EXPECT_NE(found->at(3).note.find("allowed_hosts"), std::string::npos);
  EXPECT_EQ(site_.asked().size(), 3u) << "one page and two sites, each once";
}

TEST_F(DiscoverTest, SaysWhichSiteCouldNotBeLookedAt) {
  site_.serve_page(kPortal, "<html><a href='/a/gkmlpt/index'>示例镇一</a></html>");
  const auto found = look(kPortal);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1u);
  EXPECT_NE(found->at(0).note.find("404"), std::string::npos);
}

TEST_F(DiscoverTest, FailsIfNotEvenThePortalCanBeHad) {
  EXPECT_EQ(look(kPortal).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace gkwatch::crawler
