#include "store/backup.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

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
  Archive archive = *Archive::open(folder / "archive");
  std::optional<Database> keeper;
};

using Backup = BackupTest;

TEST_F(Backup, HoldsEverythingInOneFileWhileTheKeeperWrites) {
  const Status done = back_up(file, archive, copy);
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
  EXPECT_EQ(back_up(folder / "nowhere.db", archive, copy).error().code, ErrorCode::NotFound);
  EXPECT_EQ(fs::file_size(copy), 3u);
  EXPECT_EQ(back_up(file, archive, folder / "nowhere" / "copy.db").error().code, ErrorCode::Storage);
}

TEST_F(Backup, ComesBack) {
  ASSERT_TRUE(back_up(file, archive, copy));
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
  ASSERT_TRUE(back_up(file, archive, copy));
  ASSERT_TRUE(restore(copy, folder / "other.db"));
  EXPECT_EQ(Queries::open(folder / "other.db")->reports({})->values.size(), 2u);
}

TEST_F(Backup, IsNotRestoredUnderAKeeper) {
  ASSERT_TRUE(back_up(file, archive, copy));
  EXPECT_EQ(restore(copy, file).error().code, ErrorCode::Conflict);
}

TEST_F(Backup, IsCheckedBeforeItReplacesAnything) {
  ASSERT_TRUE(back_up(file, archive, copy));
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

TEST_F(Backup, KeepsWhatStoodThereBeforeEachRestore) {
  ASSERT_TRUE(back_up(file, archive, copy));
  keeper.reset();
  ASSERT_TRUE(restore(copy, file));
  ASSERT_TRUE(restore(copy, file));
  EXPECT_TRUE(fs::exists(folder / "gkwatch.db.before-restore"));
  EXPECT_TRUE(fs::exists(folder / "gkwatch.db.before-restore-2"));
}

TEST_F(Backup, ListsTheArchiveAndTheDatabaseHasNoTraceOfTheListAfterwards) {
  const ContentHash hash = *archive.keep("evidence");
  ASSERT_TRUE(back_up(file, archive, copy));
  const auto index = archive_index(copy);
  ASSERT_TRUE(index) << index.error().message;
  ASSERT_EQ(index->size(), 1u);
  EXPECT_EQ(index->front().hash, hash);
  EXPECT_EQ(index->front().size, 8u);
  const std::string before = RawDatabase{file}.dump();
  ASSERT_TRUE(restore(copy, folder / "other.db"));
  EXPECT_EQ(RawDatabase{folder / "other.db"}.dump(), before);
  EXPECT_TRUE(archive_index(folder / "other.db")->empty());
  EXPECT_EQ(archive_index(folder / "nothing").error().code, ErrorCode::NotFound);
}

// A copy that is made while bytes are kept and recorded speaks of nothing that its index lacks.
TEST_F(Backup, SpeaksOfNothingThatItsIndexLacksWhileTheKeeperWrites) {
  std::atomic<bool> is_done{false};
  std::thread writer{[&] {
    for (int i = 0; !is_done; ++i) {
      const std::string bytes = "page " + std::to_string(i);
      CheckRecord check = check_at(kNextDay + std::chrono::seconds{i});
      check.visits = {visit("/" + std::to_string(i), check.outcome.last_check)};
      check.visits.front().hash = *archive.keep(bytes);
      if (!keeper->record(check)) std::abort();
    }
  }};
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(back_up(file, archive, copy));
    RawDatabase raw{copy};
    EXPECT_EQ(raw.health(), "ok");
    EXPECT_EQ(raw.one("SELECT count(*) FROM t_visit WHERE time > " +
                      std::to_string(kEvening.time_since_epoch().count()) +
                      " AND hash NOT IN (SELECT hash FROM archive_index)"),
              "0");
  }
  is_done = true;
  writer.join();
}

using Mirror = BackupTest;

bool always(std::size_t) { return true; }

TEST_F(Mirror, HoldsWhatIsNewAndReadsTheRestNoMore) {
  const Archive other = *Archive::open(folder / "mirror");
  for (const char* bytes : {"one", "two"}) ASSERT_TRUE(archive.keep(bytes));
  ASSERT_TRUE(back_up(file, archive, copy));
  const auto first = mirror(*archive_index(copy), archive, other, always);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->copied, 2u);
  EXPECT_EQ(first->bytes, 6u);
  ASSERT_TRUE(archive.keep("three"));
  ASSERT_TRUE(back_up(file, archive, copy));
  const auto second = mirror(*archive_index(copy), archive, other, always);
  EXPECT_EQ(second->copied, 1u);
  EXPECT_EQ(second->present, 2u);
  EXPECT_EQ(*other.kept(), *archive.kept());
  EXPECT_TRUE(absent_from(other, *archive_index(copy)).empty());
}

TEST_F(Mirror, NamesWhatIsLostAndGoesOn) {
  const Archive other = *Archive::open(folder / "mirror");
  const ContentHash damaged = *archive.keep("damaged");
  ASSERT_TRUE(archive.keep("sound"));
  ASSERT_TRUE(back_up(file, archive, copy));
  const std::string hex = to_hex(damaged);
  std::ofstream{folder / "archive" / hex.substr(0, 2) / hex.substr(2, 2) / hex, std::ios::trunc}
      << "d@maged";
  const auto done = mirror(*archive_index(copy), archive, other, always);
  EXPECT_EQ(done->copied, 1u);
  EXPECT_EQ(done->lost, std::vector{damaged});
  EXPECT_EQ(absent_from(other, *archive_index(copy)), std::vector{damaged});
  const auto stop = [](std::size_t) { return false; };
  EXPECT_EQ(mirror(*archive_index(copy), archive, other, stop).error().code,
            ErrorCode::Cancelled);
}

}  // namespace
}  // namespace gkwatch::store
