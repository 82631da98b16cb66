#include "crawler/watch_rows.h"

#include <gtest/gtest.h>

namespace gkwatch::crawler {
namespace {

TEST(WatchRows, PutsTheAddressesOfOneNameIntoOneRow) {
  const auto rows = watch_rows({
      {"示例镇人民政府", "https://www.example.gov.cn/gzsl/gkmlpt/annualreport#6198", "", "200159",
       "政府信息公开年报"},
      {"示例镇人民政府", "https://www.example.gov.cn/xxgk/nb/", "listed there"},
  });
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].id, "example-gzsl");
  EXPECT_EQ(rows[0].agency_class, "T");
  EXPECT_EQ(rows[0].region, "4401");
  EXPECT_EQ(rows[0].url,
            "https://www.example.gov.cn/gzsl/gkmlpt/annualreport#6198 "
            "https://www.example.gov.cn/xxgk/nb/");
  EXPECT_EQ(rows[0].column, "政府信息公开年报");
}

TEST(WatchRows, GivesAgenciesOfOneColumnIdsOfTheirOwnThatStay) {
  const std::string column = "http://www.example.gov.cn/nb/";
  const auto both = watch_rows({{"示例区教育局", column, ""}, {"示例区信访局", column, ""}});
  ASSERT_EQ(both.size(), 2u);
  EXPECT_NE(both[0].id, both[1].id);
  EXPECT_EQ(watch_rows({{"示例区信访局", column, ""}}).at(0).id, both[1].id);
}

TEST(WatchRows, KeepsIdsApartWhereHostAndPrefixAreTheSame) {
  const auto rows = watch_rows({{"甲局", "http://a.gov.cn/x/gkmlpt/annualreport#1", ""},
                                {"乙局", "http://www.a.gov.cn/x/gkmlpt/annualreport#1", ""}});
  EXPECT_EQ(rows.at(0).id, "a-x");
  EXPECT_EQ(rows.at(1).id, "a-x-2");
}

}  // namespace
}  // namespace gkwatch::crawler
