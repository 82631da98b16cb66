#include "view/rows.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "view/report_text.h"
#include "view/terminal.h"

namespace gkwatch::view {
namespace {

store::Rows two_reports() {
  return {.columns = {"report", "name", "status", "published_at", "complete"},
          .values = {{Json{1}, Json{"狮岭镇"}, Json{"on_time"}, Json{"2021-01-21T15:24:00+08:00"},
                      Json{true}},
                     {Json{}, Json{"=SUM(A1)"}, Json{"missing"}, Json{}, Json{false}}}};
}

TEST(Render, AlignsByWhatATerminalShows) {
  const std::string text = render(two_reports(), {});
  const auto first = text.find("按时"), second = text.find("未发布");
  ASSERT_NE(first, std::string::npos);
  ASSERT_NE(second, std::string::npos);
  const auto column_of = [&](std::size_t at) {
    const auto line = text.rfind('\n', at) + 1;
    return display_width(std::string_view{text}.substr(line, at - line));
  };
  EXPECT_EQ(column_of(first), column_of(second));
  EXPECT_TRUE(contains(text, "2021-01-21 15:24"));
}

TEST(Render, ColoursOnlyWhenAskedTo) {
  EXPECT_FALSE(contains(render(two_reports(), {}), "\x1b["));
  EXPECT_TRUE(contains(render(two_reports(), {.colour = Colour::Ansi}), "\x1b["));
}

TEST(Render, KeepsTypesInJson) {
  const auto json = Json::parse(render(two_reports(), {.format = Format::Json}));
  ASSERT_TRUE(json);
  EXPECT_EQ(json->at(0)["report"].integer(), 1);
  EXPECT_TRUE(json->at(1)["report"].is_null());
  EXPECT_TRUE(json->at(0)["complete"].is_bool());
}

TEST(Render, GuardsCsvAgainstFormulas) {
  const std::string csv = render(two_reports(), {.format = Format::Csv});
  EXPECT_TRUE(csv.starts_with("report,name,status,published_at,complete\r\n"));
  EXPECT_TRUE(contains(csv, "'=SUM(A1)"));
}

TEST(Render, SaysThatNothingMatches) {
  EXPECT_TRUE(contains(render({.columns = {"report"}, .values = {}}, {}), "没有"));
  EXPECT_EQ(render({.columns = {"report"}, .values = {}}, {.format = Format::Json}), "[]\n");
}

TEST(Metrics, OfARuleNameItBesideTheirWords) {
  EXPECT_EQ(words_for("metric", Json{"reports_with.R-T3-SUM"}, Language::English),
            "reports with R-T3-SUM");
  EXPECT_EQ(words_for("metric", Json{"denial_rate"}, Language::Chinese), "不予公开率");
}

TEST(Findings, AreNeverSaidToBeNoneOfADocumentThatCouldNotBeChecked) {
  ParsedDocument document;
  document.status = ReadStatus::Read;
  EXPECT_TRUE(contains(findings_text(document, {}, {}), "没有发现问题"));
  for (const ReadStatus status : {ReadStatus::NoTables, ReadStatus::Unreadable}) {
    document.status = status;
    EXPECT_FALSE(contains(findings_text(document, {}, {}), "没有发现问题"));
    EXPECT_TRUE(contains(findings_text(document, {}, {}), "无法核对"));
  }
}

TEST(Findings, TellInOneLineWhatLostCellsHaveKeptFromBeingJudged) {
  Finding lost{.key = {.rule = {"R-FMT-CELL"}}, .outcome = Outcome::Unverifiable};
  lost.cells = {{{"T3.R1.NP"}, ""}};
  lost.message = {"格未能识别", "not recovered"};
  Finding other = lost;
  other.key.rule = {"R-T3-ROWSUM"};
  Finding picture{.key = {.rule = {"R-DOC-TABLES"}}, .outcome = Outcome::Unverifiable};
  picture.message = {"表格是图片", "pictures"};
  const std::vector<Finding> findings{picture, lost, other};
  const std::string text = findings_text({}, findings, {});
  EXPECT_TRUE(contains(text, "2 条规则所需的单元格未能可靠读出")) << text;
  EXPECT_TRUE(contains(text, "R-FMT-CELL R-T3-ROWSUM\n")) << text;
  EXPECT_TRUE(contains(text, "表格是图片")) << text;
  EXPECT_FALSE(contains(text, "格未能识别")) << text;
}

TEST(Draw, LetsNoForeignEscapeReachTheTerminal) {
  const TextTable table{.heads = {}, .rows = {{{.text = "a\x1b[31mb\rc\u202Ed"}}}};
  const std::string text = draw(table, {});
  EXPECT_FALSE(contains(text, "\x1b"));
  EXPECT_FALSE(contains(text, "\r"));
  EXPECT_FALSE(contains(text, "\u202E"));
}

TEST(Inked, LetsNoForeignEscapeReachTheTerminal) {
  EXPECT_EQ(inked("a\x1b]0;x\a\nb\u200F", Ink::Plain, Colour::Never),
            "a\uFFFD]0;x\uFFFD\uFFFDb\uFFFD");
  EXPECT_EQ(inked("\x1b[2J", Ink::Red, Colour::Ansi), "\x1b[31m\uFFFD[2J\x1b[0m");
}

TEST(Draw, MakesNoWideTableOfOneHugeTitle) {
  const TextTable table{.heads = {"a"},
                        .rows = {{{.text = std::string(100'000, 'x')}}, {{.text = "b"}}}};
  EXPECT_LT(draw(table, {}).size(), 3000u);
}

TEST(Draw, ShortensTheWidestColumnToThePage) {
  const TextTable table{.heads = {"a", "b"},
                        .rows = {{{.text = "short"}, {.text = std::string(200, 'x')}}}};
  const std::string text = draw(table, {.width = 60});
  const auto second_line = text.find('\n') + 1;
  EXPECT_LE(display_width(text.substr(second_line, text.size() - second_line - 1)), 60u);
  EXPECT_TRUE(contains(text, "…"));
}

}  // namespace
}  // namespace gkwatch::view
