#include "crawler/agency_guess.h"

#include <gtest/gtest.h>

namespace gkwatch::crawler {
namespace {

TEST(ClassOfName, GoesByTheTailOfTheName) {
  EXPECT_EQ(class_of_name("示例区示例街道办事处"), AgencyClass::S);
  EXPECT_EQ(class_of_name("示例镇人民政府"), AgencyClass::T);
  EXPECT_EQ(class_of_name("示例乡"), AgencyClass::T);
  EXPECT_EQ(class_of_name("示例区人民政府"), AgencyClass::G);
  EXPECT_EQ(class_of_name("示例区人民政府办公室"), AgencyClass::D0);
  EXPECT_EQ(class_of_name("示例区教育局"), AgencyClass::D);
  EXPECT_EQ(class_of_name("示例市国有资产监督管理委员会"), AgencyClass::D);
  EXPECT_EQ(class_of_name("示例经济开发区管理委员会"), AgencyClass::Z);
  EXPECT_EQ(class_of_name("示例市生态环境局示例分局"), AgencyClass::P);
  EXPECT_EQ(class_of_name("国家税务总局示例市税务局"), AgencyClass::V);
  EXPECT_EQ(class_of_name("示例市住房公积金管理中心"), AgencyClass::L);
  EXPECT_EQ(class_of_name("信息公开年报"), std::nullopt);
}

TEST(RegionOfAgency, IsTheSmallestDivisionThatTheNameHolds) {
  EXPECT_EQ(region_of_agency("广州市花都区示例镇人民政府", ""), "440114");
  EXPECT_EQ(region_of_agency("广州市示例局", ""), "4401");
  EXPECT_EQ(region_of_agency("示例镇人民政府", ""), "");
}

TEST(RegionOfAgency, IsThatOfTheServiceAreaWhereTheNameSaysNothing) {
  EXPECT_EQ(region_of_agency("示例镇人民政府", "200159"), "4401");
  EXPECT_EQ(region_of_agency("示例厅", "175"), "44");
  EXPECT_EQ(region_of_agency("龙华区示例街道办事处", "755041"), "440309");
  // A district of that name elsewhere is not this one.
  EXPECT_EQ(region_of_agency("白云区示例街道办事处", "755041"), "4403");
  EXPECT_EQ(region_of_agency("示例局", "no number"), "");
}

TEST(AgencyInTitle, StandsBeforeTheYearOrTheWordsOfTheReport) {
  EXPECT_EQ(agency_in_title("示例区教育局2024年政府信息公开工作年度报告"), "示例区教育局");
  EXPECT_EQ(agency_in_title("2024年示例镇人民政府信息公开工作年度报告"), "示例镇人民政府");
  EXPECT_EQ(agency_in_title("2023年度示例街道办事处政府信息公开年度报告"), "示例街道办事处");
  EXPECT_EQ(agency_in_title("示例镇政府政府信息公开工作2020年度报告"), "示例镇政府");
  EXPECT_EQ(agency_in_title("示例区\n信访局 2020年政府信息公开工作年度报告"), "示例区信访局");
}

TEST(AgencyInTitle, IsNobodyWhereTheTitleNamesNobody) {
  EXPECT_EQ(agency_in_title("2024年政府信息公开工作年度报告"), "");
  EXPECT_EQ(agency_in_title("通知公告"), "");
}

}  // namespace
}  // namespace gkwatch::crawler
