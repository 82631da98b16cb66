// Note marks, struck, hidden and reordered text at a figure: never digits of it.
#include <gtest/gtest.h>

#include <string>

#include "parser/extract.h"
#include "parser/figures.h"

namespace gkwatch::parser {
namespace {

Extract read(const std::string& head, const std::string& rows) {
  const std::string page = "<html><head><meta charset=utf-8><title>t</title>" + head +
                           "</head><body><table>" + rows + "</table></body></html>";
  auto extracted = extract({.bytes = page}, {});
  EXPECT_TRUE(extracted.has_value());
  return extracted ? *std::move(extracted) : Extract{};
}

Cell read_cell(const std::string& content, const std::string& head = "") {
  for (const Block& block : read(head, "<tr><td>标签</td><td>" + content + "</td></tr>").blocks) {
    if (block.kind != BlockKind::Table) continue;
    return read_figure(block.table.table.rows.at(0).cells.at(1).text, "");
  }
  ADD_FAILURE() << "no table: " << content;
  return {};
}

void expect_number(const Cell& cell, const char* value) {
  ASSERT_EQ(cell.kind, CellKind::Number) << cell.raw;
  EXPECT_EQ(to_text(*cell.value), value);
}

TEST(NoteMarks, AreNoDigitsOfTheFigure) {
  for (const char* text : {"6①", "6²", "6³", "6½", "6⑴", "6⒈", "6*", "6注1", "6[1]", "6₂"}) {
    const Cell cell = read_figure(text, "");
    EXPECT_EQ(cell.kind, CellKind::Gap) << text;
    EXPECT_FALSE(cell.why.empty()) << text;
    EXPECT_EQ(cell.raw, text);
  }
  expect_number(read_figure("５３４９", ""), "5349");
}

TEST(NoteMarks, OfAPageStayOutsideOfTheFigure) {
  for (const char* text : {"5349<sup>1</sup>", "5349<sup><a href='#f'>1</a></sup>",
                           "5349<sub>2</sub>", "5349①", "5349&#8203;1"}) {
    EXPECT_EQ(read_cell(text).kind, CellKind::Gap) << text;
  }
  EXPECT_EQ(read_cell("5349<sup>1</sup>").raw, "5349¹");
}

TEST(StruckText, MakesADoubtfulFigure) {
  for (const char* text : {"<del>9</del>5349", "<s>9</s>5349", "<strike>9</strike>5349",
                           "<span style='text-decoration: line-through'>9</span>5349",
                           "5349<span style='font-size:0'>9</span>", "<bdo dir=rtl>9435</bdo>",
                           "&#x202e;9435&#x202c;"}) {
    EXPECT_EQ(read_cell(text).kind, CellKind::Gap) << text;
  }
  expect_number(read_cell("<span style='font-size:0.9em'>5349</span>"), "5349");
}

TEST(HiddenText, IsNoPartOfTheFigure) {
  for (const char* text :
       {"5349<span style='visibility: hidden'>9</span>", "<ruby>5349<rp>(</rp><rt>9</rt></ruby>",
        "5349<noscript>9</noscript>", "5349<span style='display:none'>9</span>"}) {
    expect_number(read_cell(text), "5349");
  }
  const std::string hidden = "5349<span class='x'>9</span>";
  expect_number(read_cell(hidden, "<style>/* .y{} */ .x{display:none}</style>"), "5349");
  expect_number(read_cell(hidden, "<style>b, span.x {visibility:hidden}</style>"), "5349");
  expect_number(read_cell(hidden, "<style>@media print{.x{display:none}}</style>"), "53499");
  expect_number(read_cell(hidden, "<style>.x{display:none}.x{display:inline}</style>"), "53499");
}

TEST(BrokenFigures, AreDoubtfulNotText) {
  for (const char* text : {"5<br>349", "<p>5</p><p>349</p>", "5&#8203;349", "(5)349"}) {
    EXPECT_EQ(read_cell(text).kind, CellKind::Gap) << text;
  }
  EXPECT_EQ(read_cell("三").kind, CellKind::Text);
  expect_number(read_cell("-3"), "-3");
}

TEST(NestedTables, OfOneCellAreTheTextOfTheCellAround) {
  expect_number(read_cell("<table><tr><td>5349</td></tr></table>"), "5349");
}

}  // namespace
}  // namespace gkwatch::parser
