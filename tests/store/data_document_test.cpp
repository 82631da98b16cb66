// docs/data.md promises views, columns and types to people who write SQL.
#include <gtest/gtest.h>

#include <sstream>

#include "core/files.h"
#include "raw_database.h"
#include "sample.h"
#include "store/migrations.h"
#include "store/queries.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;

std::string between(const std::string& line, const std::string& from, const std::string& to) {
  const std::size_t start = line.find(from);
  if (start == std::string::npos) return {};
  const std::size_t end = line.find(to, start + from.size());
  return line.substr(start + from.size(), end - start - from.size());
}

class DataDocumentTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto read = read_file(GKWATCH_SOURCE_DIR "/docs/data.md");
    ASSERT_TRUE(read) << read.error().message;
    document = *read;
    ASSERT_TRUE(database.sync_agencies(std::vector{town(), bureau()}, kMorning));
    ASSERT_TRUE(database.record(first_check()));
  }
  // The lines of the document that are about views: "view", then "view.column TYPE" for each.
  std::vector<std::string> promised() const {
    std::vector<std::string> lines;
    std::string view;
    std::istringstream in{document};
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("## ")) view = between(line, "`", "`");
      if (line.starts_with("## `")) lines.push_back(view);
      if (!line.starts_with("| `")) continue;
      const std::string rest = line.substr(line.find("` |") + 3);
      lines.push_back(view + "." + between(line, "`", "`") + " " + between(rest, " ", " |"));
    }
    return lines;
  }
  std::string promised_type(const std::string& column) const {
    for (const std::string& line : promised()) {
      if (line.starts_with(column + " ")) return line.substr(column.size() + 1);
    }
    return "no such column";
  }
  std::vector<std::string> examples() const {
    std::vector<std::string> all;
    for (std::size_t at = document.find("```sql\n"); at != std::string::npos;
         at = document.find("```sql\n", at + 1)) {
      all.push_back(between(document.substr(at), "```sql\n", "```"));
    }
    return all;
  }

  TemporaryFolder folder;
  Database database = *Database::open(folder / "gkwatch.db", Database::Role::Keeper);
  Queries queries = *Queries::open(folder / "gkwatch.db");
  std::string document;
};

using DataDocument = DataDocumentTest;

// The type that a view gives is seen in its values: NULL says nothing.
std::string type_of(const Json& value, const std::string& promised) {
  if (value.is_null()) return promised;
  if (value.is_string()) return "TEXT";
  return value.integer() && promised != "REAL" ? "INTEGER" : "REAL";
}

TEST_F(DataDocument, NamesEveryViewAndColumnInOrder) {
  std::vector<std::string> names;
  for (const std::string& line : promised()) names.push_back(line.substr(0, line.find(' ')));
  RawDatabase raw{folder / "gkwatch.db"};
  std::vector<std::string> found;
  for (const std::string_view view : documented_views()) {
    found.emplace_back(view);
    for (const std::string& column :
         raw.ask("SELECT name FROM pragma_table_info('" + std::string{view} + "')")) {
      found.push_back(std::string{view} + "." + column);
    }
  }
  EXPECT_EQ(names, found);
}

TEST_F(DataDocument, LeavesNoViewOut) {
  EXPECT_EQ(RawDatabase{folder / "gkwatch.db"}.one(
                "SELECT count(*) FROM sqlite_schema WHERE type = 'view' AND name NOT GLOB 't_*'"),
            std::to_string(documented_views().size()));
}

TEST_F(DataDocument, TellsTheTypesThatAnswersHave) {
  const std::vector<std::string> told{"e1"};
  ASSERT_TRUE(database.make_delivery(delivery("d1"), told));
  ASSERT_TRUE(database.acknowledge(1, {"desk", "known", kEvening}));
  ASSERT_TRUE(
      database.silence({.rule = RuleId{"R-T3-*"}, .year = 2020}, {"desk", "why", kEvening}));
  Import import{.version = version("brought", kEvening), .note = {.file = "a.pdf", .by = "desk"}};
  import.version.report.year = 2019;
  ASSERT_TRUE(database.take_in(import));
  const Rereading rereading{.report = version("v1", kMorning, "4").report, .at = kEvening};
  ASSERT_TRUE(database.reread(std::vector{rereading}, kTown, 2020, {}));
  for (const std::string_view view : documented_views()) {
    const auto rows = queries.sql("SELECT * FROM " + std::string{view}, {});
    ASSERT_TRUE(rows && !rows->values.empty()) << view;
    for (std::size_t i = 0; i < rows->columns.size(); ++i) {
      const std::string type = promised_type(std::string{view} + "." + rows->columns[i]);
      for (const auto& values : rows->values) {
        EXPECT_EQ(type_of(values[i], type), type) << view << "." << rows->columns[i];
      }
    }
  }
}

TEST_F(DataDocument, GivesExamplesThatRun) {
  const auto all = examples();
  EXPECT_GE(all.size(), 5u);
  for (const std::string& example : all) {
    const auto rows = queries.sql(example, {});
    EXPECT_TRUE(rows) << example << rows.error().message;
  }
}

}  // namespace
}  // namespace gkwatch::store
