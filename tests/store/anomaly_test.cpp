// Anomalies as a class: whatever the store writes is cut off at every write, by a full disk and
// by a kill, and must be there as a whole or not at all.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "child.h"
#include "failing_disk.h"
#include "raw_database.h"
#include "sample.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;
namespace fs = std::filesystem;
using Manner = FailingDisk::Manner;

// A check with something in every part of it.
CheckRecord second_check() {
  CheckRecord check = first_check();
  check.outcome.last_check = kNextDay;
  check.listings.front().read_at = kNextDay;
  check.visits = {visit("/list", kNextDay)};
  check.pages.front().fetched_at = kNextDay;
  check.documents.front().hash = hash_of("v2");
  check.versions = {version("v2", kNextDay, "4")};
  check.findings = {finding("R-T4-SUM")};
  check.gone = {finding().key};
  check.alerts = {alert(finding(), AlertState::Resolved, kMorning),
                  alert(finding("R-T4-SUM"), AlertState::Firing, kNextDay)};
  check.events = {event("e4", finding()), event("e5", finding("R-T4-SUM"))};
  return check;
}

struct Deed {
  const char* name;
  Status (*act)(Database&);
  int step;  // every how many writes the disk is cut off
};

const Deed kDeeds[] = {
    {"Record", [](Database& database) { return database.record(second_check()); }, 3},
    {"MakeDelivery",
     [](Database& database) {
       const std::vector<std::string> events{"e1"};
       return database.make_delivery(delivery("d2"), events);
     },
     1},
    {"MarkDelivered", [](Database& database) { return database.mark_delivered({"d1"}, kNextDay); },
     1},
    {"Postpone",
     [](Database& database) {
       const auto due = database.pending_deliveries({"mail"}, 1);
       if (due && due->front().attempts > 0) return Status{};
       return database.postpone({"d1"}, kNextDay, {ErrorCode::Timeout, "no answer"});
     },
     1},
    {"Acknowledge",
     [](Database& database) {
       const auto alerts = database.alerts(kTown);
       if (alerts && alerts->front().state == AlertState::Acknowledged) return Status{};
       return database.acknowledge(1, {"desk", "known", kEvening});
     },
     1},
    {"SyncAgencies",
     [](Database& database) { return database.sync_agencies(std::vector{bureau()}, kNextDay); }, 1},
};

class AnomalyTest : public ::testing::TestWithParam<Deed> {
 protected:
  void SetUp() override {
    FailingDisk::install();
    {
      Database database = open();
      ASSERT_TRUE(database.sync_agencies(std::vector{town()}, kMorning));
      ASSERT_TRUE(database.record(first_check()));
      const std::vector<std::string> events{"e2"};
      ASSERT_TRUE(database.make_delivery(delivery("d1", "mail"), events));
    }
    fs::copy(folder.path(), sound.path(), fs::copy_options::recursive);
    before = dump();
    Database database = open();
    FailingDisk::work();
    ASSERT_TRUE(GetParam().act(database));
    writes = FailingDisk::writes();
    after = dump();
    ASSERT_NE(before, after);
  }
  void TearDown() override { FailingDisk::work(); }

  Database open() { return *Database::open(file, Database::Role::Keeper); }
  std::string dump() { return RawDatabase{file}.dump(); }
  void put_back() {
    for (const auto& entry : fs::directory_iterator{sound.path()}) {
      fs::copy(entry.path(), folder / entry.path().filename().string(),
               fs::copy_options::overwrite_existing);
    }
  }
  // The deed can be done again, and done again it has the same end.
  void expect_to_go_on(Database& database, int cut) {
    const Status again = GetParam().act(database);
    ASSERT_TRUE(again) << again.error().message << ", cut at write " << cut;
    EXPECT_EQ(dump(), after) << "cut at write " << cut;
    EXPECT_EQ(RawDatabase{file}.health(), "ok") << "cut at write " << cut;
  }

  TemporaryFolder folder;
  TemporaryFolder sound;
  fs::path file = folder / "gkwatch.db";
  std::string before;
  std::string after;
  int writes = 0;
};

using Anomaly = AnomalyTest;

TEST_P(Anomaly, KillAtAnyWriteLeavesAllOrNothing) {
  ASSERT_GT(writes, 1);
  for (int cut = 1; cut <= writes; cut += GetParam().step) {
    put_back();
    const int status = in_child([&] {
      Database database = open();
      FailingDisk::from_write(cut, Manner::Kill);
      return GetParam().act(database) ? 1 : 2;
    });
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "write " << cut;
    Database database = open();
    const std::string found = dump();
    EXPECT_TRUE(found == before || found == after) << "cut at write " << cut;
    expect_to_go_on(database, cut);
  }
}

TEST_P(Anomaly, FullDiskAtAnyWriteFailsAndLeavesNothing) {
  for (int cut = 1; cut <= writes; cut += GetParam().step) {
    put_back();
    Database database = open();
    FailingDisk::from_write(cut, Manner::Full);
    const Status done = GetParam().act(database);
    FailingDisk::work();
    ASSERT_FALSE(done) << "cut at write " << cut;
    EXPECT_EQ(done.error().code, ErrorCode::Storage);
    EXPECT_NE(done.error().message.find(file.string()), std::string::npos);
    EXPECT_EQ(dump(), before) << "cut at write " << cut;
    expect_to_go_on(database, cut);
  }
}

INSTANTIATE_TEST_SUITE_P(Store, Anomaly, ::testing::ValuesIn(kDeeds),
                         [](const auto& deed) { return std::string{deed.param.name}; });

TEST(Creation, KilledAtAnyWriteIsTakenUpAgain) {
  FailingDisk::install();
  FailingDisk::work();
  TemporaryFolder whole;
  ASSERT_TRUE(Database::open(whole / "gkwatch.db", Database::Role::Keeper));
  const int writes = FailingDisk::writes();
  for (int cut = 1; cut <= writes; cut += 5) {
    TemporaryFolder folder;
    in_child([&] {
      FailingDisk::from_write(cut, Manner::Kill);
      return Database::open(folder / "gkwatch.db", Database::Role::Keeper) ? 1 : 2;
    });
    auto database = Database::open(folder / "gkwatch.db", Database::Role::Keeper);
    ASSERT_TRUE(database) << database.error().message << ", cut at write " << cut;
    ASSERT_TRUE(database->sync_agencies(std::vector{town()}, kMorning));
    ASSERT_TRUE(database->record(first_check())) << "cut at write " << cut;
    EXPECT_EQ(RawDatabase{folder / "gkwatch.db"}.health(), "ok");
  }
}

TEST(FullDatabase, RefusesARecordAsAWholeAndGoesOnWhenThereIsRoom) {
  FailingDisk::install();
  TemporaryFolder folder;
  Database database = *Database::open(folder / "gkwatch.db", Database::Role::Keeper);
  sqlite3* connection = FailingDisk::last_connection();
  ASSERT_TRUE(database.sync_agencies(std::vector{town()}, kMorning));
  RawDatabase raw{folder / "gkwatch.db"};
  const std::string before = raw.dump();
  // SQLite takes the pages that are there for the least that may be.
  sqlite3_exec(connection, "PRAGMA max_page_count = 1", nullptr, nullptr, nullptr);
  CheckRecord large = first_check();
  large.versions.front().report.parsed.text.assign(1 << 20, 'x');
  const Status done = database.record(large);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::Storage);
  EXPECT_EQ(raw.dump(), before);
  sqlite3_exec(connection, "PRAGMA max_page_count = 1000000", nullptr, nullptr, nullptr);
  EXPECT_TRUE(database.record(large));
  EXPECT_EQ(raw.health(), "ok");
}

TEST(Writer, SyncsEveryCommitAndChecksForeignKeys) {
  FailingDisk::install();
  TemporaryFolder folder;
  const Database database = *Database::open(folder / "gkwatch.db", Database::Role::Keeper);
  const auto pragma = [](const char* name) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(FailingDisk::last_connection(), name, -1, &statement, nullptr);
    sqlite3_step(statement);
    const int value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return value;
  };
  EXPECT_EQ(pragma("PRAGMA synchronous"), 2);  // FULL
  EXPECT_EQ(pragma("PRAGMA foreign_keys"), 1);
  EXPECT_EQ(pragma("PRAGMA trusted_schema"), 0);
  EXPECT_GE(pragma("PRAGMA busy_timeout"), 1000);
}

}  // namespace
}  // namespace gkwatch::store
