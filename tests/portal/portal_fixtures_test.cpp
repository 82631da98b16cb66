#include <gtest/gtest.h>

#include <filesystem>

#include "tests/portal/portal.h"
#include "tests/portal/test_client.h"
#include "tests/support/corpus.h"

namespace gkwatch::portal {
namespace {

std::string page_of(const Portal& portal, const std::string& agency) {
  return ask(portal.port(), portal.path_of(agency, "report-2020")).body;
}

std::string attachment_of(const Portal& portal, const std::string& agency, std::int64_t id) {
  return ask(portal.port(), portal.attachment_path_of(agency, id)).body;
}

TEST(PortalFixtures, CarryTheFactsThatTheReportsAreKnownFor) {
  const auto portal = *Portal::start();
  const auto luopu = page_of(*portal, "panyu-luopu");
  EXPECT_NE(luopu.find("政府信息324条"), std::string::npos);
  EXPECT_NE(luopu.find("+54"), std::string::npos);
  const auto shiling = page_of(*portal, "huadu-shiling");
  EXPECT_NE(shiling.find("346490.00元"), std::string::npos);
  EXPECT_NE(shiling.find("收到1宗"), std::string::npos);
  EXPECT_NE(page_of(*portal, "panyu-zhengshu").find("三<br/>、<br/>本"), std::string::npos);
  const auto luobei = attachment_of(*portal, "xigong-luobei", 214907);
  EXPECT_NE(luobei.find("\n3.危及“三安全一稳定”\t"), std::string::npos);
  const auto xinfang = attachment_of(*portal, "huadu-xinfang", 6871204);
  EXPECT_NE(xinfang.find("行政许可\t0\t0\t0"), std::string::npos);
  EXPECT_EQ(xinfang.find("其他对外管理服务事项"), std::string::npos);
}

TEST(PortalFixtures, DifferInTheTotalAloneBetweenTheReportAndItsCorrection) {
  const auto portal = *Portal::start();
  const auto wrong = *portal->fixture("huadu-shiling", "report-2020.html");
  const auto right = *portal->fixture("huadu-shiling", "report-2020-corrected.html");
  ASSERT_EQ(wrong.size(), right.size());
  std::size_t differences = 0;
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    if (wrong[i] == right[i]) continue;
    ++differences;
    EXPECT_EQ(wrong[i], '2');
    EXPECT_EQ(right[i], '1');
  }
  EXPECT_EQ(differences, 2u);
}

// fixtures-more holds shapes that would be in the way of the usual six agencies.
TEST(PortalFixtures, HoldASiteWhoseReportsLieElsewhere) {
  const auto portal =
      *Portal::start({.fixtures = GKWATCH_SOURCE_DIR "/tests/portal/fixtures-more"});
  const auto list = ask(portal->port(), "/gzslqslj/gkmlpt/api/all/9410?page=1&sid=200998").body;
  EXPECT_NE(list.find("\"total\":0,\"articles\":[]"), std::string::npos);
  const auto jump = portal->base_url() + "/zwgk/zfxxgknb/bm/";
  EXPECT_NE(ask(portal->port(), "/gzslqslj/gkmlpt/index").body.find("bm\\/\""), std::string::npos);
  const auto column = ask(portal->port(), "/zwgk/zfxxgknb/bm/").body;
  EXPECT_NE(column.find("href=\"" + jump + "content/post_7062310.html\""), std::string::npos);
  EXPECT_EQ(ask(portal->port(), "/zwgk/zfxxgknb/bm/content/post_7062310.html").status, 200);
}

TEST(PortalFixtures, HoldAReportThatIsAPicture) {
  const auto portal =
      *Portal::start({.fixtures = GKWATCH_SOURCE_DIR "/tests/portal/fixtures-more"});
  const auto page = page_of(*portal, "sample-street");
  EXPECT_NE(page.find("<img class=\"nfw-cms-img\""), std::string::npos);
  EXPECT_EQ(page.find("勾稽关系"), std::string::npos);
}

TEST(PortalFixtures, FailToLoadWithAWordWhere) {
  const auto missing = Portal::start({.fixtures = "/nonexistent"});
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("/nonexistent"), std::string::npos);
}

// The folder is no part of the project: whoever has it runs the test, CI must have it.
TEST(PortalFixtures, GiveWayToTheDocumentsOfTheCorpus) {
  const std::filesystem::path corpus = testing::corpus_folder();
#ifdef GKWATCH_CORPUS_REQUIRED
  ASSERT_TRUE(std::filesystem::exists(corpus)) << corpus;
#else
  if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "NO CORPUS at " << corpus;
#endif
  const auto portal = *Portal::start({.documents = corpus});
  // Numbered in the order of their names; compared by truth value to keep a failure readable.
  EXPECT_TRUE(attachment_of(*portal, "huadu-shiling", 7'900'004) ==
              *read_whole_file(corpus / "seed001.txt"));
  EXPECT_TRUE(attachment_of(*portal, "huaian-2024", 7'900'001) ==
              *read_whole_file(corpus / "huaian-2024.pdf"));
  const auto page =
      ask(portal->port(), portal->path_of("shanghai-office-2019", "report-2019")).body;
  EXPECT_NE(page.find(*read_whole_file(corpus / "shanghai-office-2019.html")), std::string::npos);
}

}  // namespace
}  // namespace gkwatch::portal
