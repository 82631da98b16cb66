// The power is cut at any moment of some checks, on a disk that forgets what was not synced: what
// was recorded is there as a whole, all bytes that it names are there, and nothing that was
// promised is gone.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "forgetful_disk.h"
#include "raw_database.h"
#include "sample.h"
#include "store/evidence.h"
#include "store/verification.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;
namespace fs = std::filesystem;

// One check of every three moments; with GKWATCH_CRASHES each one, so many times by chance.
int thoroughness() {
  const char* wanted = std::getenv("GKWATCH_CRASHES");
  return wanted == nullptr ? 0 : std::atoi(wanted);
}

class PowerCutTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ForgetfulDisk::watch(folder.path());
    archive.emplace(*Archive::open(folder / "archive"));
    database.emplace(*Database::open(file, Database::Role::Keeper));
    ASSERT_TRUE(database->sync_agencies(std::vector{town()}, kMorning));
    ForgetfulDisk::at_each_moment([this] { look(); });
  }
  void TearDown() override { ForgetfulDisk::forget(); }

  // Keeps two documents and records a check that names them, as the scheduler does.
  void check(int number) {
    const Instant now = kMorning + std::chrono::hours{number};
    CheckRecord record = number == 0 ? first_check() : check_at(now);
    record.visits.clear();
    record.pages.clear();
    for (const char* path : {"/page", "/file"}) {
      const std::string bytes = path + std::to_string(number);
      record.visits.push_back(visit(path, now));
      record.visits.back().hash = *archive->keep(bytes);
    }
    if (number == 0) {
      ASSERT_TRUE(archive->keep("v1"));
    }
    ASSERT_TRUE(database->record(record));
    ++promised;
  }

  // Called at each moment. The picture of a cut is looked at as the next start would.
  void look() {
    const int step = thoroughness() > 0 ? 1 : 3;
    if (++moments % step != 0) return;
    inspect(ForgetfulDisk::Left::Nothing);
    const int times = std::max(1, thoroughness() / 300);
    for (int i = 0; i < times; ++i) inspect(ForgetfulDisk::Left::Some);
  }

  void inspect(ForgetfulDisk::Left left) {
    ++pictures;
    const TemporaryFolder after;
    ForgetfulDisk::cut(after.path(), left, chance);
    const std::string where =
        "moment " + std::to_string(moments) + ", picture " + std::to_string(pictures);
    auto found = Database::open(after / "gkwatch.db", Database::Role::Keeper);
    ASSERT_TRUE(found) << where << ": " << found.error().message;
    RawDatabase raw{after / "gkwatch.db"};
    EXPECT_EQ(raw.health(), "ok") << where;
    const int checks = std::stoi(raw.one("SELECT count(*) FROM t_check"));
    EXPECT_GE(checks, promised) << where << ": a check that was recorded is gone";
    EXPECT_LE(checks, promised + 1) << where;
    EXPECT_EQ(raw.one("SELECT count(*) FROM t_visit"), std::to_string(2 * checks)) << where;
    EXPECT_EQ(raw.one("SELECT count(*) FROM t_event"), checks == 0 ? "0" : "2") << where;
    auto kept = Archive::open(after / "archive");
    auto evidence = Evidence::open(after / "gkwatch.db");
    ASSERT_TRUE(kept && evidence) << where;
    const auto all = verify(*kept, *evidence->named(), {},
                            [](const Verification&, std::size_t, std::size_t) { return true; });
    ASSERT_TRUE(all) << where;
    for (const Damaged& one : all->damaged) {
      ADD_FAILURE() << where << ": " << name_of(one.damage) << " " << to_hex(one.hash);
    }
  }

  TemporaryFolder folder;
  fs::path file = folder / "gkwatch.db";
  std::optional<Archive> archive;
  std::optional<Database> database;
  std::mt19937 chance{20210121};
  int promised = 0;
  int moments = 0;
  int pictures = 0;
};

using PowerCut = PowerCutTest;

TEST_F(PowerCut, LosesNothingThatWasRecordedAndNamesNothingThatIsLost) {
  for (int i = 0; i < 3; ++i) check(i);
  EXPECT_GT(moments, 60);
  RecordProperty("pictures", pictures);
}

// That the disk forgets at all: without it the test above could not fail.
TEST_F(PowerCut, ForgetsWhatWasNotSynced) {
  ForgetfulDisk::at_each_moment({});
  std::ofstream{folder / "hasty"} << "never synced";
  const TemporaryFolder after;
  ForgetfulDisk::cut(after.path(), ForgetfulDisk::Left::Nothing, chance);
  EXPECT_FALSE(fs::exists(after / "hasty"));
  EXPECT_TRUE(fs::exists(after / "gkwatch.db"));
  ASSERT_TRUE(archive->keep("durable"));
  const TemporaryFolder later;
  ForgetfulDisk::cut(later.path(), ForgetfulDisk::Left::Nothing, chance);
  EXPECT_EQ(*Archive::open(later / "archive")->get(hash_of("durable")), "durable");
}

// SQLite syncs the folder when it first syncs a file that it created; what it had removed before is
// gone for good then. A journal that rose again would roll the whole database back.
TEST_F(PowerCut, DoesNotRaiseAJournalThatWasRemovedBeforeTheFolderWasSynced) {
  const fs::path other = folder / "other.db";
  // A second name keeps the number of the journal from being given to the -wal.
  ForgetfulDisk::at_each_moment([&] {
    std::error_code ignored;
    fs::create_hard_link(other.string() + "-journal", folder / "held", ignored);
  });
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(other.c_str(), &raw), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(raw,
                         "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                         "CREATE TABLE t(n); INSERT INTO t VALUES (7)",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  ASSERT_TRUE(fs::exists(folder / "held"));
  const TemporaryFolder after;
  ForgetfulDisk::cut(after.path(), ForgetfulDisk::Left::Nothing, chance);
  sqlite3_close(raw);
  RawDatabase found{after / "other.db"};
  EXPECT_EQ(found.one("SELECT n FROM t"), "7");
}

}  // namespace
}  // namespace gkwatch::store
