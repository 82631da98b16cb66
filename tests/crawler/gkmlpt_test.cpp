#include "crawler/gkmlpt.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gkwatch::crawler {
namespace {

const Url kBase = *Url::parse("https://www.example.gov.cn/gzxxyyz/gkmlpt/index");

Json tree_of(const std::string& text) { return *Json::parse(text); }

std::vector<std::string> cids(const Columns& chosen) {
  std::vector<std::string> ids;
  for (const Column& column : chosen.columns) ids.push_back(column.cid);
  return ids;
}

using Ids = std::vector<std::string>;

TEST(SiteConfig, IsReadFromAPageOfThePlatform) {
  const auto config = read_site_config(
      "<script>window._CONFIG = {\n APP_URL: 'https://www.example.gov.cn/gzxxyyz',\n"
      " SID: '200999',\n DETAIL: {\"id\":7,\"content\":\"\\u003Cp\\u003E } { \\ud83d\"},\n"
      " TREE: [{\"id\":6198,\"name\":\"\\u5e74\\u62a5\"}],\n SERVICE_AREA_ID: '200'\n}</script>");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->sid, "200999");
  EXPECT_EQ(config->app_url, "https://www.example.gov.cn/gzxxyyz");
  EXPECT_EQ(config->tree.at(0)["name"].string_or(""), "年报");
  EXPECT_EQ(config->detail["id"].integer(), 7);
}

TEST(SiteConfig, IsAbsentFromEveryOtherPage) {
  EXPECT_FALSE(read_site_config("<html><body>请输入验证码</body></html>"));
  const auto odd = read_site_config("window._CONFIG = {SID: '1', TREE: null}");
  ASSERT_TRUE(odd);
  EXPECT_FALSE(odd->tree.is_array());
}

TEST(ChooseColumns, KnowsTheNamesThatSitesUse) {
  for (const char* name :
       {"政府信息公开年报", "信息公开年报", "信息公开年度报告", "年度信息公开报告", "年度报告",
        "公开年报", "年报", "政府信息公开工作年度报告", "政府信息 公开年报", "年度工作报告"}) {
    const Json tree =
        tree_of(R"([{"id":1,"name":"机构职能"},{"id":2,"name":")" + std::string{name} + R"("}])");
    EXPECT_EQ(cids(choose_columns(tree, "", kBase)), Ids{"2"}) << name;
  }
}

TEST(ChooseColumns, LeavesLookAlikesOut) {
  const Json tree = tree_of(
      R"([{"id":1,"name":"法治政府建设年度报告"},{"id":2,"name":"年度部门决算公开报告"},
          {"id":3,"name":"政府信息公开指南"},{"id":4,"name":"网站公开年度报告"}])");
  const Columns chosen = choose_columns(tree, "", kBase);
  EXPECT_EQ(cids(chosen), Ids{"0"}) << "nothing fits: the whole site is searched by title";
  EXPECT_TRUE(chosen.columns[0].needs_titles);
  EXPECT_FALSE(chosen.columns[0].is_proof) << "a recent slice proves no absence";
}

TEST(ChooseColumns, WalksDownAndTakesTheYearsBelow) {
  const Json tree = tree_of(
      R"([{"id":1,"name":"公开","children":[{"id":2,"name":"政府信息公开年报","children":[
          {"id":3,"name":"2020年"},{"id":4,"name":"2021年","jump_url":""}]}]}])");
  EXPECT_EQ(cids(choose_columns(tree, "", kBase)), (Ids{"2", "3", "4"}));
}

TEST(ChooseColumns, FollowsANodeThatLeadsElsewhereOnlyIfNoOtherFits) {
  const std::string jump = R"({"id":2,"name":"政府信息公开年报","jump_url":"/xxgk/xxgknb/gzj/"})";
  const Columns elsewhere = choose_columns(tree_of("[" + jump + "]"), "", kBase);
  EXPECT_TRUE(elsewhere.columns.empty());
  ASSERT_EQ(elsewhere.elsewhere.size(), 1u);
  EXPECT_EQ(elsewhere.elsewhere[0].url.text(), "https://www.example.gov.cn/xxgk/xxgknb/gzj/");
  const Columns here =
      choose_columns(tree_of("[" + jump + R"(,{"id":3,"name":"信息公开年报"}])"), "", kBase);
  EXPECT_EQ(cids(here), Ids{"3"});
  EXPECT_TRUE(here.elsewhere.empty());
}

TEST(ChooseColumns, TakesTheColumnThatTheWatchListNames) {
  const Json tree = tree_of(R"([{"id":6198,"name":"其他"},{"id":7,"name":"政府信息公开年报"}])");
  const Columns chosen = choose_columns(tree, "6198", kBase);
  EXPECT_EQ(cids(chosen), (Ids{"6198", "7"}));
  EXPECT_FALSE(chosen.columns[0].note.empty());
  EXPECT_TRUE(chosen.columns[1].note.empty());
}

TEST(ChooseColumns, FindsTheColumnAgainAfterItsNumberChanged) {
  const Columns found =
      choose_columns(tree_of(R"([{"id":7,"name":"政府信息公开年报"}])"), "6198", kBase);
  EXPECT_EQ(cids(found), Ids{"7"});
  EXPECT_NE(found.columns[0].note.find("6198"), std::string::npos);
}

TEST(ChooseColumns, UsesANamedColumnThatIsNotInTheTreeButTakesItForNoProof) {
  const Columns chosen = choose_columns(tree_of(R"([{"id":1,"name":"机构职能"}])"), "6198", kBase);
  EXPECT_EQ(cids(chosen), Ids{"6198"});
  EXPECT_FALSE(chosen.columns[0].is_proof);
}

TEST(GkmlptBase, IsWhatStandsBeforeThePlatform) {
  const auto base = [](const char* text) { return gkmlpt_base_of(*Url::parse(text)); };
  EXPECT_EQ(base("https://www.huadu.gov.cn/gzhdslz/gkmlpt/annualreport#6198"),
            "https://www.huadu.gov.cn/gzhdslz");
  EXPECT_EQ(base("http://zjj.sz.gov.cn/gkmlpt/index"), "http://zjj.sz.gov.cn");
  EXPECT_EQ(base("http://zjj.sz.gov.cn/gkmlpt"), "http://zjj.sz.gov.cn");
  EXPECT_EQ(base("http://www.panyu.gov.cn:81/gzpylpj/"), "http://www.panyu.gov.cn:81/gzpylpj");
  EXPECT_TRUE(is_gkmlpt(*Url::parse("http://zjj.sz.gov.cn/gkmlpt")));
  EXPECT_FALSE(is_gkmlpt(*Url::parse("http://zjj.sz.gov.cn/gkmlptx/")));
}

TEST(ListUrl, CarriesSidOnlyIfThereIsOne) {
  EXPECT_EQ(list_url({"https://a.gov.cn/b", "200999"}, "6198", 2)->text(),
            "https://a.gov.cn/b/gkmlpt/api/all/6198?page=2&sid=200999");
  EXPECT_EQ(list_url({"https://a.gov.cn", ""}, "1", 1)->text(),
            "https://a.gov.cn/gkmlpt/api/all/1?page=1");
}

}  // namespace
}  // namespace gkwatch::crawler
