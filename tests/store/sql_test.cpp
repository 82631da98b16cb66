#include <gtest/gtest.h>

#include "sample.h"
#include "store/queries.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;

class SqlTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(database.sync_agencies(std::vector{town(), bureau()}, kMorning));
    ASSERT_TRUE(database.record(first_check()));
  }
  // All values with blanks between them, or the code of the failure and its message.
  std::string ask(const std::string& sql) {
    const auto rows = queries.sql(sql, limits);
    if (!rows) return "failed: " + rows.error().message;
    std::string text;
    for (const auto& values : rows->values) {
      for (const Json& value : values) text += (text.empty() ? "" : " ") + value.dump();
    }
    return text;
  }
  ErrorCode code(const std::string& sql) {
    const auto rows = queries.sql(sql, limits);
    return rows ? ErrorCode::Cancelled : rows.error().code;  // Cancelled: it was let through
  }

  TemporaryFolder folder;
  Database database = *Database::open(folder / "gkwatch.db", Database::Role::Keeper);
  Queries queries = *Queries::open(folder / "gkwatch.db");
  SqlLimits limits;
};

using ForeignSql = SqlTest;

TEST_F(ForeignSql, ReadsTheViews) {
  EXPECT_EQ(ask("SELECT agency, year, value, exact, raw, unit FROM cells "
                "WHERE cell = 'T2.FEE.AMOUNT'"),
            R"("town" 2020 -12.05 "-12.05" "-12.050" "万元")");
  EXPECT_EQ(ask("SELECT kind, value, exact, why FROM cells WHERE cell = 'T4.RV.TOT'"),
            R"("gap" null null "cut off")");
  EXPECT_EQ(ask("select count(*) from CELLS where IS_CURRENT and exact = '3'"), "1");
  EXPECT_EQ(ask("WITH x AS (SELECT year FROM reports) SELECT max(year) FROM x"), "2020");
  EXPECT_EQ(ask("SELECT r.name, f.rule FROM reports r JOIN findings AS f USING (agency, year)"),
            R"("某镇人民政府" "R-T3-BALANCE")");
  EXPECT_EQ(ask("SELECT count(*) FROM cells"), ask("SELECT count(cell) FROM cells"));
  EXPECT_EQ(ask("SELECT 1 + 1;  -- and no more\n"), "2");
}

TEST_F(ForeignSql, TouchesNothingButTheViews) {
  for (const char* sql : {
           "SELECT * FROM t_visit",
           "SELECT headers FROM main.t_visit",
           "SELECT count(*) FROM t_delivery",
           "SELECT count(*) FROM T_DELIVERY",
           "SELECT count(*) FROM sqlite_master",
           "SELECT count(*) FROM pragma_table_info('t_visit')",
           "SELECT * FROM sqlite_master",
           "SELECT * FROM sqlite_schema",
           "SELECT * FROM pragma_table_info('t_visit')",
           "SELECT (SELECT payload FROM t_delivery)",
           "SELECT * FROM reports WHERE report IN (SELECT report FROM t_version)",
           "SELECT load_extension('x.so')",
           "PRAGMA query_only = 0",
           "PRAGMA user_version",
           "ATTACH ':memory:' AS other",
           "EXPLAIN SELECT 1",
           "INSERT INTO reports (agency) VALUES ('x')",
           "DELETE FROM t_visit",
           "CREATE TEMP TABLE x (y)",
           "CREATE TEMP VIEW reports AS SELECT * FROM t_visit",
           "DROP VIEW reports",
           "VACUUM INTO '/tmp/stolen.db'",
           "BEGIN",
           "",
           "  -- nothing",
           "SELECT 1; SELECT 2",
           "SELECT 1; DROP TABLE t_visit",
       }) {
    EXPECT_EQ(code(sql), ErrorCode::Refused) << sql;
  }
}

// SQLite calls the reader of a column by the name in the FROM clause, which anyone may choose.
TEST_F(ForeignSql, IsNotFooledByAQueryThatIsNamedLikeAView) {
  EXPECT_EQ(code("WITH history AS (SELECT headers FROM t_visit) SELECT * FROM history"),
            ErrorCode::Refused);
  EXPECT_EQ(code("SELECT * FROM (SELECT payload FROM t_delivery) AS deliveries"),
            ErrorCode::Refused);
  EXPECT_EQ(code("WITH reports AS (SELECT * FROM t_agency) SELECT * FROM reports"),
            ErrorCode::Refused);
}

TEST_F(ForeignSql, SaysWhatItDoesNotUnderstand) {
  EXPECT_EQ(code("SELEKT 1"), ErrorCode::Malformed);
  EXPECT_EQ(code("SELECT * FROM nowhere"), ErrorCode::Malformed);
  EXPECT_EQ(code(std::string{"SELECT 1\0, 2", 12}), ErrorCode::Malformed);
}

TEST_F(ForeignSql, EndsWhenItsTimeIsOver) {
  limits.time = std::chrono::milliseconds{20};
  EXPECT_EQ(code("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) "
                 "SELECT count(*) FROM n"),
            ErrorCode::Timeout);
}

TEST_F(ForeignSql, IsCutAtTheLimitOfRows) {
  limits.rows = 3;
  const std::string numbers =
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ";
  const auto cut = queries.sql(numbers + "4) SELECT i FROM n", limits);
  ASSERT_TRUE(cut) << cut.error().message;
  EXPECT_EQ(cut->values.size(), 3u);
  EXPECT_TRUE(cut->is_cut);
  EXPECT_FALSE(queries.sql(numbers + "3) SELECT i FROM n", limits)->is_cut);
}

TEST_F(ForeignSql, CannotMakeHugeValues) {
  EXPECT_EQ(code("SELECT zeroblob(100000000)"), ErrorCode::TooLarge);
  EXPECT_EQ(code("SELECT hex(zeroblob(1000000))"), ErrorCode::TooLarge);
}

TEST_F(ForeignSql, ShowsNumbersAsNumbers) {
  EXPECT_EQ(ask("SELECT 1, 0.1, 1e300 * 1e300, NULL, x'00ff', 'a'"),
            R"(1 0.1 null null "00ff" "a")");
}

}  // namespace
}  // namespace gkwatch::store
