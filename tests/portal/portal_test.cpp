#include "tests/portal/portal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "tests/portal/test_client.h"

namespace gkwatch::portal {
namespace {

using nlohmann::json;

std::unique_ptr<Portal> started() {
  auto portal = Portal::start();
  EXPECT_TRUE(portal) << (portal ? "" : portal.error().message);
  return *std::move(portal);
}

Seen get(const Portal& portal, const std::string& target, const std::string& headers = "") {
  return ask(portal.port(), target, {.headers = headers});
}

json list(const Portal& portal, const std::string& target) {
  const auto seen = get(portal, target);
  EXPECT_EQ(seen.status, 200) << target;
  return json::parse(seen.body);
}

const std::string kShiling = "/gzhdslz/gkmlpt/api/all/6198?page=1&sid=200158";
const std::string kShilingPost = "/gzhdslz/gkmlpt/content/7/7043/post_7043962.html";

TEST(Portal, AnswersTheListWithWhatTheProtocolPromises) {
  const auto portal = started();
  const auto answer = list(*portal, kShiling);
  EXPECT_EQ(answer["classify"]["id"], 6198);
  EXPECT_EQ(answer["classify"]["jump_url"], "");
  EXPECT_EQ(answer["offset"], 0);
  EXPECT_EQ(answer["total"], 2);
  EXPECT_GT(answer["classify"]["post_count"].get<int>(), answer["total"].get<int>());
  EXPECT_EQ(answer["articles"].size(), 2u);
}

TEST(Portal, GivesARowEveryKnownField) {
  const auto portal = started();
  const auto row = list(*portal, kShiling)["articles"][0];
  for (const auto* field : {"id",
                            "type",
                            "title",
                            "url",
                            "post_url",
                            "date",
                            "create_time",
                            "created_at",
                            "display_publish_time",
                            "expired_time",
                            "is_expired",
                            "is_abolished",
                            "publisher",
                            "identifier",
                            "identifier_f",
                            "identifier_b",
                            "document_number",
                            "keywords",
                            "abstract",
                            "description",
                            "classify_main",
                            "classify_main_name",
                            "classify_genre_name",
                            "classify_theme_name",
                            "relation",
                            "attachment"}) {
    EXPECT_TRUE(row.contains(field)) << field;
  }
  EXPECT_EQ(row["id"], 7043962);
  EXPECT_EQ(row["create_time"], 1611213840);  // 2021-01-21 15:24 +08
  EXPECT_EQ(row["created_at"], "2021-01-21 15:23:56");
  EXPECT_EQ(row["url"], portal->base_url() + kShilingPost + "#6198");
}

TEST(Portal, WritesListsInAsciiWithEscapedSlashes) {
  const auto portal = started();
  const auto body = get(*portal, kShiling).body;
  EXPECT_TRUE(std::all_of(body.begin(), body.end(), [](char c) { return c > 0; }));
  EXPECT_NE(body.find("\\u72ee\\u5cad"), std::string::npos);
  EXPECT_NE(body.find("http:\\/\\/127.0.0.1"), std::string::npos);
}

TEST(Portal, CutsAColumnIntoPagesOfAHundredAndEndsWith404) {
  const auto portal = started();
  const std::string column = "/gzhdslz/gkmlpt/api/all/6196?sid=200158&page=";
  std::set<int> ids;
  for (int page = 1; page <= 3; ++page) {
    const auto answer = list(*portal, column + std::to_string(page));
    EXPECT_EQ(answer["offset"], (page - 1) * 100);
    EXPECT_EQ(answer["articles"].size(), page < 3 ? 100u : 37u);
    for (const auto& row : answer["articles"]) ids.insert(row["id"].get<int>());
  }
  EXPECT_EQ(ids.size(), 237u);
  EXPECT_EQ(get(*portal, column + "4").status, 404);
}

TEST(Portal, TakesPageZeroForPageOne) {
  const auto portal = started();
  EXPECT_EQ(get(*portal, "/gzhdslz/gkmlpt/api/all/6196?page=0&sid=200158").body,
            get(*portal, "/gzhdslz/gkmlpt/api/all/6196?page=1&sid=200158").body);
}

TEST(Portal, ListsNewestFirst) {
  const auto portal = started();
  const auto rows = list(*portal, "/gzslqslz/gkmlpt/api/all/9310?page=1&sid=200999")["articles"];
  for (std::size_t i = 1; i < rows.size(); ++i) {
    EXPECT_GE(rows[i - 1]["create_time"].get<int>(), rows[i]["create_time"].get<int>());
  }
}

TEST(Portal, AnswersAnEmptyColumnWith200) {
  const auto portal = started();
  const auto answer = list(*portal, "/gzslqslz/gkmlpt/api/all/9303?page=1&sid=200999");
  EXPECT_EQ(answer["total"], 0);
  EXPECT_TRUE(answer["articles"].empty());
  EXPECT_EQ(get(*portal, "/gzslqslz/gkmlpt/api/all/77?page=1&sid=200999").status, 404);
}

TEST(Portal, PutsConfigIntoTheIndexAsAnObjectLiteral) {
  const auto portal = started();
  for (const std::string tab : {"index", "annualreport"}) {
    const auto html = get(*portal, "/gzhdslz/gkmlpt/" + tab).body;
    EXPECT_NE(html.find("window._CONFIG = {"), std::string::npos);
    EXPECT_NE(html.find("SID: '200158'"), std::string::npos);
    const auto tree = html.find("TREE: [");
    const auto area = html.find("],\n  SERVICE_AREA_ID: '200'");
    ASSERT_NE(tree, std::string::npos);
    ASSERT_NE(area, std::string::npos);
    const auto nodes = json::parse(html.substr(tree + 6, area + 1 - tree - 6));
    EXPECT_EQ(nodes[4]["id"], 6198);
    EXPECT_EQ(nodes[4]["jump_url"], "");
    EXPECT_EQ(nodes[1]["children"][0]["parent"], 6193);
    EXPECT_NE(nodes[5]["jump_url"], "");
  }
}

TEST(Portal, ShowsTheSameBodyInDetailAndInThePage) {
  const auto portal = started();
  const auto html = get(*portal, kShilingPost).body;
  const auto begin = html.find("DETAIL: ") + 8;
  const auto line = html.substr(begin, html.find(",\n  TREE: [") - begin);
  EXPECT_EQ(line.find_first_of("<>&'\n"), std::string::npos);
  EXPECT_NE(line.find("\\u003Ctable"), std::string::npos);
  EXPECT_NE(line.find("\\u0022"), std::string::npos);
  const auto content = json::parse(line)["content"].get<std::string>();
  EXPECT_NE(html.find("<div class=\"article-content\">" + content + "</div>"), std::string::npos);
  EXPECT_NE(html.find("<label>发布机构:</label><span>广州市花都区狮岭镇人民政府</span>"),
            std::string::npos);
  EXPECT_NE(html.find("发布日期：2021-01-21  浏览次数：-"), std::string::npos);
}

TEST(Portal, LeadsToAttachmentsFromTheListAndFromTheBody) {
  const auto portal = started();
  const auto row = list(*portal, "/lyxglbj/gkmlpt/api/all/31184?page=1&sid=379041")["articles"][0];
  const auto item = row["attachment"][0];
  const std::string path = "/lyxglbj/attachment/0/214/214907/1107264.txt";
  EXPECT_EQ(item["url"], portal->base_url() + path);
  const auto file = get(*portal, path);
  EXPECT_EQ(file.headers.at("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(item["size"], std::to_string(file.body.size()));
  const auto page = get(*portal, portal->path_of("xigong-luobei", "report-2020")).body;
  EXPECT_NE(page.find("class=\"nfw-cms-attachment\" attachment-id=\"214907\" href=\"" +
                      portal->base_url() + path),
            std::string::npos);
  EXPECT_EQ(portal->attachment_path_of("huadu-xinfang", 6871204),
            "/attachment/6/6871/6871204/7044835.txt");
}

TEST(Portal, LeadsFromALinkRowToAPageOfTheOlderSystem) {
  const auto portal = started();
  const auto rows =
      list(*portal, "/fzqzwfwsjglj/gkmlpt/api/all/5310?page=1&sid=200142")["articles"];
  EXPECT_EQ(rows[0]["type"], "url");
  const std::string column = "/jgzy/qzfbm/fzqzwfwsjglj/sjgljgkml/zfxxgkgzndbg/";
  EXPECT_EQ(rows[0]["url"], portal->base_url() + column + "content/post_7061873.html");
  const auto page = get(*portal, column + "content/post_7061873.html").body;
  EXPECT_NE(page.find("NFCMS_PUB_TYPE = 'post'"), std::string::npos);
  EXPECT_NE(page.find("勾稽关系"), std::string::npos);
  EXPECT_NE(get(*portal, column).body.find("content/post_7061873.html"), std::string::npos);
}

TEST(Portal, Answers304ToItsOwnValidators) {
  const auto portal = started();
  const auto first = get(*portal, kShilingPost);
  const auto etag = first.headers.at("etag");
  EXPECT_EQ(first.headers.at("last-modified"), "Thu, 21 Jan 2021 07:24:00 GMT");
  const auto again = get(*portal, kShilingPost, "If-None-Match: " + etag + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
  EXPECT_EQ(
      get(*portal, kShilingPost, "If-Modified-Since: Thu, 21 Jan 2021 07:24:00 GMT\r\n").status,
      304);
  EXPECT_EQ(get(*portal, kShilingPost, "If-None-Match: \"other\"\r\n").status, 200);
}

TEST(Portal, PacksOnlyWhatIsAskedForPacked) {
  const auto portal = started();
  const auto packed = get(*portal, kShilingPost, "Accept-Encoding: gzip, deflate\r\n");
  EXPECT_EQ(packed.headers.at("content-encoding"), "gzip");
  EXPECT_EQ(packed.body.substr(0, 2), "\x1f\x8b");
  const auto plain = get(*portal, kShilingPost);
  EXPECT_FALSE(plain.headers.contains("content-encoding"));
  EXPECT_LT(packed.body.size(), plain.body.size() / 4);
}

TEST(Portal, NamesTheHostThatItWasAskedBy) {
  const auto portal = started();
  const auto seen = ask(portal->port(), "http://www.huadu.gov.cn" + kShiling,
                        {.headers = "Host: www.huadu.gov.cn\r\n"});
  EXPECT_EQ(json::parse(seen.body)["articles"][0]["url"],
            "http://www.huadu.gov.cn" + kShilingPost + "#6198");
}

TEST(Portal, HoldsBackTheReportOfTheSampleTown) {
  const auto portal = started();
  const auto answer = list(*portal, "/gzslqslz/gkmlpt/api/all/9310?page=1&sid=200999");
  EXPECT_EQ(answer["total"], 136);
  for (const auto& row : answer["articles"]) EXPECT_NE(row["id"], 7069415);
  EXPECT_EQ(get(*portal, "/gzslqslz/gkmlpt/content/7/7069/post_7069415.html").status, 404);
}

TEST(Portal, WritesALoneSurrogateIntoDetailAndNotIntoThePage) {
  const auto portal = started();
  const auto html = get(*portal, portal->path_of("sample-town", "website-2020")).body;
  EXPECT_NE(html.find("\\ud83d"), std::string::npos);
  EXPECT_NE(html.find("坏字符\uFFFD。"), std::string::npos);
  EXPECT_NE(html.find("{\"访问量\": 0}"), std::string::npos);
}

TEST(Portal, ServesManyAtOnceAndStopsInTheMiddleOfAnAnswer) {
  auto portal = started();
  portal->inject({.kind = FaultKind::Timeout, .path = "/robots.txt"});
  portal->inject({.kind = FaultKind::EndlessHeaders, .path = "/"});
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&, i] { get(*portal, i % 2 == 0 ? "/robots.txt" : "/"); });
  }
  while (portal->requests("/robots.txt") + portal->requests("/") < 8) std::this_thread::yield();
  const auto before = std::chrono::steady_clock::now();
  portal->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds{1});
  for (auto& client : clients) client.join();
}

TEST(Portal, StopsAtAnyMoment) {
  for (std::size_t round = 0; round < 30; ++round) {
    auto portal = started();
    std::thread client{[port = portal->port()] {
      while (ask(port, kShiling).answered) continue;
    }};
    while (portal->requests("/gzhdslz/gkmlpt/api/all/6198") < 1 + round % 3) {
      std::this_thread::yield();
    }
    portal->stop();
    client.join();
  }
}

TEST(Portal, StandsTwiceInOneProcess) {
  const auto one = started();
  const auto two = started();
  EXPECT_NE(one->port(), two->port());
  EXPECT_FALSE(Portal::start({.port = one->port()}));
}

}  // namespace
}  // namespace gkwatch::portal
