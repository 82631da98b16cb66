// What a workbook shows, case by case.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "parser/extract.h"
#include "parser/figures.h"
#include "parser/xlsx_number.h"
#include "tests/support/office_writer.h"

namespace gkwatch::parser {
namespace {

using testing::write_xlsx;
using testing::xlsx_formats;

std::string shown(const std::string& stored, const std::string& format) {
  return show_number(stored, format, 8).value_or("untold");
}

TEST(NumberFormat, ShowsThePlusThatOnlyTheFormatHas) {
  EXPECT_EQ(shown("54", "+0;-0;0"), "+54");
  EXPECT_EQ(shown("-54", "+0;-0;0"), "-54");
  EXPECT_EQ(shown("0", "+0;-0;0"), "0");
  EXPECT_EQ(shown("54", "\"+\"0"), "+54");
}

TEST(NumberFormat, TellsNoNumberWhoseSignTheFormatHides) {
  EXPECT_EQ(shown("-54", "0;[Red]0"), "untold") << "red, as book-keepers write what is negative";
  EXPECT_EQ(shown("-54", "0;0;0"), "untold");
  EXPECT_EQ(shown("54", "0;0;0"), "54");
  EXPECT_EQ(shown("-54", "0"), "-54");
  EXPECT_EQ(shown("-54", "0_);(0)"), "(54)");
  EXPECT_EQ(shown("5", ";;;"), "");
  EXPECT_EQ(shown("0", "0;-0;\"-\""), "-");
}

TEST(NumberFormat, TellsNoNumberThatIsShownRounded) {
  EXPECT_EQ(shown("12.4", "0"), "untold");
  EXPECT_EQ(shown("190.457379", "0.00"), "untold");
  EXPECT_EQ(shown("190.457379", "General"), "untold");
  EXPECT_EQ(show_number("190.457379", "General", 20), "190.457379");
  EXPECT_EQ(shown("0.5", "0%"), "untold");
  EXPECT_EQ(shown("120000", "0,"), "untold");
  EXPECT_EQ(shown("44927", "yyyy-mm-dd"), "untold");
  EXPECT_EQ(shown("5", "[>3]0;0"), "untold");
  EXPECT_EQ(shown("5", "[DBNum1]0"), "untold");
}

TEST(NumberFormat, ShowsDigitsUnitsAndSeparators) {
  EXPECT_EQ(shown("346490", "#,##0.00"), "346,490.00");
  EXPECT_EQ(shown("12.5", "0.00"), "12.50");
  EXPECT_EQ(shown("7", "000"), "007");
  EXPECT_EQ(shown("251000", "0\"元\""), "251000元");
  EXPECT_EQ(shown("251000", "0元"), "251000元");
  EXPECT_EQ(shown("3", "[$¥-804]0"), "¥3");
}

TEST(NumberFormat, ReadsNumbersAsDoublesAreStored) {
  EXPECT_EQ(show_number("190.45737900000001", "General", 20), "190.457379");
  EXPECT_EQ(shown("0.29999999999999999", "General"), "0.3");
  EXPECT_EQ(shown("9.9999999999999996E+2", "0"), "1000");
  EXPECT_EQ(shown("1.2E-3", "0.0000"), "0.0012");
  EXPECT_EQ(shown("1.2E+3", "0"), "1200");
  EXPECT_EQ(shown("twelve", "0"), "untold");
}

Extract read(const std::string& sheet, const std::string& styles = xlsx_formats({"+0;-0;0"})) {
  const std::string bytes = write_xlsx({{"S", sheet}}, {"甲", "乙", "丙"}, styles);
  auto extracted = extract({.bytes = bytes}, {});
  EXPECT_TRUE(extracted.has_value()) << (extracted ? "" : extracted.error().message);
  return extracted ? *std::move(extracted) : Extract{};
}

std::string rows(const std::string& cells) {
  return "<sheetData><row r=\"1\">" + cells + "</row></sheetData>";
}

Table table_of(const std::string& sheet, const std::string& styles = xlsx_formats({"+0;-0;0"})) {
  for (Block& block : read(sheet, styles).blocks) {
    if (block.kind == BlockKind::Table) return std::move(block.table.table);
  }
  ADD_FAILURE() << "no table";
  return {.rows = {{.cells = std::vector<GridCell>(9)}}};
}

// The text of B1 beside a label.
std::string b1(const std::string& cell, const std::string& styles = xlsx_formats({"+0;-0;0"})) {
  return table_of(rows("<c r=\"A1\" t=\"s\"><v>0</v></c>" + cell), styles)
      .rows.at(0)
      .cells.at(1)
      .text;
}

TEST(Xlsx, ShowsNumbersByTheStyleOfTheirCell) {
  EXPECT_EQ(b1("<c r=\"B1\" s=\"1\"><v>54</v></c>"), "+54");
  EXPECT_EQ(b1("<c r=\"B1\"><v>54</v></c>"), "54");
  EXPECT_FALSE(is_value(b1("<c r=\"B1\" s=\"9\"><v>54</v></c>")));
}

TEST(Xlsx, ReadsStringsOfEveryKind) {
  EXPECT_EQ(b1("<c r=\"B1\" t=\"s\"><v>1</v></c>"), "乙");
  EXPECT_EQ(b1("<c r=\"B1\" t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r></is></c>"), "ab");
  EXPECT_EQ(b1("<c r=\"B1\" t=\"str\"><f>A1</f><v>12</v></c>"), "12");
  EXPECT_FALSE(is_value(b1("<c r=\"B1\" t=\"s\"><v>99</v></c>")));
}

TEST(Xlsx, AFormulaWithoutItsResultIsNoBlank) {
  EXPECT_FALSE(b1("<c r=\"B1\"><f>SUM(C1:D1)</f></c>").empty());
}

TEST(Xlsx, TakesNoFigureFromStruckText) {
  const std::string styles =
      "<fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId=\"0\"/>"
      "<xf numFmtId=\"0\" fontId=\"1\"/></cellXfs>";
  EXPECT_TRUE(is_value(b1("<c r=\"B1\"><v>5</v></c>", styles)));
  EXPECT_FALSE(is_value(b1("<c r=\"B1\" s=\"1\"><v>5</v></c>", styles)));
}

TEST(Xlsx, AConditionalNumberFormatMakesNumbersDoubtful) {
  const std::string sheet = rows("<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>5</v></c>") +
                            "<conditionalFormatting sqref=\"B1\"/>";
  const std::string styles = "<cellXfs><xf/></cellXfs><dxfs><dxf><numFmt/></dxf></dxfs>";
  EXPECT_FALSE(is_value(table_of(sheet, styles).rows.at(0).cells.at(1).text));
}

// General shows what there is room for: 12.5 in a narrow column is 13.
TEST(Xlsx, ACellHasTheRoomOfAllColumnsThatItSpans) {
  const auto b1_of = [](const std::string& merges) {
    const Table table = table_of(
        "<cols><col min=\"2\" max=\"4\" width=\"1.5\"/></cols><sheetData><row r=\"1\">"
        "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>12.5</v></c></row></sheetData>" +
        merges);
    return table.rows.at(0).cells.at(1).text;
  };
  EXPECT_EQ(b1_of("<mergeCells><mergeCell ref=\"B1:D1\"/></mergeCells>"), "12.5");
  EXPECT_FALSE(is_value(b1_of("")));
}

TEST(Xlsx, MergedCellsSpanAndHideWhatTheyCover) {
  const Table table = table_of(
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>7</v></c><c "
      "r=\"C1\"><v>1</v></c></row>"
      "<row r=\"2\"><c r=\"A2\"><v>8</v></c><c r=\"C2\"><v>2</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>");
  EXPECT_EQ(table.rows.at(0).cells.at(1).text, "甲");
  EXPECT_TRUE(table.rows.at(0).cells.at(1).from_left);
  EXPECT_EQ(table.rows.at(1).cells.at(0).text, "甲");
  EXPECT_TRUE(table.rows.at(1).cells.at(0).from_above);
  EXPECT_EQ(table.rows.at(1).cells.at(2).text, "2");
}

TEST(Xlsx, LeavesHiddenRowsAndColumnsOut) {
  const Table table = table_of(
      "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>"
      "<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>9</v></c><c r=\"C1\"><v>9</v></c></row>"
      "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\"><v>8</v></c><c "
      "r=\"C2\"><v>2</v></c></row>"
      "</sheetData>");
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(table.rows[0].where, "sheet S, row 2");
  ASSERT_EQ(table.rows[0].cells.size(), 2u);
  EXPECT_EQ(table.rows[0].cells[1].text, "2");
}

TEST(Xlsx, ReadsEverySheetInOrder) {
  const std::string line = rows("<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1</v></c>");
  const std::string bytes = write_xlsx({{"一", line}, {"二", line}}, {"甲"});
  const auto extracted = extract({.bytes = bytes}, {});
  ASSERT_TRUE(extracted.has_value());
  ASSERT_EQ(extracted->blocks.size(), 2u);
  EXPECT_EQ(extracted->blocks[1].table.table.where, "sheet 二");
}

TEST(Xlsx, WithCellsThatContradictEachOtherIsNotRead) {
  const std::string bytes =
      write_xlsx({{"S", rows("<c r=\"B1\"><v>1</v></c><c r=\"B1\"><v>2</v></c>")}});
  const auto extracted = extract({.bytes = bytes}, {});
  ASSERT_FALSE(extracted.has_value());
  EXPECT_EQ(extracted.error().code, ErrorCode::Malformed);
}

}  // namespace
}  // namespace gkwatch::parser
