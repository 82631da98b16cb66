#include "crawler/list_page.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/crawler/list_json.h"

namespace gkwatch::crawler {
namespace {

const Url kUrl =
    *Url::parse("https://www.example.gov.cn/gzxxyyz/gkmlpt/api/all/6198?page=1&sid=200999");

Result<ListPage> read(const std::string& body, int page = 1) {
  return read_list_page(body, {"6198", page, kUrl});
}

// A page of one row with these members.
std::string page_with(const std::string& members) {
  return R"({"classify":{"id":6198,"name":"年报","post_count":1,"jump_url":""},"offset":0,)"
         R"("total":1,"articles":[{)" +
         members + "}]}";
}

std::string breach_of(const std::string& body, int page = 1) {
  const auto list = read(body, page);
  if (!list) return "Error: " + list.error().message;
  return list->breaches.empty() ? std::string{} : list->breaches.front();
}

TEST(ListPage, ReadsARowAsThePlatformGivesIt) {
  const auto list = read(page_with(
      R"("id":10097999,"type":"normal","title":"示例镇2023年政府信息\n公开工作<br/>年度报告",
         "publisher":"示例镇人民政府","date":1736784000,"create_time":1736842680,
         "display_publish_time":1736842000,"post_url":"",
         "attachment":[{"id":1,"name":"年度报告.pdf","size":"20","url":"/attachment/1/1.pdf"}],
         "url":"http:\/\/www.example.gov.cn\/gzxxyyz\/gkmlpt\/content\/10\/10097\/post_10097999.html#6198")"));
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->breaches.empty());
  ASSERT_EQ(list->rows.size(), 1u);
  const Article& row = list->rows[0];
  EXPECT_EQ(row.id, "10097999");
  EXPECT_EQ(row.title, "示例镇2023年政府信息 公开工作 年度报告");
  EXPECT_EQ(row.url.text(),
            "http://www.example.gov.cn/gzxxyyz/gkmlpt/content/10/10097/post_10097999.html");
  EXPECT_EQ(row.publisher, "示例镇人民政府");
  EXPECT_EQ(row.published_at, Instant{std::chrono::seconds{1736842000}});
  EXPECT_FALSE(row.is_link);
  ASSERT_EQ(row.attachments.size(), 1u);
  EXPECT_EQ(row.attachments[0].url.text(), "https://www.example.gov.cn/attachment/1/1.pdf");
}

TEST(ListPage, AcceptsTimesAsNumbersDigitsAndNull) {
  const auto time_of = [](const std::string& members) {
    return read(page_with(R"("id":1,"url":"/gkmlpt/content/0/0/post_1.html",)" + members))
        ->rows.at(0)
        .published_at;
  };
  const Instant expected{std::chrono::seconds{1736842680}};
  EXPECT_EQ(time_of(R"("create_time":1736842680,"display_publish_time":null)"), expected);
  EXPECT_EQ(time_of(R"("display_publish_time":"1736842680")"), expected);
  EXPECT_EQ(time_of(R"("create_time":0)"), std::nullopt);
  EXPECT_EQ(time_of(R"("create_time":1)"), std::nullopt) << "1970 is no time of a post";
}

TEST(ListPage, TakesRowsOfTypeUrlForLinks) {
  const auto list = read(page_with(
      R"("id":9,"type":"url","title":"x","url":"https://b.gov.cn/content/post_5645615.html")"));
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->rows.at(0).is_link);
  EXPECT_TRUE(list->breaches.empty()) << "the other number is that of the other site";
}

TEST(ListPage, FallsBackToTheOtherAddress) {
  const auto list = read(page_with(R"("id":9,"url":"","post_url":"/a/post_9.html")"));
  EXPECT_EQ(list->rows.at(0).url.text(), "https://www.example.gov.cn/a/post_9.html");
  EXPECT_NE(breach_of(page_with(R"("id":9,"url":"javascript:x")")), "");
}

TEST(ListPage, IsNoListIfItIsAnErrorWithAnEmptyListInIt) {
  const std::string empty = R"("classify":{"id":6198,"name":"年报","post_count":0},"offset":0,)"
                            R"("total":0,"articles":[]})";
  EXPECT_EQ(breach_of("{" + empty), "");
  EXPECT_EQ(breach_of(R"({"errcode":0,)" + empty), "");
  EXPECT_EQ(read(R"({"errcode":-1,)" + empty).error().code, ErrorCode::Malformed);
  EXPECT_EQ(read(R"({"errcode":"500",)" + empty).error().code, ErrorCode::Malformed);
}

TEST(ListPage, ProvesNothingWhereItDoesNotSayHowMuchThereIs) {
  const auto empty = [](const std::string& column, const std::string& total) {
    return R"({"classify":{"id":6198)" + column + R"(},"offset":0)" + total + R"(,"articles":[]})";
  };
  EXPECT_EQ(breach_of(empty(R"(,"post_count":0)", R"(,"total":0)")), "");
  EXPECT_EQ(breach_of(empty(R"(,"post_count":"0")", R"(,"total":0)")), "");
  for (const auto& [column, total] :
       {std::pair{R"(,"post_count":0)", ""}, std::pair{R"(,"post_count":0)", R"(,"total":null)"},
        std::pair{"", R"(,"total":0)"}, std::pair{R"(,"post_count":"7")", R"(,"total":0)"},
        std::pair{R"(,"post_count":7)", R"(,"total":0)"}}) {
    EXPECT_NE(breach_of(empty(column, total)), "") << column << total;
  }
}

TEST(ListPage, ProvesNothingWithARowThatHasNoTitle) {
  for (const char* title : {"", R"("title":null,)", R"("title":" ",)"}) {
    EXPECT_NE(breach_of(page_with(std::string{title} + R"("id":9,"url":"/a/post_9.html")")), "");
  }
}

TEST(ListPage, IsNoListIfItIsNotJsonOrNotThisColumn) {
  EXPECT_EQ(read("<html></html>").error().code, ErrorCode::Malformed);
  EXPECT_EQ(read(R"({"errcode":-1})").error().code, ErrorCode::Malformed);
  EXPECT_EQ(read(list_page(1, 3, 10, 77)).error().code, ErrorCode::Malformed);
  EXPECT_EQ(read(list_page(1, 3, 10).substr(0, 90)).error().code, ErrorCode::Malformed);
}

TEST(ListPage, IsNoListWhereverItIsCutOff) {
  const std::string whole = list_page(1, 2, 10);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(read(whole.substr(0, size))) << size;
  }
}

TEST(ListPage, NoticesEveryBreachOfTheContract) {
  EXPECT_EQ(breach_of(list_page(1, 3, 10)), "");
  EXPECT_EQ(breach_of(list_page(2, 150, 200), 2), "");
  EXPECT_NE(breach_of(list_page(1, 150, 200), 2), "") << "page 1 again instead of page 2";
  EXPECT_NE(breach_of(page_with(R"("id":1,"url":"/post_2.html")")), "") << "another post";
  EXPECT_NE(breach_of(page_with(R"("id":"x","url":"/post_2.html")")), "") << "no number";
  std::string text = list_page(1, 3, 10);
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string changed = text;
    return changed.replace(changed.find(from), from.size(), to);
  };
  EXPECT_NE(breach_of(with(R"("total":3)", R"("total":4)")), "") << "a short page";
  EXPECT_NE(breach_of(with(R"("total":3)", R"("total":2)")), "") << "a long page";
  EXPECT_NE(breach_of(with(R"("total":3)", R"("total":"3")")), "") << "no number";
  EXPECT_NE(breach_of(with(R"("offset":0)", R"("offset":"0")")), "");
  EXPECT_NE(breach_of(with(R"("jump_url":"")", R"("jump_url":"https://x")")), "");
  EXPECT_NE(breach_of(with(R"("id":6198,)", "")), "") << "the column is not named";
  EXPECT_NE(breach_of(with(R"({"id":9,)", R"({"id":10,)")), "") << "a row twice";
}

TEST(ListPage, BelievesAnEmptyColumnOnlyIfTheSiteCountsNoPosts) {
  const std::string empty =
      R"({"classify":{"id":6198,"post_count":0},"offset":0,"total":0,"articles":[]})";
  EXPECT_EQ(breach_of(empty), "");
  EXPECT_NE(breach_of(list_page(1, 0, 10)), "");
}

TEST(ListPage, ProvesNothingWithAReportWhoseYearNobodyCanTell) {
  const std::string row = R"("id":9,"url":"/a/post_9.html","title":"示例镇政府信息公开工作年度报告")";
  EXPECT_NE(breach_of(page_with(row)), "");
  EXPECT_EQ(breach_of(page_with(row + R"(,"create_time":1736842680)")), "");
}

}  // namespace
}  // namespace gkwatch::crawler
