#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "parser/document_reader.h"
#include "parser/printed.h"
#include "tests/support/report_generator.h"

namespace gkwatch::parser {

inline ParsedDocument read(const std::string& text) {
  PlainReader reader;
  auto parsed = reader.read(Document{.body = std::make_shared<std::string>(text)}, {});
  EXPECT_TRUE(parsed.has_value());
  return parsed ? *std::move(parsed) : ParsedDocument{};
}

inline std::size_t count_read(const ParsedDocument& parsed, const testing::Figures& figures) {
  std::size_t count = 0;
  for (const auto& [key, cell] : parsed.cells) {
    if (cell.kind != CellKind::Number) continue;
    EXPECT_EQ(figures.at(key), *cell.value) << key.text;
    ++count;
  }
  return count;
}

inline PrintedTable table(const std::vector<std::vector<std::string>>& rows, Geometry geometry) {
  PrintedTable made{.geometry = geometry};
  for (const auto& texts : rows) {
    made.table.rows.emplace_back();
    for (const std::string& text : texts) made.table.rows.back().cells.push_back({.text = text});
  }
  return made;
}

inline std::string values_of(const PrintedRow& row) {
  std::string text;
  for (const PrintedCell& value : row.values) text += value.text + " ";
  return text;
}

}  // namespace gkwatch::parser
