#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "parser/extract.h"
#include "parser/figures.h"
#include "parser/pdf_glyphs.h"
#include "tests/support/pdf_report.h"

// Small PDF files and what is read of them.
namespace gkwatch::parser {

using testing::PdfFont;
using testing::PdfWriter;
using testing::PlainRow;

class PdfFront : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!can_read_pdf()) GTEST_SKIP() << "this build does not read PDF";
  }
};

inline Result<Extract> read(const std::string& bytes) { return extract({.bytes = bytes}, {}); }

inline std::vector<Table> tables_of(const std::string& bytes) {
  auto extract = read(bytes);
  EXPECT_TRUE(extract.has_value());
  std::vector<Table> tables;
  for (Block& block : extract->blocks) {
    if (block.kind == BlockKind::Table) tables.push_back(std::move(block.table.table));
  }
  return tables;
}

inline std::vector<std::string> lines_of_text(const std::string& bytes) {
  auto extract = read(bytes);
  EXPECT_TRUE(extract.has_value());
  std::vector<std::string> lines;
  for (const Block& block : extract->blocks) {
    if (block.kind == BlockKind::Text) lines.push_back(block.text);
  }
  return lines;
}

inline bool is_number(const std::string& text) {
  return read_figure(text, "").kind == CellKind::Number;
}

// A grid of one row, 100 points wide and 40 high each cell, from (50, 100).
inline void draw_row(PdfWriter& pdf, int cells) {
  const double right = 50 + 100 * cells;
  pdf.stroke(50, 100, right, 100);
  pdf.stroke(50, 140, right, 140);
  for (int i = 0; i <= cells; ++i) pdf.stroke(50 + 100 * i, 100, 50 + 100 * i, 140);
}

// The first row of the only table.
inline std::vector<GridCell> only_row(const PdfWriter& pdf) {
  auto tables = tables_of(pdf.bytes());
  EXPECT_EQ(tables.size(), 1u);
  return tables.empty() ? std::vector<GridCell>(4) : tables[0].rows.at(0).cells;
}

inline PdfWriter row_of(int cells) {
  PdfWriter pdf;
  pdf.add_page();
  draw_row(pdf, cells);
  return pdf;
}

}  // namespace gkwatch::parser
