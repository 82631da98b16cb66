// Reading as another user of the group (INTERFACES 8): in a child that gives up its rights.
#include <grp.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>

#include "child.h"
#include "sample.h"
#include "store/keeper_lock.h"
#include "store/queries.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;
namespace fs = std::filesystem;

constexpr uid_t kReader = 64'001;
constexpr gid_t kGroup = 64'002;
constexpr gid_t kOtherGroup = 64'003;

// Exit codes of the child.
constexpr int kSawTheReport = 10;
constexpr int kCouldNotOpen = 11;
constexpr int kCouldNotAsk = 12;
constexpr int kKeptItsRights = 13;
constexpr int kSawNothing = 14;

class OtherUserTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (::geteuid() != 0) {
      std::fputs("*** NOT ROOT: reading as another user was NOT tested. ***\n", stderr);
      GTEST_SKIP() << "only root can become another user";
    }
    own(folder.path(), 0750);
  }
  static void own(const fs::path& path, mode_t rights) {
    ASSERT_EQ(::chown(path.c_str(), 0, kGroup), 0);
    ASSERT_EQ(::chmod(path.c_str(), rights), 0);
  }
  void fill(Database& database) {
    ASSERT_TRUE(database.sync_agencies(std::vector{town()}, kMorning));
    ASSERT_TRUE(database.record(first_check()));
  }
  // In the service the folder's group is the daemon's own, or set by its setgid bit.
  void give_to_group() {
    for (const auto& entry : fs::directory_iterator{folder.path()}) {
      ASSERT_EQ(::chown(entry.path().c_str(), 0, kGroup), 0);
    }
  }
  int read_as(gid_t group) {
    return in_child([&] {
      if (::setgroups(0, nullptr) != 0 || ::setgid(group) != 0 || ::setuid(kReader) != 0) {
        return kKeptItsRights;
      }
      const auto queries = Queries::open(file);
      if (!queries) return kCouldNotOpen;
      const auto rows = queries->reports({.year = 2020});
      const auto sql = queries->sql("SELECT count(*) FROM cells", {});
      if (!rows || !sql) return kCouldNotAsk;
      return rows->values.size() == 1 ? kSawTheReport : kSawNothing;
    });
  }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder.path()}, fs::directory_iterator{}));
  }

  TemporaryFolder folder;
  fs::path file = folder / "gkwatch.db";
};

using OtherUser = OtherUserTest;

TEST_F(OtherUser, ReadsWhileTheKeeperWrites) {
  Database keeper = *Database::open(file, Database::Role::Keeper);
  fill(keeper);
  give_to_group();
  EXPECT_TRUE(ended_with(read_as(kGroup), kSawTheReport));
  EXPECT_TRUE(keeper.record(check_at(kNextDay)));
}

TEST_F(OtherUser, ReadsWhenNoKeeperLives) {
  {
    Database keeper = *Database::open(file, Database::Role::Keeper);
    fill(keeper);
  }
  give_to_group();
  EXPECT_TRUE(ended_with(read_as(kGroup), kSawTheReport));
}

TEST_F(OtherUser, ReadsWhatAKilledKeeperLeft) {
  in_child([&] {
    Database keeper = *Database::open(file, Database::Role::Keeper);
    fill(keeper);
    return ::kill(::getpid(), SIGKILL);
  });
  give_to_group();
  EXPECT_TRUE(ended_with(read_as(kGroup), kSawTheReport));
}

TEST_F(OtherUser, ReadsACopyThatCameWithoutItsCompanions) {
  {
    Database keeper = *Database::open(file, Database::Role::Keeper);
    fill(keeper);
  }
  fs::remove(file.string() + "-wal");
  fs::remove(file.string() + "-shm");
  give_to_group();
  const std::size_t before = files();
  EXPECT_TRUE(ended_with(read_as(kGroup), kSawTheReport));
  EXPECT_EQ(files(), before);
}

// The file alone would be an old state, or half of a new one.
TEST_F(OtherUser, DoesNotReadPastALogThatNobodyHasTakenIn) {
  in_child([&] {
    Database keeper = *Database::open(file, Database::Role::Keeper);
    fill(keeper);
    return ::kill(::getpid(), SIGKILL);
  });
  fs::remove(file.string() + "-shm");
  give_to_group();
  EXPECT_TRUE(ended_with(read_as(kGroup), kCouldNotOpen));
}

TEST_F(OtherUser, OfAnotherGroupReadsNothing) {
  Database keeper = *Database::open(file, Database::Role::Keeper);
  fill(keeper);
  give_to_group();
  EXPECT_TRUE(ended_with(read_as(kOtherGroup), kCouldNotOpen));
}

TEST_F(OtherUser, SeesThatAKeeperLives) {
  const Database keeper = *Database::open(file, Database::Role::Keeper);
  give_to_group();
  EXPECT_TRUE(ended_with(in_child([&] {
                           if (::setgid(kGroup) != 0 || ::setuid(kReader) != 0)
                             return kKeptItsRights;
                           return KeeperLock::is_held(file) ? kSawTheReport : kSawNothing;
                         }),
                         kSawTheReport));
}

}  // namespace
}  // namespace gkwatch::store
