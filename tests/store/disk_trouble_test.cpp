// A disk that has become read-only, and a database that somebody else holds: an error each time,
// what was there is still read, and all goes on when the trouble is over.
#include <gtest/gtest.h>
#include <sched.h>
#include <sqlite3.h>
#include <sys/mount.h>

#include <cstdio>

#include "child.h"
#include "failing_disk.h"
#include "raw_database.h"
#include "sample.h"
#include "store/archive.h"
#include "store/queries.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;
namespace fs = std::filesystem;

// Exit codes of the child.
constexpr int kAsExpected = 0;
constexpr int kNoMount = 20;
constexpr int kDidNotRead = 21;
constexpr int kDidNotRefuse = 22;
constexpr int kSaidItCouldWrite = 23;

// For this process alone.
bool make_read_only(const fs::path& folder) {
  if (::unshare(CLONE_NEWNS) != 0) return false;
  if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  const char* path = folder.c_str();
  return ::mount(path, path, nullptr, MS_BIND, nullptr) == 0 &&
         ::mount("none", path, nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) == 0;
}

class DiskTrouble : public ::testing::Test {
 protected:
  void SetUp() override {
    FailingDisk::install();
    FailingDisk::work();
    Database database = *Database::open(file, Database::Role::Keeper);
    ASSERT_TRUE(database.sync_agencies(std::vector{town()}, kMorning));
    ASSERT_TRUE(database.record(first_check()));
    ASSERT_TRUE(Archive::open(folder / "archive")->keep("evidence"));
  }

  int in_trouble() {
    if (!make_read_only(folder.path())) return kNoMount;
    const Archive archive = *Archive::open(folder / "archive");
    const auto queries = Queries::open(file);
    const auto rows = queries ? queries->reports({}) : Result<Rows>{queries.error()};
    if (!archive.get(hash_of("evidence")) || !rows || rows->values.size() != 2) return kDidNotRead;
    if (archive.can_write()) return kSaidItCouldWrite;
    const auto kept = archive.keep("new evidence");
    const auto keeper = Database::open(file, Database::Role::Keeper);
    const bool is_refused = !kept && kept.error().code == ErrorCode::Storage && !keeper &&
                            keeper.error().code == ErrorCode::Storage;
    return is_refused ? kAsExpected : kDidNotRefuse;
  }

  TemporaryFolder folder;
  fs::path file = folder / "gkwatch.db";
};

TEST_F(DiskTrouble, AReadOnlyDiskIsReadAndRefusesWhatIsNew) {
  const int status = in_child([&] { return in_trouble(); });
  if (ended_with(status, kNoMount)) {
    std::fputs("*** NO RIGHT TO MOUNT: a read-only disk was NOT tested. ***\n", stderr);
    GTEST_SKIP() << "only root can make a disk read-only";
  }
  EXPECT_TRUE(ended_with(status, kAsExpected)) << WEXITSTATUS(status);
  Database database = *Database::open(file, Database::Role::Keeper);
  EXPECT_TRUE(database.record(check_at(kNextDay)));
}

TEST_F(DiskTrouble, ADatabaseThatSomebodyElseHoldsIsAnErrorAndGoesOnAfterwards) {
  Database database = *Database::open(file, Database::Role::Keeper);
  sqlite3_busy_timeout(FailingDisk::last_connection(), 1);
  RawDatabase other{file};
  other.ask("BEGIN IMMEDIATE");
  const std::string before = RawDatabase{file}.dump();
  const Status refused = database.record(check_at(kNextDay));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Storage);
  EXPECT_TRUE(Queries::open(file)->reports({})) << "readers are not held up";
  other.ask("ROLLBACK");
  EXPECT_EQ(RawDatabase{file}.dump(), before);
  EXPECT_TRUE(database.record(check_at(kNextDay)));
}

}  // namespace
}  // namespace gkwatch::store
