// Single peculiarities of PDF files, each in a small file made for it.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/parser/pdf_pages.h"

namespace gkwatch::parser {
namespace {

TEST_F(PdfFront, ReadsMergedHeads) {
  PdfWriter pdf;
  pdf.add_page();
  double y = 60;
  print_table(pdf,
              {{{"申请人情况", 2}, {"总计", 1, 2}}, {{"自然人"}, {"其他"}}, {{"1"}, {"2"}, {"3"}}},
              {80, 80, 80}, {}, y);
  const auto tables = tables_of(pdf.bytes());
  ASSERT_EQ(tables.size(), 1u);
  const auto& rows = tables[0].rows;
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].cells[0].text, "申请人情况");
  EXPECT_TRUE(rows[0].cells[1].from_left);
  EXPECT_TRUE(rows[1].cells[2].from_above);
  EXPECT_EQ(rows[2].cells[2].text, "3");
  EXPECT_EQ(rows[2].where, "page 1, row 3");
}

TEST_F(PdfFront, JoinsALabelThatIsBrokenOverLines) {
  PdfWriter pdf = row_of(2);
  pdf.write({.x = 55, .y = 115, .text = "没有现成信息"});
  pdf.write({.x = 55, .y = 130, .text = "需要另行制作"});
  EXPECT_EQ(only_row(pdf)[0].text, "没有现成信息需要另行制作");
}

TEST_F(PdfFront, ReadsDigitsThatAreSetOneByOne) {
  PdfWriter pdf = row_of(2);
  pdf.write({.x = 60, .y = 120, .text = "1"});
  pdf.write({.x = 65, .y = 120, .text = "2"});
  pdf.write({.x = 70, .y = 120, .text = "3"});
  EXPECT_EQ(only_row(pdf)[0].text, "123");
}

TEST_F(PdfFront, CountsAFigurePrintedTwiceForBoldnessOnce) {
  PdfWriter pdf = row_of(2);
  pdf.write({.x = 60, .y = 120, .text = "11"});
  pdf.write({.x = 60.3, .y = 120, .text = "11"});
  EXPECT_EQ(only_row(pdf)[0].text, "11");
}

TEST_F(PdfFront, ReadsNoNumberFromTwoThatStandApart) {
  PdfWriter beside = row_of(2);
  beside.write({.x = 60, .y = 120, .text = "5"});
  beside.write({.x = 90, .y = 120, .text = "3"});
  EXPECT_FALSE(is_number(only_row(beside)[0].text));
  PdfWriter below = row_of(2);
  below.write({.x = 60, .y = 115, .text = "5"});
  below.write({.x = 60, .y = 130, .text = "3"});
  EXPECT_FALSE(is_number(only_row(below)[0].text));
}

TEST_F(PdfFront, JoinsANumberThatANarrowCellBreaks) {
  PdfWriter pdf;
  pdf.add_page();
  pdf.stroke(50, 100, 120, 100);
  pdf.stroke(50, 140, 120, 140);
  for (const double x : {50.0, 75.0, 120.0}) pdf.stroke(x, 100, x, 140);
  pdf.write({.x = 55, .y = 115, .text = "363"});
  pdf.write({.x = 55, .y = 127, .text = "0"});
  EXPECT_EQ(only_row(pdf)[0].text, "3630");
}

TEST_F(PdfFront, ReadsNoNumberThatRunsOverTheEdgeOfItsCell) {
  PdfWriter pdf = row_of(2);
  pdf.write({.x = 130, .y = 120, .text = "1234567"});
  const auto row = only_row(pdf);
  EXPECT_FALSE(is_number(row[0].text)) << row[0].text;
  EXPECT_FALSE(is_number(row[1].text)) << row[1].text;
}

TEST_F(PdfFront, ReadsNoNumberWithAGlyphThatNobodyKnows) {
  PdfWriter pdf = row_of(2);
  pdf.write({.x = 60, .y = 120, .text = "1"});
  pdf.write({.x = 65, .y = 120, .text = "x", .font = PdfFont::Unknown});
  const auto row = only_row(pdf);
  EXPECT_FALSE(is_number(row[0].text)) << row[0].text;
  EXPECT_FALSE(row[0].text.empty());
}

// Adobe-GB1 knows what stands on each of its places, whatever the file says of them.
TEST_F(PdfFront, ReadsNoNumberFromAFontThatCallsItsDigitsOthers) {
  PdfWriter pdf = row_of(2);
  pdf.write({.x = 60, .y = 120, .text = "12", .font = PdfFont::Lying});
  const auto row = only_row(pdf);
  EXPECT_FALSE(is_number(row[0].text)) << row[0].text;
  EXPECT_FALSE(row[0].text.empty());
}

// "(12)" drawn in a font with that encoding and table of meanings.
std::string simple_font_page(const std::string& encoding, const std::string& meanings) {
  const auto stream = [](const std::string& data) {
    return "<< /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
  };
  return "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
         "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
         "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
         "/Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n4 0 obj\n" +
         stream("BT /F1 10 Tf 60 700 Td (12) Tj ET") +
         "\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica " + encoding +
         " /ToUnicode 6 0 R >>\nendobj\n6 0 obj\n" +
         stream("begincmap\n1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange " +
                meanings + " endbfrange\nendcmap") +
         "\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
}

TEST_F(PdfFront, BelievesATableOfMeaningsUnlessTheNamesOfDigitsContradictIt) {
  const auto text_of_page = [](const std::string& pdf) {
    const auto pages = read_pages(pdf, {});
    std::string text;
    for (const Glyph& glyph : pages->at(0).glyphs) text += glyph.text;
    return text;
  };
  const std::string names = "/Encoding /WinAnsiEncoding";
  EXPECT_EQ(text_of_page(simple_font_page(names, "<30> <39> <0030>")), "12");
  EXPECT_EQ(text_of_page(simple_font_page(names, "<30> <38> <0031>")),
            std::string{kDoubt} + std::string{kDoubt});
  const std::string swapped = "/Encoding << /Differences [49 /two /one] >>";
  EXPECT_EQ(text_of_page(simple_font_page(swapped, "<31> <32> <0031>")),
            std::string{kDoubt} + std::string{kDoubt});
  // Codes of a font's own, which name nothing.
  const std::string numbered = "/Encoding << /Differences [49 /g1 /g2] >>";
  EXPECT_EQ(text_of_page(simple_font_page(numbered, "<31> <32> <0033>")), "34");
}

TEST_F(PdfFront, ReadsNoNumberWithTheMarkOfANote) {
  PdfWriter pdf = row_of(2);
  pdf.write({.x = 60, .y = 120, .text = "12"});
  pdf.write({.x = 70, .y = 117, .text = "3", .size = 6});
  EXPECT_FALSE(is_number(only_row(pdf)[0].text)) << only_row(pdf)[0].text;
}

TEST_F(PdfFront, TurnsTextThatStandsOnItsSide) {
  PdfWriter pdf = row_of(2);
  pdf.write({.x = 60, .y = 110, .text = "级别"});
  pdf.write({.x = 80, .y = 110, .text = "级别"});
  pdf.write({.x = 175, .y = 135, .text = "123", .quarter_turns = 1});
  EXPECT_EQ(only_row(pdf)[1].text, "123");
}

TEST_F(PdfFront, TurnsAPageThatStandsOnItsSide) {
  PdfWriter pdf = row_of(1);
  pdf.stroke(50, 120, 150, 120);
  pdf.write({.x = 105, .y = 138, .text = "12", .quarter_turns = 1});
  pdf.write({.x = 105, .y = 118, .text = "34", .quarter_turns = 1});
  const auto row = only_row(pdf);
  ASSERT_EQ(row.size(), 2u);
  EXPECT_EQ(row[0].text, "12");
  EXPECT_EQ(row[1].text, "34");
}

TEST_F(PdfFront, LeavesThePageNumberOutOfATable) {
  PdfWriter pdf{300};
  pdf.add_page();
  for (const double y : {200.0, 230.0, 295.0}) pdf.stroke(50, y, 250, y);
  for (const double x : {50.0, 150.0, 250.0}) pdf.stroke(x, 200, x, 295);
  pdf.write({.x = 60, .y = 250, .text = "行政处罚"});
  pdf.write({.x = 160, .y = 250, .text = "7"});
  pdf.write({.x = 140, .y = 290, .text = "- 12 -"});
  const auto tables = tables_of(pdf.bytes());
  ASSERT_EQ(tables.size(), 1u);
  EXPECT_EQ(tables[0].rows[1].cells[0].text, "行政处罚");
  EXPECT_EQ(tables[0].rows[1].cells[1].text, "7");
}

TEST_F(PdfFront, PutsLinesTogetherToParagraphs) {
  PdfWriter pdf;
  pdf.add_page();
  pdf.write({.x = 70, .y = 100, .text = "本年度收到申请一百二十"});
  pdf.write({.x = 50, .y = 116, .text = "三件，全部按时答复，无结"});
  pdf.write({.x = 50, .y = 132, .text = "转。"});
  pdf.write({.x = 70, .y = 148, .text = "下一年继续努力。"});
  EXPECT_EQ(lines_of_text(pdf.bytes()),
            (std::vector<std::string>{"本年度收到申请一百二十三件，全部按时答复，无结转。",
                                      "下一年继续努力。"}));
}

TEST_F(PdfFront, BelievesNoTextBehindAPicture) {
  PdfWriter pdf;
  pdf.add_page();
  pdf.show_picture(0, 0, 595, 842);
  pdf.write({.x = 60, .y = 120, .text = "行政许可 12", .is_invisible = true});
  auto extract = read(pdf.bytes());
  ASSERT_TRUE(extract.has_value());
  ASSERT_EQ(extract->blocks.size(), 1u);
  EXPECT_EQ(extract->blocks[0].kind, BlockKind::Image);
  EXPECT_EQ(extract->blocks[0].text, "page 1, picture 1");
}

TEST_F(PdfFront, RefusesAFileThatIsCutOff) {
  PdfWriter pdf{300};
  pdf.add_page();
  double y = 60;
  print_table(pdf, std::vector<PlainRow>(40, {{"行政许可"}, {"1"}}), {100, 80},
              {.page_height = 300}, y);
  const std::string whole = pdf.bytes();
  for (std::size_t parts = 1; parts < 8; ++parts) {
    auto cut = read(whole.substr(0, whole.size() * parts / 8));
    ASSERT_FALSE(cut.has_value()) << parts;
    EXPECT_EQ(cut.error().code, ErrorCode::Malformed) << parts;
  }
}

TEST_F(PdfFront, RefusesWhatOnlyCallsItselfPdf) {
  auto extract = read("%PDF-1.4\nthis is no such thing\n%%EOF\n");
  ASSERT_FALSE(extract.has_value());
  EXPECT_EQ(extract.error().code, ErrorCode::Malformed);
}

TEST_F(PdfFront, GivesUpOnMorePagesThanAReportHas) {
  PdfWriter pdf;
  for (int i = 0; i < 201; ++i) pdf.add_page();
  auto extract = read(pdf.bytes());
  ASSERT_FALSE(extract.has_value());
  EXPECT_EQ(extract.error().code, ErrorCode::TooLarge);
}

TEST_F(PdfFront, GivesUpOnMoreRulesThanAReportHas) {
  PdfWriter pdf;
  pdf.add_page();
  for (int i = 0; i < 100'100; ++i) pdf.stroke(i % 500, i % 700, i % 500 + 10, i % 700);
  auto extract = read(pdf.bytes());
  ASSERT_FALSE(extract.has_value());
  EXPECT_EQ(extract.error().code, ErrorCode::TooLarge);
}

TEST_F(PdfFront, StopsWhenItIsToldTo) {
  PdfWriter pdf = row_of(2);
  const std::string bytes = pdf.bytes();
  std::stop_source source;
  source.request_stop();
  auto pages = read_pages(bytes, source.get_token());
  ASSERT_FALSE(pages.has_value());
  EXPECT_EQ(pages.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace gkwatch::parser
