#include "rules/custody.h"

#include <gtest/gtest.h>

#include "tests/rules/rule_test.h"

namespace gkwatch::rules {
namespace {

const Custody kReport{AgencyId{"shiling"}, 2020};

std::string told(const std::vector<Finding>& findings) {
  if (findings.empty()) return "";
  return findings[0].key.rule.text + " " + std::string{name_of(findings[0].severity)};
}

class Copies : public testing::Test {
 protected:
  std::vector<Finding> found() {
    const std::vector<FoundCopy> copies{{pdf_.parsed(), "a.pdf"}, {page_.parsed(), "a.html"}};
    return copy_findings(kReport, copies);
  }
  ReportBuilder pdf_;
  ReportBuilder page_;
};

TEST_F(Copies, ThatAgreeAreOneReport) {
  EXPECT_EQ(told(found()), "");
  EXPECT_EQ(told(copy_findings(kReport, {})), "");
}

TEST_F(Copies, ThatPrintOtherNumbersAreToldWithTheirCells) {
  page_.set("T3.R7.SUM", "16");
  ASSERT_EQ(told(found()), "R-P-MULTICOPY warning");
  EXPECT_EQ(found()[0].cells.at(0).cell.text, "T3.R7.SUM");
  EXPECT_NE(found()[0].message.zh.find("（15、16）"), std::string::npos) << found()[0].message.zh;
}

TEST_F(Copies, ThatAreWordedOtherwiseAreAHint) {
  page_.section(5, "一是部分栏目更新不够及时，二是解读材料形式单一。下一步将加强培训。");
  EXPECT_EQ(told(found()), "R-P-MULTICOPY info") << "狮岭镇 2020";
}

TEST_F(Copies, AreNotComparedInWhatOneOfThemLacks) {
  page_.gap("T3.R7.SUM").blank("T3.R3.1.NP").dash("T3.R3.1.CO").text("T3.R3.1.RI", "无");
  EXPECT_EQ(told(found()), "");
  page_ = ReportBuilder{};
  page_.set("T3.R7.SUM", "16").parsed().status = ReadStatus::NoTables;
  EXPECT_EQ(told(found()), "") << "an introduction beside the file";
  page_.parsed().status = ReadStatus::Unreadable;
  EXPECT_EQ(told(found()), "");
}

TEST_F(Copies, AreTheSameWhateverTheirMarksAndPageNumbers) {
  page_.section(6, "无。 — 3 —");
  EXPECT_EQ(told(found()), "");
}

TEST(Replacement, IsGraverWhereNumbersChanged) {
  EXPECT_EQ(told(replacement_findings(kReport, Replaced::No, 2)), "");
  EXPECT_EQ(told(replacement_findings(kReport, Replaced::Text, 2)), "R-P-REPLACED info");
  EXPECT_EQ(told(replacement_findings(kReport, Replaced::Cells, 3)), "R-P-REPLACED warning");
}

TEST(WrongColumn, IsAHintAndOnlyWhereEveryColumnIsNamedAndAnother) {
  const auto in = [](std::vector<std::string> columns) {
    return told(column_findings(kReport, columns));
  };
  EXPECT_EQ(in({"通知公告"}), "R-P-WRONGCOLUMN info");
  EXPECT_EQ(in({"通知公告", "政府信息公开年报"}), "");
  EXPECT_EQ(in({"政府信息公开工作年度报告"}), "");
  EXPECT_EQ(in({""}), "");
  EXPECT_EQ(in({}), "");
}

}  // namespace
}  // namespace gkwatch::rules
