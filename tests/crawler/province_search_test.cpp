#include "crawler/province_search.h"

#include <gtest/gtest.h>

#include "core/text.h"

namespace gkwatch::crawler {
namespace {

Url search_url(const std::string& query = "") {
  return *Url::parse("https://search.example.gov.cn/api/search/all" + query);
}

TEST(ProvinceSearch, IsToldByItsPath) {
  EXPECT_TRUE(is_province_search(search_url("?gdbsDivision=440100")));
  EXPECT_FALSE(is_province_search(*Url::parse("https://www.example.gov.cn/gkmlpt/search")));
}

TEST(ProvinceSearch, AsksForTitlesOfReportsUnlessToldOtherwise) {
  const std::string form = search_form(search_url(), 3);
  EXPECT_TRUE(contains(form, "page=3&")) << form;
  EXPECT_TRUE(contains(form, "position=title")) << form;
  EXPECT_TRUE(contains(form, "gdbsDivision=440000")) << form;
  EXPECT_TRUE(contains(form, percent_encode("政府信息公开工作年度报告"))) << form;
  EXPECT_TRUE(contains(search_form(search_url("?gdbsDivision=440300"), 1), "gdbsDivision=440300"));
}

TEST(ProvinceSearch, ReadsHitsAndKnowsWhetherThereAreMore) {
  const std::string body =
      R"({"errcode":0,"data":{"news":{"total":21,"list":[
          {"title":"示例镇<em>政府信息公开</em>工作年度报告","url":"http://a.gov.cn/x/gkmlpt/content/0/1/post_1.html"},
          {"title":"没有地址","url":""}]}}})";
  const auto first = read_search_page(body, 1, search_url());
  ASSERT_TRUE(first);
  ASSERT_EQ(first->hits.size(), 1u);
  EXPECT_EQ(first->hits[0].title, "示例镇政府信息公开工作年度报告");
  EXPECT_TRUE(first->has_more);
  EXPECT_FALSE(read_search_page(body, 2, search_url())->has_more);
}

TEST(ProvinceSearch, TakesAComplaintForNoAnswer) {
  for (const char* body : {"<html></html>", R"({"errcode":-1,"errmsg":"调用失败"})", "{}"}) {
    EXPECT_EQ(read_search_page(body, 1, search_url()).error().code, ErrorCode::Malformed) << body;
  }
}

}  // namespace
}  // namespace gkwatch::crawler
