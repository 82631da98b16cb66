#include "core/csv.h"

#include <gtest/gtest.h>

namespace gkwatch {
namespace {

using Fields = std::vector<std::string>;

TEST(ParseCsv, SplitsRowsAndFields) {
  const auto rows = parse_csv("id,name\r\na,狮岭镇\nb,\n");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].fields, (Fields{"id", "name"}));
  EXPECT_EQ(rows[1].fields, (Fields{"a", "狮岭镇"}));
  EXPECT_EQ(rows[2].fields, (Fields{"b", ""}));
}

TEST(ParseCsv, TakesALastLineWithoutItsEnd) {
  const auto rows = parse_csv("a,b\nc");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].fields, (Fields{"c"}));
}

TEST(ParseCsv, KeepsCommasQuotesAndLineBreaksInsideQuotes) {
  const auto rows = parse_csv("\"a,b\",\"say \"\"x\"\"\",\"two\r\nlines\"\n");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].fields, (Fields{"a,b", "say \"x\"", "two\r\nlines"}));
}

TEST(ParseCsv, TakesQuotesAnywhere) {
  const auto rows = parse_csv("a\"b,c\"d,e");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].fields, (Fields{"ab,cd", "e"}));
}

TEST(ParseCsv, NamesTheLineWhereARowBegins) {
  const auto rows = parse_csv("\n\na\n\"b\nb\"\nc\n\r\nd");
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].line, 3u);
  EXPECT_EQ(rows[1].line, 4u);
  EXPECT_EQ(rows[2].line, 6u);
  EXPECT_EQ(rows[3].line, 8u);
}

TEST(ParseCsv, LeavesEmptyLinesOutButNotQuotedEmptiness) {
  EXPECT_TRUE(parse_csv("").empty());
  EXPECT_TRUE(parse_csv("\r\n\n").empty());
  const auto rows = parse_csv("\"\"\n,\n");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].fields, (Fields{""}));
  EXPECT_EQ(rows[1].fields, (Fields{"", ""}));
}

TEST(ParseCsv, EndsAQuoteThatIsNeverClosedWithTheText) {
  const auto rows = parse_csv("a,\"b\nc");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].fields, (Fields{"a", "b\nc"}));
}

TEST(CsvField, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(csv_field("狮岭镇"), "狮岭镇");
  EXPECT_EQ(csv_field(""), "");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
}

TEST(CsvField, DisarmsFormulas) {
  for (const char* text : {"=1+1", "+cmd", "-cmd", "@SUM(A1)", "\tx", "＝1", "＋a", "－1", "＠a",
                           "-1+2", "+1.2.3", "-"}) {
    EXPECT_EQ(csv_field(text), "'" + std::string{text}) << text;
  }
  EXPECT_EQ(csv_field("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(csv_field("=A1,B1"), "\"'=A1,B1\"");
}

TEST(CsvField, KeepsNumbersNumbers) {
  for (const char* text : {"-12", "+54", "-0.5", "0"}) EXPECT_EQ(csv_field(text), text);
}

TEST(CsvField, IsReadBackAsItWas) {
  for (const std::string text : {"a,b", "\"", "x\r\ny", "普通", " blank "}) {
    const auto rows = parse_csv(csv_field(text) + ",end");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].fields, (Fields{text, "end"}));
  }
}

}  // namespace
}  // namespace gkwatch
