#include "scheduler/ownership.h"

#include <gtest/gtest.h>

namespace gkwatch::scheduler {
namespace {

Agency shiling() {
  Agency agency;
  agency.id = {"huadu-shiling"};
  agency.name = "广州市花都区狮岭镇人民政府";
  agency.kind = AgencyClass::T;
  agency.region = "440114";
  return agency;
}

TEST(AgencyInTitle, LeavesOutYearAndSetWords) {
  EXPECT_EQ(agency_in_title("广州市花都区狮岭镇政府信息公开工作2020年度报告"),
            "广州市花都区狮岭镇政府");
  EXPECT_EQ(agency_in_title("2020年番禺区人民政府沙湾街道办事处政府信息公开年度报告"),
            "番禺区人民政府沙湾街道办事处");
  EXPECT_EQ(agency_in_title("2023年政府信息公开工作年度报告"), "");
}

TEST(MayBeOf, TakesOursAndWhatNamesNobodyOutOfADistrictsColumn) {
  EXPECT_TRUE(may_be_of("广州市花都区狮岭镇政府信息公开工作2020年度报告", shiling()));
  EXPECT_TRUE(may_be_of("狮岭镇2020年政府信息公开工作年度报告", shiling()));
  EXPECT_TRUE(may_be_of("2020年政府信息公开工作年度报告", shiling()));
}

TEST(MayBeOf, LeavesTheNeighboursReportsToThem) {
  EXPECT_FALSE(may_be_of("广州市花都区梯面镇人民政府2020年政府信息公开工作年度报告", shiling()));
  EXPECT_FALSE(may_be_of("花都区信访局2020年政府信息公开工作年度报告", shiling()));
}

}  // namespace
}  // namespace gkwatch::scheduler
