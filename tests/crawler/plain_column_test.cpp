#include <gtest/gtest.h>

#include <string>

#include "crawler/column_page.h"
#include "tests/crawler/site_fixture.h"

namespace gkwatch::crawler {
namespace {

const std::string kColumn = "https://www.example.gov.cn/xxgk/xxgknb/gzj/";

std::string row(int id, int year) {
  return "<li><a href='content/post_" + std::to_string(id) + ".html'>示例镇" +
         std::to_string(year) + "年政府信息公开工作年度报告</a><span>" + std::to_string(year + 1) +
         "-01-20</span></li>";
}
std::string page(const std::string& rows, const std::string& rest = {}) {
  return "<html><title>各镇街</title><body><ul>" + rows + "</ul>" + rest + "</body></html>";
}

class PlainColumnTest : public SiteTest {
 protected:
  Result<Listing> read(const std::string& address = kColumn) {
    return read_plain_column(fetcher(), url(address), {});
  }

  // An address that was not asked before.
  std::string next_column() { return kColumn + std::to_string(++columns_) + "/"; }

 private:
  int columns_ = 0;
};

TEST_F(PlainColumnTest, ReadsAColumnOfOnePage) {
  site_.serve_page(kColumn, page(row(1, 2020) + row(2, 2021)));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
  ASSERT_EQ(listing->articles.size(), 2u);
  EXPECT_EQ(listing->articles[0].title, "示例镇2020年政府信息公开工作年度报告");
  EXPECT_EQ(listing->articles[0].url.text(), kColumn + "content/post_1.html");
  EXPECT_EQ(iso_date(china_date(*listing->articles[0].published_at)), "2021-01-20");
  EXPECT_EQ(listing->column_name, "各镇街");
}

TEST_F(PlainColumnTest, FollowsThePaginationToItsEnd) {
  site_.serve_page(kColumn, page(row(1, 2020), "<a href='index_2.html'>下一页</a>"));
  site_.serve_page(
      kColumn + "index_2.html",
      page(row(2, 2019), "<a href='index.html'>上一页</a><a href='index_3.html'>3</a>"));
  site_.serve_page(kColumn + "index_3.html", page(row(3, 2018), "<a>下一页</a>"));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
  EXPECT_EQ(listing->articles.size(), 3u);
}

TEST_F(PlainColumnTest, ReadsTheNumberedPagesOfAScript) {
  site_.serve_page(
      kColumn, page(row(1, 2020), "<script>createPageHTML(2, 0, \"index\", \"html\");</script>"));
  site_.serve_page(kColumn + "index_1.html", page(row(2, 2019)));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
  EXPECT_EQ(listing->articles.size(), 2u);
}

TEST_F(PlainColumnTest, ReadsTheFoldersOfTheYears) {
  site_.serve_page(kColumn, page(row(1, 2020), "<a href='2019n/'>2019年</a>"));
  site_.serve_page(kColumn + "2019n/", page(row(2, 2019)));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
  EXPECT_EQ(listing->articles.size(), 2u);
}

TEST_F(PlainColumnTest, AsksForTheYearsOfAPageOneByOne) {
  site_.serve_page(kColumn, page(row(1, 2020),
                                 "<a href='?year=2020'>2020年</a>"
                                 "<a href='?year=2019'>2019年</a>"));
  site_.serve_page(kColumn + "?year=2020", page(row(1, 2020)));
  site_.serve_page(kColumn + "?year=2019",
                   page(row(2, 2019), "<a href='?year=2019&page=2'>下一页</a>"));
  site_.serve_page(kColumn + "?year=2019&page=2", page(row(3, 2019)));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
  EXPECT_EQ(listing->articles.size(), 3u);
}

TEST_F(PlainColumnTest, TakesTheYearsOfADropDownListThatLeadSomewhere) {
  site_.serve_page(kColumn, page(row(1, 2020),
                                 "<select><option selected>2020</option>"
                                 "<option value='?year=2019'>2019</option></select>"));
  site_.serve_page(kColumn + "?year=2019", page(row(2, 2019)));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
  EXPECT_EQ(listing->articles.size(), 2u);
}

TEST_F(PlainColumnTest, ProvesNothingIfOnlyAFormLeadsToOtherYears) {
  site_.serve_page(kColumn, page(row(1, 2020),
                                 "<select><option value='2020' selected>2020</option>"
                                 "<option value='2019'>2019</option></select>"));
  EXPECT_FALSE(read()->complete);
}

TEST_F(PlainColumnTest, AsksTheSiteForItsOwnCountWhereThePagesLeaveADoubt) {
  const std::string more =
      "<a href='javascript:goPage(2)'>下一页</a>"
      "<script>var NFCMS_CAT_ID = '1234';</script>";
  const std::string meta = "https://www.example.gov.cn/postmeta/i/1234.json";
  site_.serve_page(kColumn, page(row(1, 2020), more));
  site_.serve_page(meta,
                   R"({"category":{"id":1234,"name":"各镇街","publish_count":2},"articles":[
        {"id":1,"title":"示例镇2020年政府信息公开工作年度报告","date":"2021-01-20",
         "url":"https://www.example.gov.cn/xxgk/xxgknb/gzj/content/post_1.html"},
        {"id":2,"title":"示例镇2019年政府信息公开工作年度报告","date":"2020-01-20",
         "url":"https://www.example.gov.cn/xxgk/xxgknb/gzj/content/post_2.html"}]})",
                   "application/json");
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete) << listing->proof;
  EXPECT_EQ(listing->articles.size(), 2u) << "the same row counts once";
}

TEST_F(PlainColumnTest, FallsBackToThePagesWhereThereIsNoSuchCount) {
  site_.serve_page(kColumn, page(row(1, 2020),
                                 "<a href='javascript:goPage(2)'>下一页</a>"
                                 "<script>var NFCMS_CAT_ID = '1234';</script>"));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_FALSE(listing->complete);
  EXPECT_EQ(listing->articles.size(), 1u);
}

TEST_F(PlainColumnTest, ProvesNothingIfALaterPageFails) {
  site_.serve_page(kColumn, page(row(1, 2020), "<a href='index_2.html'>下一页</a>"));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_FALSE(listing->complete);
  EXPECT_EQ(listing->articles.size(), 1u);
}

TEST_F(PlainColumnTest, ProvesNothingIfOnlyAScriptLeadsOn) {
  site_.serve_page(kColumn, page(row(1, 2020), "<a href='javascript:goPage(2)'>下一页</a>"));
  EXPECT_FALSE(read()->complete);
}

TEST_F(PlainColumnTest, ProvesNothingIfThePageCountsMorePagesThanItLeadsTo) {
  site_.serve_page(kColumn, page(row(1, 2020), "<div>共 7 页</div>"));
  EXPECT_FALSE(read()->complete);
}

// The ways in which sites say that there is more, and no address for it.
TEST_F(PlainColumnTest, ProvesNothingWhereAnythingSpeaksOfFurtherPages) {
  for (const char* more :
       {"<button onclick='go(2)'>下一页</button>", "<span onclick='go(2)'>下一页 →</span>",
        "<div class=more>加载更多</div>", "<a href='javascript:more()'>加载更多</a>",
        "<a href='index_9.html'>尾页</a>", "<p>总页数：3</p>", "<p>第1/3页</p>", "<p>分3页显示</p>",
        "<p>共 35 条记录 每页 20 条</p>", "<script>laypage.render({count: 50})</script>",
        "<script>createPageHTML(\"page_div\",3,1,\"index\",\"html\",35)</script>",
        "<a href='javascript:;' onclick='year(2019)'>2019年</a>",
        "<li data-year=2019>2019年</li>"}) {
    const std::string column = next_column();
    site_.serve_page(column, page(row(1, 2020), more));
    EXPECT_FALSE(read(column)->complete) << more;
  }
  for (const char* all :
       {"<p>总页数：1</p>", "<p>第1/1页</p>", "<p>共 3 条记录</p>",
        "<p>共 15 条记录 每页 20 条</p>", "<span>下一页</span>", "<a href='index.html'>尾页</a>"}) {
    const std::string column = next_column();
    site_.serve_page(column, page(row(1, 2020), all));
    const auto listing = read(column);
    EXPECT_TRUE(listing->complete) << all << ": " << listing->proof;
  }
}

TEST_F(PlainColumnTest, ProvesNothingWhereYearsStandInTabsThatThePageDoesNotHold) {
  site_.serve_page(kColumn, page(row(1, 2020), "<a href='#y2019'>2019年</a>"));
  EXPECT_FALSE(read()->complete);
  const std::string column = next_column();
  site_.serve_page(column, page(row(1, 2020), "<a href='#y2019'>2019年</a><p id='y2019'>2019</p>"));
  EXPECT_TRUE(read(column)->complete) << read(column)->proof;
}

TEST_F(PlainColumnTest, GoesInNoCircle) {
  const std::string column = next_column();
  site_.serve_page(column, page(row(1, 2020), "<a href='index_2.html'>下一页</a>"));
  for (int i = 2; i < 100; ++i) {
    const std::string next = "index_" + std::to_string(i + 1) + ".html";
    site_.serve_page(column + "index_" + std::to_string(i) + ".html",
                     page(row(1, 2020), "<a href='" + next + "'>下一页</a>"));
  }
  const std::size_t before = site_.sent().size();
  const auto listing = read(column);
  EXPECT_FALSE(listing->complete);
  EXPECT_LE(site_.sent().size() - before, 4u);
}

TEST_F(PlainColumnTest, ProvesNothingWhereItIsLedToAnotherPage) {
  const auto is_proof = [&](const std::string& column, const std::string& target) {
    site_.serve(column, answer(302, "", {{"location", target}}));
    site_.serve_page(target, page(row(1, 2020)));
    const auto listing = read(column);
    EXPECT_EQ(listing->articles.size(), 1u) << target;
    return listing->complete;
  };
  EXPECT_FALSE(is_proof(next_column(), next_column()));
  EXPECT_FALSE(is_proof(next_column(), "https://www.example.gov.cn/zwgk/index.html"));
  const std::string folder = next_column();
  EXPECT_FALSE(is_proof(folder, folder + "post_1.html"));
  const std::string there = next_column();
  EXPECT_TRUE(is_proof(there, "https://new.example.gov.cn" + std::string{url(there).path()}));
  std::string bare = next_column();
  bare.pop_back();
  EXPECT_TRUE(is_proof(bare, bare + "/"));
  const std::string shown = next_column();
  EXPECT_TRUE(is_proof(shown, shown + "index.shtml"));
}

TEST_F(PlainColumnTest, FollowsWhateverSaysNextPage) {
  for (const char* next :
       {"<a href='index_2.html'>[2]</a>", "<a href='index_2.html'>第2页</a>",
        "<a href='index_2.html'>下一页 →</a>", "<a href='index_2.html'>Next Page</a>",
        "<a href='index_2.html'><img alt='下一页' src='n.png'></a>",
        "<a href='index_2.html' title='下一页'>→</a>", "<a class=next href='index_2.html'></a>"}) {
    const std::string column = next_column();
    site_.serve_page(column, page(row(1, 2020), next));
    site_.serve_page(column + "index_2.html", page(row(2, 2019)));
    const auto listing = read(column);
    EXPECT_TRUE(listing->complete) << next << ": " << listing->proof;
    EXPECT_EQ(listing->articles.size(), 2u) << next;
  }
}

TEST_F(PlainColumnTest, ProvesNothingWhereNoAnnualReportStandsAtAll) {
  site_.serve_page(kColumn, page("<li><a href='x.html'>关于某事的公告</a></li>"));
  EXPECT_FALSE(read()->complete) << "a redesign or a list made by a script";
}

TEST_F(PlainColumnTest, TakesALinkToAColumnForNoReport) {
  site_.serve_page(kColumn, page("<li><a href='/xxgk/nb/'>政府信息公开年报</a></li>"));
  EXPECT_FALSE(read()->complete);
}

TEST_F(PlainColumnTest, TakesAHomePageForNoColumn) {
  const std::string home = "https://www.example.gov.cn/";
  site_.serve_page(home, page(row(1, 2020)));
  EXPECT_FALSE(read(home)->complete);
}

TEST_F(PlainColumnTest, TakesTheWholeTitleWhereTheLinkIsCutShort) {
  site_.serve_page(kColumn,
                   page("<li><a href='post_1.html' title='示例镇2020年政府信息公开工作年度报告'>"
                        "示例镇2020年政府信息…</a></li>"));
  EXPECT_EQ(read()->articles.at(0).title, "示例镇2020年政府信息公开工作年度报告");
}

TEST_F(PlainColumnTest, ProvesNothingByAPageThatIsCutShort) {
  site_.serve_page(kColumn, "<html><body><ul>" + row(1, 2020));
  const auto listing = read();
  ASSERT_TRUE(listing);
  EXPECT_FALSE(listing->complete);
  EXPECT_EQ(listing->articles.size(), 1u);
}

TEST_F(PlainColumnTest, FailsIfTheFirstPageCannotBeHad) {
  site_.fail(kColumn, ErrorCode::Timeout, net::Fault::Timeout);
  EXPECT_EQ(read().error().code, ErrorCode::Timeout);
}

}  // namespace
}  // namespace gkwatch::crawler
