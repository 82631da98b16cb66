#include "model/finding_json.h"

#include <gtest/gtest.h>

namespace gkwatch {
namespace {

Finding rich_finding() {
  Finding finding;
  finding.key = {RuleId{"R-T3-BALANCE"}, AgencyId{"shiling"}, 2020, "T3.NP"};
  finding.severity = Severity::Error;
  finding.outcome = Outcome::Fail;
  finding.cells = {{CellKey{"T3.R7.NP"}, "2"}, {CellKey{"T3.NEW.NP"}, "1"}};
  finding.candidates = {CellKey{"T3.R7.NP"}};
  finding.expected = "1";
  finding.actual = "2";
  finding.delta = Decimal::parse("1");
  finding.message = {"总计应为 1", "the total should be 1"};
  return finding;
}

TEST(FindingJson, ComesBackAsItWent) {
  const auto back = finding_from(*Json::parse(to_json(rich_finding()).dump()));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, rich_finding());
}

TEST(FindingJson, ComesBackWithoutCellsAndDelta) {
  Finding finding;
  finding.key.rule = RuleId{"R-P-MISSING"};
  const auto back = finding_from(to_json(finding));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, finding);
}

TEST(FindingJson, HasTheShapeThatParsePrints) {
  const Json json = to_json(rich_finding());
  EXPECT_EQ(json["rule"].string_or(""), "R-T3-BALANCE");
  EXPECT_EQ(json["severity"].string_or(""), "error");
  EXPECT_EQ(json["outcome"].string_or(""), "fail");
  EXPECT_EQ(json["cells"].at(0).string_or(""), "T3.R7.NP");
  EXPECT_EQ(json["delta"].integer(), 1);
  EXPECT_EQ(json["message"]["zh"].string_or(""), "总计应为 1");
}

TEST(FindingJson, RefusesWhatIsMissingOrOfAnotherType) {
  const Json whole = to_json(rich_finding());
  for (const auto& [member, unused] : whole.members()) {
    Json json = whole;
    json.set(member, Json{true});
    EXPECT_FALSE(finding_from(json)) << member;
  }
}

TEST(FindingJson, RefusesRawTextsThatDoNotGoWithTheCells) {
  Json json = to_json(rich_finding());
  json.set("raw", *Json::parse(R"(["2"])"));
  EXPECT_FALSE(finding_from(json));
}

}  // namespace
}  // namespace gkwatch
