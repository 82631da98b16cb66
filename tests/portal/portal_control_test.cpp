#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "tests/portal/portal.h"
#include "tests/portal/test_client.h"

namespace gkwatch::portal {
namespace {

using nlohmann::json;

std::unique_ptr<Portal> started() { return *Portal::start(); }

Seen get(const Portal& portal, const std::string& target) { return ask(portal.port(), target); }

int post(const Portal& portal, const std::string& target, std::string body = "") {
  return ask(portal.port(), target, {.method = "POST", .body = std::move(body)}).status;
}

const std::string kTownList = "/gzslqslz/gkmlpt/api/all/9310?page=1&sid=200999";

TEST(PortalControl, PublishesAndWithdrawsAReport) {
  const auto portal = started();
  ASSERT_TRUE(portal->publish("sample-town", "report-2020"));
  const auto listed = json::parse(get(*portal, kTownList).body);
  EXPECT_EQ(listed["articles"][0]["id"], 7069415);
  const auto path = portal->path_of("sample-town", "7069415");
  EXPECT_EQ(get(*portal, path).status, 200);
  ASSERT_TRUE(portal->withdraw("sample-town", "7069415"));
  EXPECT_EQ(get(*portal, path).status, 404);
  EXPECT_EQ(json::parse(get(*portal, kTownList).body)["total"], 136);
}

TEST(PortalControl, AddsAnArticleOfTheCallers) {
  const auto portal = started();
  ASSERT_TRUE(portal->add("sample-town", {.id = 7070001,
                                          .title = "示例镇2020年政府信息公开工作年度报告",
                                          .published = "2021-03-06 09:00:00",
                                          .body = "<p>正文</p>"}));
  const auto row = json::parse(get(*portal, kTownList).body)["articles"][0];
  EXPECT_EQ(row["id"], 7070001);
  EXPECT_EQ(row["publisher"], "示例区示例镇人民政府");
}

TEST(PortalControl, ReplacesContentUnderTheSameAddress) {
  const auto portal = started();
  const auto path = portal->path_of("huadu-shiling", "report-2020");
  const auto before = get(*portal, path);
  const auto corrected = portal->fixture("huadu-shiling", "report-2020-corrected.html");
  ASSERT_TRUE(corrected);
  ASSERT_TRUE(portal->replace_body("huadu-shiling", "report-2020", *corrected));
  const auto after = get(*portal, path);
  EXPECT_NE(after.headers.at("etag"), before.headers.at("etag"));
  EXPECT_EQ(after.headers.at("last-modified"), "Fri, 22 Jan 2021 07:24:00 GMT");
  EXPECT_NE(after.body.find(*corrected), std::string::npos);
}

TEST(PortalControl, ReplacesThePageThatALinkRowLeadsTo) {
  const auto portal = started();
  ASSERT_TRUE(portal->replace_body("panyu-zhengshu", "report-2020", "<p>更正</p>"));
  EXPECT_NE(get(*portal, portal->path_of("panyu-zhengshu", "report-2020")).body.find("更正"),
            std::string::npos);
}

TEST(PortalControl, ReplacesAnAttachmentUnderTheSameAddress) {
  const auto portal = started();
  const auto path = portal->attachment_path_of("xigong-luobei", 214907);
  ASSERT_TRUE(portal->replace_attachment("xigong-luobei", 214907, "另一份报告"));
  EXPECT_EQ(get(*portal, path).body, "另一份报告");
}

TEST(PortalControl, CountsRequestsPerPath) {
  const auto portal = started();
  const auto path = portal->path_of("huadu-shiling", "report-2020");
  get(*portal, path);
  get(*portal, path + "?jump=false");
  get(*portal, "/robots.txt");
  EXPECT_EQ(portal->requests(path), 2u);
  EXPECT_EQ(portal->requests().size(), 2u);
  EXPECT_EQ(json::parse(get(*portal, "/_portal/counts").body)[path], 2);
  portal->forget_requests();
  EXPECT_EQ(portal->requests(path), 0u);
}

TEST(PortalControl, RemembersWhatWasAskedInOrder) {
  const auto portal = started();
  ask(portal->port(), "/robots.txt", {.headers = "User-Agent: gkwatch\r\n"});
  get(*portal, "/gzpylpj/gkmlpt/index");
  const auto received = portal->received();
  ASSERT_EQ(received.size(), 2u);
  EXPECT_EQ(received[0].header("user-agent"), "gkwatch");
  EXPECT_EQ(received[1].target, "/gzpylpj/gkmlpt/index");
  EXPECT_EQ(portal->most_at_once(), 1);
}

TEST(PortalControl, CountsHowManyAreServedAtOnce) {
  const auto portal = started();
  portal->inject({.kind = FaultKind::Timeout, .path = "/robots.txt"});
  std::thread waiting{[&] { ask(portal->port(), "/robots.txt"); }};
  while (portal->requests("/robots.txt") == 0) std::this_thread::yield();
  get(*portal, "/");
  EXPECT_EQ(portal->most_at_once(), 2);
  portal->stop();
  waiting.join();
}

TEST(PortalControl, PublishesAnewUnderAnotherId) {
  const auto portal = started();
  const auto before = portal->path_of("huadu-shiling", "report-2020");
  ASSERT_TRUE(portal->readdress("huadu-shiling", "report-2020", 7050123));
  EXPECT_EQ(get(*portal, before).status, 404);
  const auto after = portal->path_of("huadu-shiling", "report-2020");
  EXPECT_EQ(after, "/gzhdslz/gkmlpt/content/7/7050/post_7050123.html");
  EXPECT_EQ(get(*portal, after).status, 200);
  EXPECT_EQ(post(*portal, "/_portal/readdress?agency=huadu-shiling&article=report-2020&id=7050124"),
            204);
  EXPECT_EQ(get(*portal, after).status, 404);
  ASSERT_TRUE(portal->readdress("panyu-zhengshu", "report-2020", 7070707));
  EXPECT_EQ(get(*portal, portal->path_of("panyu-zhengshu", "7070707")).status, 200);
}

TEST(PortalControl, SaysNoToWhatItDoesNotKnow) {
  const auto portal = started();
  EXPECT_FALSE(portal->publish("nobody", "report-2020"));
  EXPECT_FALSE(portal->withdraw("sample-town", "12"));
  EXPECT_FALSE(portal->replace_attachment("sample-town", 1, ""));
  EXPECT_FALSE(portal->fixture("sample-town", "../panyu-luopu/site.json"));
  EXPECT_EQ(post(*portal, "/_portal/publish?agency=nobody&article=1"), 404);
  EXPECT_EQ(post(*portal, "/_portal/fault?kind=earthquake"), 400);
  EXPECT_EQ(post(*portal, "/_portal/earthquake"), 404);
  EXPECT_EQ(post(*portal, "/robots.txt"), 405);
}

TEST(PortalControl, DoesTheSameOverHttp) {
  const auto portal = started();
  EXPECT_EQ(post(*portal, "/_portal/publish?agency=sample-town&article=report-2020"), 204);
  const auto path = portal->path_of("sample-town", "report-2020");
  EXPECT_EQ(get(*portal, path).status, 200);
  EXPECT_EQ(post(*portal, "/_portal/replace?agency=sample-town&article=report-2020", "<p>甲</p>"),
            204);
  EXPECT_NE(get(*portal, path).body.find("<p>甲</p>"), std::string::npos);
  EXPECT_EQ(post(*portal,
                 "/_portal/replace?agency=sample-town&article=report-2020&file=report-2020.html"),
            204);
  EXPECT_EQ(get(*portal, path).body.find("<p>甲</p>"), std::string::npos);
  EXPECT_EQ(post(*portal, "/_portal/title?agency=sample-town&article=report-2020&title=%E4%B9%99"),
            204);
  EXPECT_NE(get(*portal, path).body.find("<h1 class=\"title\">乙</h1>"), std::string::npos);
  EXPECT_EQ(post(*portal, "/_portal/attachment?agency=huadu-xinfang&id=6871204", "丙"), 204);
  EXPECT_EQ(get(*portal, "/attachment/6/6871/6871204/7044835.txt").body, "丙");
  EXPECT_EQ(post(*portal, "/_portal/withdraw?agency=sample-town&article=report-2020"), 204);
  EXPECT_EQ(get(*portal, path).status, 404);
}

TEST(PortalControl, SwitchesFaultsOverHttp) {
  const auto portal = started();
  EXPECT_EQ(post(*portal, "/_portal/fault?kind=503&path=/robots.txt&times=1&retry_after=7"), 204);
  const auto refused = get(*portal, "/robots.txt");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.headers.at("retry-after"), "7");
  EXPECT_EQ(get(*portal, "/robots.txt").status, 200);
  EXPECT_EQ(post(*portal, "/_portal/fault?kind=403&agency=panyu-luopu"), 204);
  EXPECT_EQ(get(*portal, "/gzpylpj/gkmlpt/index").status, 403);
  EXPECT_EQ(post(*portal, "/_portal/clear"), 204);
  EXPECT_EQ(get(*portal, "/gzpylpj/gkmlpt/index").status, 200);
}

TEST(PortalControl, WritesAWatchListOfItsOwnAddresses) {
  const auto portal = started();
  const auto rows = portal->watch_list();
  EXPECT_TRUE(rows.starts_with("id,name,class,region,url,aliases,since\n"));
  for (const std::string id : {"panyu-luopu", "huadu-shiling", "panyu-zhengshu", "xigong-luobei",
                               "huadu-xinfang", "sample-town"}) {
    EXPECT_NE(rows.find("\n" + id + ","), std::string::npos) << id;
    EXPECT_NE(rows.find("," + portal->base_url(id) + ","), std::string::npos) << id;
  }
  EXPECT_EQ(get(*portal, "/_portal/agencies.csv").body, rows);
}

}  // namespace
}  // namespace gkwatch::portal
