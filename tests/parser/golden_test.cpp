// Small documents, each for one case (tests/golden/<case>/why.txt says which). What is compared
// is the form alone: a line for each row that was found, cells between bars. UPDATE_GOLDEN=1
// writes the files anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "model/form_layout.h"
#include "parser/document_reader.h"
#include "tests/support/corpus.h"

namespace gkwatch::parser {
namespace {

namespace fs = std::filesystem;

std::string shown(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::Number:
      return to_text(*cell.value) + (cell.unit.empty() ? "" : " " + cell.unit);
    case CellKind::Blank:
      return "blank";
    case CellKind::Dash:
      return "dash";
    case CellKind::Text:
      return "text " + cell.raw;
    case CellKind::Gap:
      break;
  }
  return "gap: " + cell.why;
}

std::string shown(RowMatch match) {
  switch (match) {
    case RowMatch::Label:
      return "label";
    case RowMatch::Alias:
      return "alias";
    case RowMatch::Position:
      return "position";
    case RowMatch::Absent:
      break;
  }
  return "absent";
}

// A row of Gaps for one reason is said once.
std::string shown_row(const ParsedDocument& parsed, const FormRow& row) {
  const std::string name = row.table + "." + row.key;
  std::vector<std::string> cells;
  for (const std::string& column : row.columns) {
    cells.push_back(shown(parsed.cells.at(cell_key(row.table, row.key, column))));
  }
  if (std::all_of(cells.begin(), cells.end(), [&](const auto& cell) {
        return cell.starts_with("gap") && cell == cells.front();
      })) {
    cells.resize(1);
  }
  std::string line = name + " (" + shown(parsed.rows.at(name)) + ")";
  for (const std::string& cell : cells) line += " | " + cell;
  return line + "\n";
}

std::string describe(const ParsedDocument& parsed) {
  std::string text = std::string{name_of(parsed.status)} + ", form " +
                     std::string{name_of(parsed.form)} + (parsed.single_r6 ? " single R6" : "") +
                     "\n";
  for (const FormRow& row : form_rows(parsed.form, parsed.single_r6)) {
    const std::string line = shown_row(parsed, row);
    const bool is_missing = line.find("gap: the row was not found") != std::string::npos;
    if (!is_missing) text += line;
  }
  for (const UnknownRow& row : parsed.unknown_rows) text += "unknown | " + row.label + "\n";
  return text;
}

std::string input_of(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator{folder}) {
    if (entry.path().stem() == "input") return testing::read_whole(entry.path().string());
  }
  return {};
}

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry :
       fs::directory_iterator{std::string{GKWATCH_SOURCE_DIR} + "/tests/golden"}) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, IsReadAsExpected) {
  const fs::path folder = fs::path{GKWATCH_SOURCE_DIR} / "tests/golden" / GetParam();
  PlainReader reader;
  const auto parsed =
      reader.read(Document{.body = std::make_shared<std::string>(input_of(folder))}, {});
  ASSERT_TRUE(parsed) << parsed.error().message;
  const std::string actual = describe(*parsed);
  const std::string expected_path = (folder / "expected.txt").string();
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream{expected_path} << actual;
  EXPECT_EQ(actual, testing::read_whole(expected_path))
      << testing::read_whole((folder / "why.txt").string());
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, ::testing::ValuesIn(cases()), [](const auto& test) {
  std::string name = test.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace gkwatch::parser
