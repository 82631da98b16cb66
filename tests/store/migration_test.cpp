// Every schema that a program of before has written, as files that never change: today's program
// takes each of them over and loses nothing.
#include <gtest/gtest.h>

#include <map>

#include "core/files.h"
#include "raw_database.h"
#include "sample.h"
#include "store/backup.h"
#include "store/migrations.h"
#include "store/queries.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;
namespace fs = std::filesystem;

fs::path schema_file(int version) {
  return fs::path{GKWATCH_SOURCE_DIR} / "tests/store/schemas" /
         ("schema-" + std::to_string(version) + ".sql");
}

// What a database is made of: the columns of all tables and views, and the names of indexes.
std::string shape_of(RawDatabase& raw) {
  std::string text;
  for (const auto& name : raw.ask("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') "
                                  "ORDER BY name")) {
    text += name + ":";
    for (const auto& column : raw.ask("SELECT name || ' ' || type || ' ' || \"notnull\" FROM "
                                      "pragma_table_info('" + name + "') ORDER BY cid")) {
      text += " " + column + ",";
    }
    text += "\n";
  }
  for (const auto& index :
       raw.ask("SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name")) {
    text += index + "\n";
  }
  return text;
}

class MigrationTest : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    const auto sql = read_file(schema_file(GetParam()));
    ASSERT_TRUE(sql) << "a schema that was never kept: " << sql.error().message;
    RawDatabase raw{file};
    EXPECT_TRUE(raw.ask(*sql).empty());
    EXPECT_EQ(raw.one("PRAGMA user_version"), std::to_string(GetParam()));
  }

  TemporaryFolder folder;
  fs::path file = folder / "gkwatch.db";
};

using Migration = MigrationTest;

TEST_P(Migration, EndsInTheShapeOfANewDatabaseWithAllRows) {
  std::map<std::string, std::string> rows;
  {
    RawDatabase before{file};
    for (const auto& table : before.ask("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
      rows[table] = before.one("SELECT count(*) FROM " + table);
    }
  }
  ASSERT_TRUE(Database::open(file, Database::Role::Keeper));
  RawDatabase raw{file};
  EXPECT_EQ(raw.health(), "ok");
  EXPECT_EQ(raw.one("PRAGMA user_version"), std::to_string(schema_version()));
  for (const auto& [table, count] : rows) {
    // The program's own agency came with the sixth.
    const bool is_agency = table == "t_agency" && GetParam() < 6;
    EXPECT_EQ(raw.one("SELECT count(*) FROM " + table),
              is_agency ? std::to_string(std::stoi(count) + 1) : count)
        << table;
  }
  ASSERT_TRUE(Database::open(folder / "new.db", Database::Role::Keeper));
  RawDatabase fresh{folder / "new.db"};
  EXPECT_EQ(shape_of(raw), shape_of(fresh));
}

TEST_P(Migration, AnswersEveryQuestionAndGoesOn) {
  Database database = *Database::open(file, Database::Role::Keeper);
  const Queries queries = *Queries::open(file);
  EXPECT_EQ(queries.agencies({})->values.size(), 1u);
  EXPECT_EQ(queries.reports({})->values.size(), 1u);
  EXPECT_EQ(queries.history({})->values.size(), 1u);
  EXPECT_EQ(queries.findings({})->values.size(), 1u);
  const auto alerts = queries.alerts({});
  ASSERT_EQ(alerts->values.size(), 1u);
  EXPECT_EQ(alerts->values[0][0].integer(), 7) << "an alert keeps its number";
  const auto report = queries.report(1);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->version.report.parsed.title, "示例镇2020年政府信息公开工作年度报告");
  EXPECT_EQ(database.pending_deliveries({"hook"}, 9)->size(), 1u) << "told again";
  EXPECT_EQ(database.unsent_events({"mail"}, 9)->size(), 1u) << "an alert was lost";
  EXPECT_EQ(database.silences(kMorning)->size(), 1u);
  EXPECT_EQ(database.dismissals(kTown)->size(), 1u);
  ASSERT_TRUE(database.sync_agencies(std::vector{town()}, kNextDay));
  EXPECT_TRUE(database.record(check_at(kNextDay)));
}

TEST_P(Migration, KeepsWhatStatisticsCountReady) {
  ASSERT_TRUE(Database::open(file, Database::Role::Keeper));
  EXPECT_EQ(RawDatabase{file}.one("SELECT figures FROM t_figures WHERE version = 1"), "NEW 3");
}

TEST_P(Migration, TakesOverABackupOfItsTime) {
  ASSERT_TRUE(restore(file, folder / "restored.db"));
  ASSERT_TRUE(Database::open(folder / "restored.db", Database::Role::Keeper));
  EXPECT_EQ(RawDatabase{folder / "restored.db"}.health(), "ok");
}

INSTANTIATE_TEST_SUITE_P(Store, Migration, ::testing::Range(1, schema_version() + 1));

}  // namespace
}  // namespace gkwatch::store
