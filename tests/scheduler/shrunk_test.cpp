#include "scheduler/shrunk.h"

#include <gtest/gtest.h>

#include <string>

#include "core/china_time.h"

namespace gkwatch::scheduler {
namespace {

const AgencyId kTown{"town"};
const std::string kColumn = "http://a.gov.cn/gkmlpt/api/all/1?page=1";

class ShrunkList : public ::testing::Test {
 protected:
  static Instant at(const char* text) { return *parse_china_time(text); }

  static Looked look(int rows) {
    Looked looked{.is_complete = true};
    Listing listing{.column = *Url::parse(kColumn), .complete = true};
    for (int i = 0; i < rows; ++i) {
      listing.articles.push_back({.id = std::to_string(i), .url = *Url::parse(kColumn)});
    }
    looked.listings.push_back(std::move(listing));
    return looked;
  }
  Looked weighed(int rows, const char* now = "2024-01-10") const {
    Looked looked = look(rows);
    weigh_shrunk_lists(looked, kTown, memory_, at(now));
    return looked;
  }
  void tell(const std::string& rows, const char* since) {
    Alert alert;
    alert.finding.key = {RuleId{"R-C-SHRUNK"}, kTown, 0, kColumn};
    alert.finding.actual = rows;
    alert.opened_at = at(since);
    memory_.alerts.push_back(std::move(alert));
  }

  Memory memory_{.column_rows = {{kColumn, 130}}};
};

TEST_F(ShrunkList, ProvesNothingAndIsTold) {
  const Looked looked = weighed(3);
  EXPECT_FALSE(looked.is_complete);
  EXPECT_FALSE(looked.listings[0].complete);
  ASSERT_EQ(looked.troubles.size(), 1u);
  EXPECT_TRUE(looked.troubles[0].is_shrunk);
  EXPECT_EQ(looked.troubles[0].before, 130);
  EXPECT_EQ(looked.failures.size(), 1u) << "looked at again soon, not after the usual interval";
}

TEST_F(ShrunkList, IsNoneThatLostAFewRowsOrIsNewToUs) {
  EXPECT_TRUE(weighed(120).is_complete);
  memory_.column_rows.clear();
  EXPECT_TRUE(weighed(0).is_complete);
}

TEST_F(ShrunkList, IsAcceptedWhenItStayedAsItIsForThreeDays) {
  tell("3", "2024-01-08");
  EXPECT_FALSE(weighed(3, "2024-01-10").is_complete);
  EXPECT_TRUE(weighed(3, "2024-01-11").is_complete);
  EXPECT_FALSE(weighed(2, "2024-01-11").is_complete) << "it is not what was told";
}

TEST_F(ShrunkList, IsNeverAcceptedWithoutAnyRow) {
  tell("0", "2024-01-01");
  EXPECT_FALSE(weighed(0, "2024-02-01").is_complete);
}

class LostColumn : public ShrunkList {
 protected:
  LostColumn() {
    memory_.column_rows = {{kOld, 12}};
    memory_.column_readings = {{kOld, {at("2024-01-01")}}};
    memory_.articles.emplace(
        "report",
        store::KnownArticle{.article = {.id = "report", .url = *Url::parse(kOld)}, .year = 2023});
  }

  const std::string kOld = "http://a.gov.cn/gkmlpt/api/all/7?page=1";
};

TEST_F(LostColumn, ProvesNothingAndIsTold) {
  const Looked looked = weighed(5);
  EXPECT_FALSE(looked.is_complete);
  ASSERT_EQ(looked.troubles.size(), 1u);
  EXPECT_EQ(looked.troubles[0].column, kOld);
  EXPECT_EQ(looked.troubles[0].before, 12);
}

TEST_F(LostColumn, IsNoneWhoseReportsAnotherColumnLists) {
  Looked looked = look(5);
  looked.listings[0].articles.push_back({.id = "report", .url = *Url::parse(kOld)});
  weigh_shrunk_lists(looked, kTown, memory_, at("2024-01-10"));
  EXPECT_TRUE(looked.is_complete);
}

TEST_F(LostColumn, IsNoneOfASiteThatIsNoLongerASource) {
  for (const std::string old : {"http://b.gov.cn/gkmlpt/api/all/7?page=1", "http://a.gov.cn/nb/"}) {
    memory_.column_rows = {{old, 12}};
    memory_.column_readings = {{old, {at("2024-01-01")}}};
    EXPECT_TRUE(weighed(5).is_complete) << old;
  }
}

TEST_F(LostColumn, IsForgottenAfterAMonth) {
  EXPECT_FALSE(weighed(5, "2024-01-30").is_complete);
  EXPECT_TRUE(weighed(5, "2024-02-01").is_complete);
}

}  // namespace
}  // namespace gkwatch::scheduler
