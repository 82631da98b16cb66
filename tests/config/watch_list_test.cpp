#include "config/watch_list.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace gkwatch::config {
namespace {

constexpr std::string_view kHeader = "id,name,class,region,url,aliases,since,until,predecessor\n";

WatchList read(std::string_view rows) {
  auto list = parse_watch_list(std::string{kHeader} + std::string{rows});
  EXPECT_TRUE(list.has_value());
  return std::move(list).value_or(WatchList{});
}

std::string reason(std::string_view row) {
  const WatchList list = read(row);
  EXPECT_TRUE(list.agencies.empty());
  return list.bad_rows.size() == 1 ? list.bad_rows[0].reason : "none";
}

TEST(WatchList, ReadsEveryColumn) {
  const WatchList list = read(
      "a,甲局,D,440113,http://a.cn/,,,,\n"
      "b, 乙 街道办事处 ,S,440114,https://b.cn/gkmlpt/annualreport#6198  http://b.cn/2/,"
      "乙街| 乙街道 |,2019,2023,a\n");
  ASSERT_TRUE(list.bad_rows.empty());
  ASSERT_EQ(list.agencies.size(), 2u);
  const Agency& agency = list.agencies[1];
  EXPECT_EQ(agency.id.text, "b");
  EXPECT_EQ(agency.name, "乙 街道办事处");
  EXPECT_EQ(agency.kind, AgencyClass::S);
  EXPECT_EQ(agency.region, "440114");
  ASSERT_EQ(agency.sources.size(), 2u);
  EXPECT_EQ(agency.sources[0].url.text(), "https://b.cn/gkmlpt/annualreport");
  EXPECT_EQ(agency.sources[0].fragment, "6198");
  EXPECT_EQ(agency.sources[1].url.text(), "http://b.cn/2/");
  EXPECT_EQ(agency.aliases, (std::vector<std::string>{"乙街", "乙街道"}));
  EXPECT_EQ(agency.since, 2019);
  EXPECT_EQ(agency.until, 2023);
  EXPECT_EQ(agency.predecessor, AgencyId{"a"});
}

TEST(WatchList, ReadsTheYearsInWhichAnAliasHolds) {
  const auto list = parse_watch_list(
      "id,name,url,aliases\na,甲,http://a.cn/,乙@2019-2023|丙@2024-|丁@-2018|戊\n"
      "b,乙,http://b.cn/,丙@\nc,乙,http://c.cn/,丙@2023\nd,乙,http://d.cn/,丙@2023-2019\n"
      "e,乙,http://e.cn/,@2019-\nf,乙,http://f.cn/,丙@-\n");
  ASSERT_TRUE(list.has_value());
  ASSERT_EQ(list->agencies.size(), 1u);
  EXPECT_EQ(list->agencies[0].aliases.size(), 4u);
  ASSERT_EQ(list->bad_rows.size(), 5u);
  EXPECT_EQ(list->bad_rows[0].line, 3u);
  EXPECT_NE(list->bad_rows[0].reason.find("name@2019-2023"), std::string::npos);
}

TEST(WatchList, ReadsUtf8WithAMarkAndGb18030) {
  const auto marked = parse_watch_list("\xEF\xBB\xBFid,name,url\r\na,甲,http://a.cn/\r\n");
  ASSERT_TRUE(marked.has_value());
  EXPECT_EQ(marked->agencies.at(0).name, "甲");
  const auto gbk = parse_watch_list("id,name,url\na,\xBC\xD7\xBE\xD6,http://a.cn/\n");
  ASSERT_TRUE(gbk.has_value());
  EXPECT_EQ(gbk->agencies.at(0).name, "甲局");
}

TEST(WatchList, TakesColumnsInAnyOrderAndIgnoresOthers) {
  const auto list = parse_watch_list("note,URL,Name,id\n\"x, y\",http://a.cn/,甲,a\n");
  ASSERT_TRUE(list.has_value());
  EXPECT_EQ(list->agencies.at(0).id.text, "a");
}

TEST(WatchList, FailsOnlyIfTheHeaderIsWrong) {
  for (const auto* text : {"", "\n\n", "a,甲,http://a.cn/\n", "id,name\n", "id,name,url,id\n"}) {
    const auto list = parse_watch_list(text);
    ASSERT_FALSE(list.has_value()) << text;
    EXPECT_EQ(list.error().code, ErrorCode::Malformed);
  }
  EXPECT_TRUE(parse_watch_list("id,name,url\n").has_value());
}

TEST(WatchList, NamesABadRowByItsLineAndUsesTheRest) {
  const WatchList list = read(
      "a,甲,D,44,http://a.cn/,,,,\n\n,乙,D,44,http://b.cn/,,,,\n"
      "c,丙,D,44,http://c.cn/,,,,\n");
  EXPECT_EQ(list.agencies.size(), 2u);
  ASSERT_EQ(list.bad_rows.size(), 1u);
  EXPECT_EQ(list.bad_rows[0].line, 4u);
  EXPECT_EQ(list.bad_rows[0].reason, "id is empty");
}

TEST(WatchList, SaysWhatIsWrongWithARow) {
  EXPECT_EQ(reason("A_1,甲,D,44,http://a.cn/"), "id 'A_1' is not of a-z, 0-9 and -, at most 64");
  EXPECT_EQ(reason("a,,D,44,http://a.cn/"), "name is empty");
  EXPECT_EQ(reason("a,甲,Q,44,http://a.cn/"), "class 'Q' is none of G D0 D B P Z T S V L");
  EXPECT_EQ(reason("a,甲,D,GZ,http://a.cn/"), "region 'GZ' is not a division code");
  EXPECT_EQ(reason("a,甲,D,44,"), "url is empty");
  EXPECT_TRUE(reason("a,甲,D,44,ftp://a.cn/").starts_with("url 'ftp://a.cn/': "));
  EXPECT_TRUE(reason("a,甲,D,44,http://a.cn/ javascript:x").starts_with("url 'javascript:x': "));
  EXPECT_EQ(reason("a,甲,D,44,http://a.cn/,,2o19"), "since '2o19' is not a year from 2008 to 2100");
  EXPECT_EQ(reason("a,甲,D,44,http://a.cn/,,2023,2019"), "since is after until");
  EXPECT_EQ(reason("a,甲,D,44,http://a.cn/,,,,zz"), "predecessor 'zz' is not in the list");
  EXPECT_EQ(reason("a,甲,D,44,http://a.cn/,,,,a"), "predecessor is the agency itself");
  EXPECT_EQ(reason("a,甲,D,44,http://a.cn/,,,,,,x"), "2 field(s) more than the header");
  EXPECT_EQ(reason("a,\"甲\nb,乙,D,44,http://b.cn/"),
            "name runs over a line end; is a quote not closed?; url is empty");
}

TEST(WatchList, SaysAllThatIsWrongWithARow) {
  EXPECT_EQ(reason("a!,甲,Q,44,"),
            "id 'a!' is not of a-z, 0-9 and -, at most 64; class 'Q' is none of G D0 D B P Z T S V "
            "L; url is empty");
}

TEST(WatchList, KeepsTheFirstOfTwoRowsWithOneId) {
  const WatchList list = read("a,甲,D,44,http://a.cn/\na,乙,D,44,http://b.cn/\n");
  ASSERT_EQ(list.agencies.size(), 1u);
  EXPECT_EQ(list.agencies[0].name, "甲");
  ASSERT_EQ(list.bad_rows.size(), 1u);
  EXPECT_EQ(list.bad_rows[0].line, 3u);
  EXPECT_EQ(list.bad_rows[0].reason, "id 'a' stands in line 2 already");
}

TEST(WatchList, RefusesPredecessorsThatGoRoundInACircle) {
  const WatchList list = read(
      "a,甲,D,44,http://a.cn/,,,,b\nb,乙,D,44,http://b.cn/,,,,a\n"
      "c,丙,D,44,http://c.cn/,,,,a\n");
  ASSERT_EQ(list.bad_rows.size(), 2u);
  EXPECT_EQ(list.bad_rows[0].reason, "predecessors go round in a circle");
  EXPECT_EQ(list.agencies.size(), 1u);
}

TEST(WatchList, FindsAPredecessorFurtherDown) {
  EXPECT_TRUE(read("a,甲,D,44,http://a.cn/,,,,b\nb,乙,D,44,http://b.cn/\n").bad_rows.empty());
}

TEST(WatchList, IsNotFoundIfItsFileIsMissing) {
  const testing::TemporaryFolder folder;
  const auto list = load_watch_list(folder / "none.csv");
  ASSERT_FALSE(list.has_value());
  EXPECT_EQ(list.error().code, ErrorCode::NotFound);
}

TEST(WatchList, TakesTheOneOfLiveAgencies) {
  const auto list = load_watch_list(GKWATCH_SOURCE_DIR "/data/agencies-live.csv");
  ASSERT_TRUE(list.has_value());
  EXPECT_TRUE(list->bad_rows.empty());
  EXPECT_EQ(list->agencies.size(), 5u);
}

TEST(WatchList, TakesTheReadyOneOfGuangdongWithoutAComplaint) {
  const auto list = load_watch_list(GKWATCH_SOURCE_DIR "/data/watchlist-guangdong.csv");
  ASSERT_TRUE(list.has_value());
  EXPECT_EQ(list->agencies.size(), 254u);
  EXPECT_TRUE(list->bad_rows.empty());
  EXPECT_TRUE(list->odd_rows.empty());
}

TEST(Lint, NamesRowsThatAreUsedButOdd) {
  const WatchList list = read(
      "a,甲,,,http://a.cn/x#1,,,,\nb,乙,D,44,http://a.cn/x#1,甲,,,\n"
      "c,丙,D,44,http://a.cn/x#2,,,,\n");
  EXPECT_EQ(list.agencies.size(), 3u);
  EXPECT_TRUE(list.bad_rows.empty());
  std::vector<std::string> reasons;
  for (const BadRow& row : list.odd_rows) {
    reasons.push_back(std::to_string(row.line) + ": " + row.reason);
  }
  EXPECT_EQ(reasons, (std::vector<std::string>{
                         "2: no class; D is taken", "2: no region; local deadlines do not reach it",
                         "3: name '甲' stands in line 2 as well ('a')",
                         "3: url http://a.cn/x#1 stands in line 2 as well ('a')"}));
}

TEST(Lint, NamesANoteThatRunsOverLines) {
  const auto list =
      parse_watch_list("id,name,class,region,url,note\na,甲,D,44,http://a.cn/,\"x\ny\"\n");
  ASSERT_TRUE(list.has_value());
  ASSERT_EQ(list->odd_rows.size(), 1u);
  EXPECT_EQ(list->odd_rows[0].reason, "a field runs over a line end; is a quote not closed?");
}

}  // namespace
}  // namespace gkwatch::config
