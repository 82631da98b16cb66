#include "rules/columns.h"

#include <gtest/gtest.h>

#include "core/text.h"

namespace gkwatch::rules {
namespace {

const AgencyId kTown{"town"};
const std::string kColumn = "http://a.gov.cn/gkmlpt/api/all/1?page=1";

TEST(ShrunkColumn, HasLostHalfOfTenRowsOrAllOfThem) {
  EXPECT_TRUE(is_shrunk(4, 10));
  EXPECT_FALSE(is_shrunk(5, 10));
  EXPECT_FALSE(is_shrunk(3, 9)) << "a few rows may be withdrawn";
  EXPECT_TRUE(is_shrunk(0, 1));
  EXPECT_FALSE(is_shrunk(0, 0)) << "it never had any";
  EXPECT_FALSE(is_shrunk(20, 10));
}

TEST(ColumnTroubles, AreAWarningForEachColumnAndKind) {
  const std::vector<ColumnTrouble> troubles{
      {.column = kColumn, .is_shrunk = true, .rows = 3, .before = 130},
      {.column = kColumn, .why = "row 7 comes twice"},
      {.column = kColumn, .why = "page 2 has 3 rows instead of 30"}};
  const auto findings = column_trouble_findings(kTown, troubles);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].key, (FindingKey{RuleId{"R-C-SHRUNK"}, kTown, 0, kColumn}));
  EXPECT_EQ(findings[0].severity, Severity::Warning);
  EXPECT_EQ(findings[0].expected, "130");
  EXPECT_EQ(findings[0].actual, "3");
  EXPECT_EQ(findings[1].key.rule.text, "R-C-CONTRACT");
  EXPECT_TRUE(contains(findings[1].message.zh, "row 7 comes twice")) << findings[1].message.zh;
  EXPECT_TRUE(is_about_a_column(findings[1].key.rule));
  EXPECT_FALSE(is_about_a_column(RuleId{"R-P-MISSING"}));
}

}  // namespace
}  // namespace gkwatch::rules
