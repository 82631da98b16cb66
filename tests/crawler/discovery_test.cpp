#include "crawler/discovery.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "tests/crawler/site_fixture.h"

namespace gkwatch::crawler {
namespace {

const std::string kHost = "https://www.example.gov.cn";
const std::string kPortal = kHost + "/zwgk/list.html";

class DiscoverTest : public SiteTest {
 protected:
  void serve_site(const std::string& base, const std::string& tree) {
    site_.serve_page(base + "/gkmlpt/index",
                     "<html><title>示例镇人民政府信息公开</title><script>window._CONFIG = {SID: "
                     "'200999', TREE: " +
                         tree + "}</script></html>");
  }
  Discovery look(const std::string& address) {
    return discover(fetcher(), url(address), journal_, {});
  }
  // A journal that lives as long as the test.
  void keep_a_journal() {
    journal_ = {.recall = [this](const std::string& page) -> std::optional<Discovered> {
                  const auto found = pages_.find(page);
                  if (found == pages_.end()) return std::nullopt;
                  return found->second;
                },
                .keep = [this](const std::string& page, const Discovered& seen) -> Status {
                  pages_[page] = seen;
                  return {};
                }};
  }
  static std::vector<std::string> names(const Discovery& seen) {
    std::vector<std::string> all;
    for (const Candidate& one : seen.found) all.push_back(one.name);
    return all;
  }

  DiscoveryJournal journal_;
  std::map<std::string, Discovered> pages_;
};

TEST_F(DiscoverTest, FindsTheColumnOfASite) {
  serve_site(kHost + "/gzsl", R"([{"id":6198,"name":"政府信息公开年报"}])");
  const auto seen = look(kHost + "/gzsl");
  EXPECT_FALSE(seen.ended_by);
  ASSERT_EQ(seen.found.size(), 1u);
  EXPECT_EQ(seen.found[0].name, "示例镇人民政府");
  EXPECT_EQ(seen.found[0].url, kHost + "/gzsl/gkmlpt/annualreport#6198");
  EXPECT_EQ(seen.found[0].sid, "200999");
  EXPECT_EQ(seen.found[0].column, "政府信息公开年报");
}

TEST_F(DiscoverTest, LooksBehindTheLinksOfAPortal) {
  serve_site(kHost + "/a", R"([{"id":1,"name":"年报"}])");
  serve_site(kHost + "/b", R"([{"id":2,"name":"机构职能"}])");
  site_.serve_page(kPortal, R"(<html>
      <a href="/a/gkmlpt/index">示例镇一</a><a href="/a/gkmlpt/guide">示例镇一指南</a>
      <a href="/b/gkmlpt/index">示例镇二</a><a href="/zwgk/zfxxgknb/">政府信息公开年报</a>
      <a href="https://mirror.example/nb/">政府信息公开年报</a><a href="/x/">其他栏目</a></html>)");
  const auto seen = look(kPortal);
  ASSERT_EQ(seen.found.size(), 4u);
  EXPECT_EQ(seen.found[0].url, kHost + "/a/gkmlpt/annualreport#1");
  EXPECT_EQ(seen.found[1].url, kHost + "/b") << "a site without the column";
  EXPECT_NE(seen.found[2].note.find("allowed_hosts"), std::string::npos);
  EXPECT_EQ(seen.found[3].url, kHost + "/zwgk/zfxxgknb/");
  EXPECT_NE(seen.found[3].note.find("404"), std::string::npos) << "it could not be looked at";
  EXPECT_EQ(site_.asked().size(), 4u) << "the portal, two sites and a column, each once";
}

TEST_F(DiscoverTest, NamesTheAgenciesWhoseReportsAColumnListsOnAllItsPages) {
  const std::string column = kHost + "/zwgk/nb/";
  site_.serve_page(kPortal, "<html><a href='/zwgk/nb/'>镇街政府信息公开年报</a></html>");
  site_.serve_page(column, R"(<html>
      <a href="content/post_1.html">示例镇人民政府2024年政府信息公开工作年度报告</a>
      <a href="content/post_2.html">示例镇人民政府2023年政府信息公开工作年度报告</a>
      <a href="index_2.html">下一页</a></html>)");
  site_.serve_page(column + "index_2.html", R"(<html>
      <a href="content/post_3.html">示例街道办事处2024年政府信息公开工作年度报告</a></html>)");
  const auto seen = look(kPortal);
  EXPECT_EQ(names(seen), (std::vector<std::string>{"示例镇人民政府", "示例街道办事处"}));
  for (const Candidate& one : seen.found) EXPECT_EQ(one.url, column);
}

TEST_F(DiscoverTest, FollowsTheHitsOfTheProvinceSearchToTheSites) {
  const std::string search = "https://search.example.gov.cn/api/search/all";
  const auto hits = [](const std::string& list) {
    return R"({"errcode":0,"data":{"news":{"total":25,"list":[)" + list + "]}}}";
  };
  serve_site(kHost + "/a", R"([{"id":1,"name":"年报"}])");
  site_.serve_page(search, hits(R"({"title":"示例镇人民政府2024年政府信息公开工作年度报告",
      "url":"https://www.example.gov.cn/a/gkmlpt/content/0/1/post_1.html"})"),
                   "application/json");
  site_.serve_page(search, hits(R"({"title":"示例局2024年政府信息公开工作年度报告",
      "url":"https://www.example.gov.cn/nb/gbm/content/post_2.html"})"),
                   "application/json");
  const auto seen = look(search + "?gdbsDivision=440100");
  EXPECT_FALSE(seen.ended_by);
  ASSERT_EQ(seen.found.size(), 2u);
  EXPECT_EQ(seen.found[0].url, kHost + "/a/gkmlpt/annualreport#1");
  EXPECT_EQ(seen.found[1].url, kHost + "/nb/gbm/");
  ASSERT_TRUE(site_.sent().at(1).request.post_body);
  EXPECT_NE(site_.sent()[1].request.post_body->find("gdbsDivision=440100"), std::string::npos);
}

TEST_F(DiscoverTest, AsksForNothingThatItsJournalHolds) {
  serve_site(kHost + "/a", R"([{"id":1,"name":"年报"}])");
  site_.serve_page(kPortal, R"(<html><a href="/a/gkmlpt/index">示例镇一</a></html>)");
  keep_a_journal();
  const auto first = look(kPortal);
  const auto asked = site_.asked().size();
  EXPECT_EQ(look(kPortal).found, first.found);
  EXPECT_EQ(site_.asked().size(), asked);
}

TEST_F(DiscoverTest, AsksAgainForWhatFailedForTheMoment) {
  site_.serve_page(kPortal, R"(<html><a href="/a/gkmlpt/index">示例镇一</a></html>)");
  site_.serve(kHost + "/a/gkmlpt/index", answer(502));
  keep_a_journal();
  EXPECT_NE(look(kPortal).found.at(0).note.find("502"), std::string::npos);
  EXPECT_FALSE(pages_.contains(kHost + "/a/gkmlpt/index"));
}

TEST_F(DiscoverTest, SaysWhichSiteCouldNotBeLookedAt) {
  site_.serve_page(kPortal, "<html><a href='/a/gkmlpt/index'>示例镇一</a></html>");
  const auto seen = look(kPortal);
  ASSERT_EQ(seen.found.size(), 1u);
  EXPECT_NE(seen.found[0].note.find("404"), std::string::npos);
}

TEST_F(DiscoverTest, FailsIfNotEvenThePortalCanBeHad) {
  const auto seen = look(kPortal);
  ASSERT_TRUE(seen.ended_by);
  EXPECT_EQ(seen.ended_by->code, ErrorCode::NotFound);
}

TEST_F(DiscoverTest, KeepsWhatWasFoundWhenItIsStopped) {
  serve_site(kHost + "/a", R"([{"id":1,"name":"年报"}])");
  site_.serve_page(kPortal, R"(<html><a href="/a/gkmlpt/index">示例镇一</a>
      <a href="/nb/">政府信息公开年报</a></html>)");
  std::stop_source stop;
  journal_.keep = [&](const std::string& page, const Discovered&) -> Status {
    if (page.ends_with("/a/gkmlpt/index")) stop.request_stop();
    return {};
  };
  const auto seen = discover(fetcher(), url(kPortal), journal_, stop.get_token());
  ASSERT_TRUE(seen.ended_by);
  EXPECT_EQ(seen.ended_by->code, ErrorCode::Cancelled);
  EXPECT_EQ(seen.found.size(), 1u);
}

}  // namespace
}  // namespace gkwatch::crawler
