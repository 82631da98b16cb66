#include "store/backup.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "raw_database.h"
#include "sample.h"
#include "store/queries.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;
namespace fs = std::filesystem;

class BackupTest : public ::testing::Test {
 protected:
  void SetUp() override {
    keeper.emplace(*Database::open(file, Database::Role::Keeper));
    ASSERT_TRUE(keeper->sync_agencies(std::vector{town()}, kMorning));
    ASSERT_TRUE(keeper->record(first_check()));
  }

  TemporaryFolder folder;
  fs::path file = folder / "gkwatch.db";
  fs::path copy = folder / "copy.db";
  std::optional<Database> keeper;
};

using Backup = BackupTest;

TEST_F(Backup, HoldsEverythingInOneFileWhileTheKeeperWrites) {
  const Status done = back_up(file, copy);
  ASSERT_TRUE(done) << done.error().message;
  ASSERT_TRUE(keeper->record(check_at(kNextDay)));
  EXPECT_FALSE(fs::exists(copy.string() + "-wal"));
  EXPECT_FALSE(fs::exists(copy.string() + ".new"));
  struct stat status {};
  ::stat(copy.c_str(), &status);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);
  RawDatabase raw{copy};
  EXPECT_EQ(raw.health(), "ok");
  EXPECT_EQ(raw.one("SELECT count(*) FROM t_check"), "1");
}

TEST_F(Backup, LeavesTheOldCopyWhenItFails) {
  std::ofstream{copy} << "old";
  EXPECT_EQ(back_up(folder / "nowhere.db", copy).error().code, ErrorCode::NotFound);
  EXPECT_EQ(fs::file_size(copy), 3u);
  EXPECT_EQ(back_up(file, folder / "nowhere" / "copy.db").error().code, ErrorCode::Storage);
}

TEST_F(Backup, ComesBack) {
  ASSERT_TRUE(back_up(file, copy));
  const std::string before = RawDatabase{file}.dump();
  ASSERT_TRUE(keeper->record(check_at(kNextDay)));
  keeper.reset();
  const Status done = restore(copy, file);
  ASSERT_TRUE(done) << done.error().message;
  keeper.emplace(*Database::open(file, Database::Role::Keeper));
  EXPECT_EQ(RawDatabase{file}.dump(), before);
  EXPECT_EQ(RawDatabase{folder / "gkwatch.db.before-restore"}.one("SELECT count(*) FROM t_check"),
            "2");
}

TEST_F(Backup, ComesBackWhereNothingWas) {
  ASSERT_TRUE(back_up(file, copy));
  ASSERT_TRUE(restore(copy, folder / "other.db"));
  EXPECT_EQ(Queries::open(folder / "other.db")->reports({})->values.size(), 2u);
}

TEST_F(Backup, IsNotRestoredUnderAKeeper) {
  ASSERT_TRUE(back_up(file, copy));
  EXPECT_EQ(restore(copy, file).error().code, ErrorCode::Conflict);
}

TEST_F(Backup, IsCheckedBeforeItReplacesAnything) {
  ASSERT_TRUE(back_up(file, copy));
  keeper.reset();
  const std::string before = RawDatabase{file}.dump();
  EXPECT_EQ(restore(folder / "nothing.db", file).error().code, ErrorCode::NotFound);
  std::fstream{copy, std::ios::in | std::ios::out | std::ios::binary}.seekp(40'000).write(
      std::string(4096, 'x').data(), 4096);
  EXPECT_EQ(restore(copy, file).error().code, ErrorCode::Malformed);
  std::ofstream{copy, std::ios::trunc} << "no database at all, but long enough to look like one";
  EXPECT_EQ(restore(copy, file).error().code, ErrorCode::Malformed);
  fs::remove(copy);
  RawDatabase{copy}.ask("CREATE TABLE foreign_table (x)");
  EXPECT_EQ(restore(copy, file).error().code, ErrorCode::Malformed);
  RawDatabase{copy}.ask("PRAGMA user_version = 1000");
  EXPECT_EQ(restore(copy, file).error().code, ErrorCode::Unsupported);
  EXPECT_EQ(RawDatabase{file}.dump(), before);
}

}  // namespace
}  // namespace gkwatch::store
