#include "scheduler/gather.h"

#include <gtest/gtest.h>

namespace gkwatch::scheduler {
namespace {

using std::chrono::hours;

constexpr Instant kNoon{std::chrono::sys_days{std::chrono::year{2021} / 2 / 3} + hours{12}};
constexpr hours kWeek{24 * 7};

Agency shiling() {
  Agency agency;
  agency.name = "广州市花都区狮岭镇人民政府";
  agency.kind = AgencyClass::T;
  return agency;
}

Article article(const std::string& id, const std::string& title) {
  return {.id = id,
          .title = title,
          .url = *Url::parse("https://www.huadu.gov.cn/post_" + id + ".html"),
          .published_at = kNoon - hours{300}};
}

Looked looked_at(std::vector<Article> articles, bool is_complete) {
  Listing listing{.column = *Url::parse("https://www.huadu.gov.cn/gkmlpt"),
                  .column_name = "年报",
                  .read_at = kNoon,
                  .complete = is_complete,
                  .articles = std::move(articles)};
  return {.listings = {std::move(listing)}, .is_complete = is_complete};
}

const std::string kReport = "狮岭镇人民政府2020年政府信息公开工作年度报告";

Memory memory_of(const Looked& looked, Instant fetched_at) {
  Memory memory;
  memory.articles = articles_now(shiling(), looked, {}, kNoon - hours{1});
  for (auto& [id, known] : memory.articles) known.fetched_at = fetched_at;
  return memory;
}

TEST(ArticlesNow, TakesTheYearOfAReportFromItsTitleAndNoneForALookAlike) {
  const auto now = articles_now(
      shiling(),
      looked_at({article("1", kReport), article("2", "狮岭镇2020年法治政府建设年度报告")}, true),
      {}, kNoon);
  EXPECT_EQ(now.at("1").year, 2020);
  EXPECT_EQ(now.at("2").year, std::nullopt);
}

TEST(ArticlesNow, TakesTheYearBeforePublicationWhereTheTitleHasNone) {
  const auto now = articles_now(
      shiling(), looked_at({article("1", "狮岭镇政府信息公开工作年度报告")}, true), {}, kNoon);
  EXPECT_EQ(now.at("1").year, 2020);
}

TEST(ArticlesNow, CountsAnAbsenceOnlyIfTheListWasCompletelyRead) {
  const Memory memory = memory_of(looked_at({article("1", kReport)}, true), kNoon);
  EXPECT_EQ(articles_now(shiling(), looked_at({}, false), memory, kNoon).at("1").absent, 0);
  EXPECT_EQ(articles_now(shiling(), looked_at({}, true), memory, kNoon).at("1").absent, 1);
}

TEST(ArticlesNow, ForgetsTheAbsencesOfARowThatIsBack) {
  Memory memory = memory_of(looked_at({article("1", kReport)}, true), kNoon);
  memory.articles.at("1").absent = 2;
  EXPECT_EQ(articles_now(shiling(), looked_at({article("1", kReport)}, true), memory, kNoon)
                .at("1")
                .absent,
            0);
}

TEST(IsFetchDue, IsFalseForARowThatWasFetchedAndLooksAsBefore) {
  const Looked looked = looked_at({article("1", kReport)}, true);
  const Memory memory = memory_of(looked, kNoon - hours{1});
  const auto now = articles_now(shiling(), looked, memory, kNoon);
  EXPECT_FALSE(is_fetch_due(now.at("1"), memory, kWeek, kNoon));
}

TEST(IsFetchDue, IsTrueForANewRowAChangedRowAFailedOneAndAfterAWeek) {
  const Looked looked = looked_at({article("1", kReport)}, true);
  const Memory memory = memory_of(looked, kNoon - hours{1});
  const auto fresh = articles_now(shiling(), looked, {}, kNoon);
  EXPECT_TRUE(is_fetch_due(fresh.at("1"), {}, kWeek, kNoon));

  const auto retitled =
      articles_now(shiling(), looked_at({article("1", kReport + "（更正）")}, true), memory, kNoon);
  EXPECT_TRUE(is_fetch_due(retitled.at("1"), memory, kWeek, kNoon));

  const Memory failed = memory_of(looked, Instant{});
  EXPECT_TRUE(
      is_fetch_due(articles_now(shiling(), looked, failed, kNoon).at("1"), failed, kWeek, kNoon));

  const auto same = articles_now(shiling(), looked, memory, kNoon);
  EXPECT_TRUE(is_fetch_due(same.at("1"), memory, kWeek, kNoon + kWeek));
}

TEST(KnownPages, RemembersValidatorsOfAnswersThatMayBeReliedOn) {
  Visit good{.time = kNoon,
             .url = "https://www.huadu.gov.cn/",
             .http_status = 200,
             .hash = hash_of("page"),
             .headers =
                 "HTTP/1.1 200 OK\r\nETag: W/\"7\"\r\nLAST-MODIFIED: Wed, 03 Feb 2021 "
                 "00:00:00 GMT\r\n\r\n"};
  Visit blocked = good;
  blocked.fault = FetchFault::Blocked;
  const auto pages = known_pages(std::vector<Visit>{good, blocked});
  ASSERT_EQ(pages.size(), 1u);
  EXPECT_EQ(pages[0].validators.etag, "W/\"7\"");
  EXPECT_EQ(pages[0].validators.last_modified, "Wed, 03 Feb 2021 00:00:00 GMT");
}

}  // namespace
}  // namespace gkwatch::scheduler
