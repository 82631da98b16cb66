// What a DOCX shows, case by case.
#include <gtest/gtest.h>

#include <string>

#include "parser/extract.h"
#include "parser/figures.h"
#include "tests/support/office_writer.h"

namespace gkwatch::parser {
namespace {

using testing::docx_paragraph;
using testing::write_docx;

Extract read(const std::string& body, const std::string& styles = "") {
  const std::string bytes = write_docx(body, styles);
  auto extracted = extract({.bytes = bytes}, {});
  EXPECT_TRUE(extracted.has_value()) << (extracted ? "" : extracted.error().message);
  return extracted ? *std::move(extracted) : Extract{};
}

std::string text_of(const std::string& body, const std::string& styles = "") {
  std::string text;
  for (const Block& block : read(body, styles).blocks) {
    if (block.kind == BlockKind::Text || block.kind == BlockKind::Heading) text += block.text + "/";
  }
  return text;
}

std::string run(const std::string& text, const std::string& properties = "") {
  return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>";
}

std::string cell(const std::string& content, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr><w:p>" + content + "</w:p></w:tc>";
}

std::string row(const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; }

std::string table(const std::string& rows) { return "<w:tbl>" + rows + "</w:tbl>"; }

PrintedTable only_table(const std::string& body, const std::string& styles = "") {
  PrintedTable found;
  for (Block& block : read(body, styles).blocks) {
    if (block.kind == BlockKind::Table) found = std::move(block.table);
  }
  return found;
}

// The text of a cell beside a label.
std::string shown_in_cell(const std::string& content, const std::string& styles = "") {
  const auto printed = only_table(table(row(cell(run("label")) + cell(content))), styles);
  return printed.table.rows.empty() ? "no table" : printed.table.rows[0].cells.at(1).text;
}

bool is_figure(const std::string& content, const std::string& styles = "") {
  return is_value(shown_in_cell(content, styles));
}

TEST(Docx, AcceptsTrackedChanges) {
  EXPECT_EQ(shown_in_cell("<w:del><w:r><w:delText>4</w:delText></w:r></w:del><w:ins>" + run("5") +
                          "</w:ins>"),
            "5");
  EXPECT_EQ(shown_in_cell("<w:moveFrom>" + run("4") + "</w:moveFrom>"), "");
  EXPECT_EQ(shown_in_cell("<w:moveTo>" + run("4") + "</w:moveTo>"), "4");
}

TEST(Docx, LeavesDeletedAndHiddenRowsOut) {
  const std::string two = cell(run("a")) + cell(run("1"));
  const auto printed =
      only_table(table("<w:tr><w:trPr><w:del/></w:trPr>" + two + "</w:tr>" +
                       "<w:tr><w:trPr><w:hidden/></w:trPr>" + two + "</w:tr>" + row(two)));
  EXPECT_EQ(printed.table.rows.size(), 1u);
}

TEST(Docx, LeavesHiddenTextOut) {
  EXPECT_EQ(shown_in_cell(run("12", "<w:vanish/>") + run("3")), "3");
  EXPECT_EQ(shown_in_cell(run("12", "<w:vanish w:val=\"0\"/>") + run("3")), "123");
  const std::string style =
      "<w:style w:type=\"character\" w:styleId=\"B\"><w:rPr><w:vanish/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"H\"><w:basedOn w:val=\"B\"/></w:style>";
  EXPECT_EQ(shown_in_cell(run("12", "<w:rStyle w:val=\"H\"/>") + run("3"), style), "3");
}

TEST(Docx, TakesNoFigureFromStruckOrRaisedText) {
  EXPECT_TRUE(is_figure(run("12")));
  EXPECT_FALSE(is_figure(run("12", "<w:strike/>")));
  EXPECT_FALSE(is_figure(run("12") + run("1", "<w:vertAlign w:val=\"superscript\"/>")));
  EXPECT_FALSE(is_figure(run("12") + run("1", "<w:position w:val=\"8\"/>")));
  EXPECT_TRUE(is_figure(run("12", "<w:position w:val=\"0\"/>")));
  EXPECT_FALSE(is_figure(run("12", "<w:rFonts w:ascii=\"Wingdings\"/>")));
}

TEST(Docx, TakesNoFigureFromWhatIsDrawnComputedOrListed) {
  EXPECT_FALSE(is_figure("<w:r><w:sym w:font=\"Symbol\" w:char=\"F02D\"/></w:r>" + run("1")));
  EXPECT_FALSE(is_figure(run("1") + "<m:oMath><m:r><m:t>2</m:t></m:r></m:oMath>"));
  EXPECT_FALSE(is_figure("<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>" + run("1")));
  EXPECT_FALSE(
      is_figure("<w:r><w:drawing><a:blip r:embed=\"rId9\"/></w:drawing></w:r>" + run("1")));
}

TEST(Docx, NamesTheDocumentsThatItLinks) {
  const std::string bytes =
      write_docx(docx_paragraph("四"), "", {"http://a.test/b4.xls", "http://a.test/index.html"});
  const auto extracted = extract({.bytes = bytes}, {});
  ASSERT_TRUE(extracted.has_value());
  std::vector<std::string> attached;
  for (const Block& block : extracted->blocks) {
    if (block.kind == BlockKind::Attachment) attached.push_back(block.text);
  }
  EXPECT_EQ(attached, std::vector<std::string>{"http://a.test/b4.xls"});
}

TEST(Docx, ShowsTheResultOfAFieldAndNotItsCode) {
  EXPECT_EQ(shown_in_cell("<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>" + run("7")), "7");
}

TEST(Docx, ParagraphsOfACellAreNotOneNumber) {
  EXPECT_EQ(shown_in_cell(run("36") + "</w:p><w:p>" + run("0")), "36 0");
}

TEST(Docx, JoinsParagraphsWhoseEndIsDeleted) {
  const std::string deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
  EXPECT_EQ(text_of("<w:p>" + deleted + run("一、总体") + "</w:p>" + docx_paragraph("情况")),
            "一、总体情况/");
}

TEST(Docx, SpansReachOverColumnsAndRows) {
  const auto printed =
      only_table(table(row(cell(run("a"), "<w:vMerge w:val=\"restart\"/>") +
                           cell(run("b"), "<w:gridSpan w:val=\"2\"/>")) +
                       row(cell("", "<w:vMerge/>") + cell(run("1")) + cell(run("2")))));
  const auto& rows = printed.table.rows;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(printed.geometry, Geometry::Exact);
  EXPECT_TRUE(rows[0].cells.at(2).from_left);
  EXPECT_TRUE(rows[1].cells.at(0).from_above);
  EXPECT_EQ(rows[1].cells.at(0).text, "a");
  EXPECT_EQ(rows[1].cells.at(2).text, "2");
  EXPECT_EQ(rows[1].where, "table 1, row 2");
}

TEST(Docx, ACellThatContinuesNothingIsNoFigure) {
  const auto printed = only_table(table(row(cell(run("a")) + cell(run("1"), "<w:vMerge/>"))));
  EXPECT_FALSE(is_value(printed.table.rows.at(0).cells.at(1).text));
}

TEST(Docx, TextUnderASpanMakesTheSpanDoubtful) {
  const auto printed =
      only_table(table(row(cell(run("a")) + cell(run("1"), "<w:vMerge w:val=\"restart\"/>")) +
                       row(cell(run("b")) + cell(run("2"), "<w:vMerge/>"))));
  EXPECT_FALSE(is_value(printed.table.rows.at(0).cells.at(1).text));
}

TEST(Docx, RowsOfDifferentWidthHaveLostTheirGrid) {
  const auto printed = only_table(table(row(cell(run("a")) + cell(run("1")) + cell(run("2"))) +
                                        row(cell(run("b")) + cell(run("3")))));
  EXPECT_EQ(printed.geometry, Geometry::Lost);
}

TEST(Docx, ATableAroundTablesOnlyArrangesThePage) {
  const std::string inner = table(row(cell(run("a")) + cell(run("1"))));
  const auto extract = read(table("<w:tr><w:tc>" + docx_paragraph("before") + inner +
                                  docx_paragraph("after") + "</w:tc></w:tr>"));
  ASSERT_EQ(extract.blocks.size(), 3u);
  EXPECT_EQ(extract.blocks[0].text, "before");
  EXPECT_EQ(extract.blocks[1].kind, BlockKind::Table);
  EXPECT_EQ(extract.blocks[2].text, "after");
}

TEST(Docx, ReadsATextBoxOnce) {
  const std::string box = "<w:txbxContent>" + docx_paragraph("boxed") + "</w:txbxContent>";
  EXPECT_EQ(text_of("<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>" + box +
                    "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box +
                    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("text") + "</w:p>"),
            "text/boxed/");
}

TEST(Docx, LooksIntoContentControls) {
  EXPECT_EQ(text_of("<w:sdt><w:sdtPr/><w:sdtContent>" + docx_paragraph("inside") +
                    "</w:sdtContent></w:sdt>"),
            "inside/");
}

TEST(Docx, KnowsHeadingsByTheirStyle) {
  const std::string style =
      "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>"
      "</w:style>";
  const auto extract =
      read("<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr>" + run("head") + "</w:p>", style);
  ASSERT_EQ(extract.blocks.size(), 1u);
  EXPECT_EQ(extract.blocks[0].kind, BlockKind::Heading);
}

ErrorCode error_of(const std::string& body) {
  const std::string bytes = write_docx(body);
  const auto extracted = extract({.bytes = bytes}, {});
  EXPECT_FALSE(extracted.has_value());
  return extracted ? ErrorCode::Cancelled : extracted.error().code;
}

TEST(Docx, WithAnotherDocumentInsideIsNotRead) {
  EXPECT_EQ(error_of("<w:altChunk/>"), ErrorCode::Unsupported);
}

TEST(Docx, WithADocumentTypeIsNotRead) {
  EXPECT_EQ(error_of("</w:body></w:document><!DOCTYPE x [<!ENTITY a \"1\">]>"),
            ErrorCode::Malformed);
}

TEST(Docx, NestedWithoutEndIsTooLarge) {
  std::string deep;
  for (int i = 0; i < 50'000; ++i) deep += "<w:sdt>";
  for (int i = 0; i < 50'000; ++i) deep += "</w:sdt>";
  EXPECT_EQ(error_of(deep), ErrorCode::TooLarge);
}

TEST(Docx, WithSpansOverMillionsOfPlacesIsTooLarge) {
  std::string rows;
  for (int i = 0; i < 300; ++i) rows += row(cell("", "<w:gridSpan w:val=\"99999\"/>") + cell(""));
  EXPECT_EQ(error_of(table(rows)), ErrorCode::TooLarge);
}

}  // namespace
}  // namespace gkwatch::parser
