#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "child.h"
#include "raw_database.h"
#include "sample.h"
#include "store/keeper_lock.h"
#include "store/queries.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;
namespace fs = std::filesystem;

class OpeningTest : public ::testing::Test {
 protected:
  Database keeper() { return *Database::open(file, Database::Role::Keeper); }
  ErrorCode refused(Database::Role role) {
    const auto opened = Database::open(file, role);
    return opened ? ErrorCode::Cancelled : opened.error().code;  // Cancelled: it was opened
  }
  static unsigned rights_of(const fs::path& path) {
    struct stat status {};
    ::stat(path.c_str(), &status);
    return status.st_mode & 07777U;
  }
  fs::path beside(const char* suffix) const { return fs::path{file.string() + suffix}; }

  TemporaryFolder folder;
  fs::path file = folder / "gkwatch.db";
};

using Opening = OpeningTest;

TEST_F(Opening, HasOneKeeperAtATime) {
  const Database first = keeper();
  const auto second = Database::open(file, Database::Role::Keeper);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::Conflict);
  EXPECT_NE(second.error().message.find(file.string() + ".lock"), std::string::npos);
  EXPECT_NE(second.error().message.find("process " + std::to_string(::getpid())),
            std::string::npos);
}

TEST_F(Opening, HasOneKeeperAmongProcesses) {
  const Database first = keeper();
  EXPECT_TRUE(ended_with(in_child([&] {
                           const auto second = Database::open(file, Database::Role::Keeper);
                           return !second && second.error().code == ErrorCode::Conflict ? 7 : 1;
                         }),
                         7));
}

TEST_F(Opening, FreesTheLockWithTheDatabase) {
  { const Database first = keeper(); }
  EXPECT_TRUE(Database::open(file, Database::Role::Keeper));
}

TEST_F(Opening, FreesTheLockOfAKeeperThatWasKilled) {
  in_child([&] {
    const Database first = keeper();
    return ::kill(::getpid(), SIGKILL);
  });
  EXPECT_TRUE(Database::open(file, Database::Role::Keeper));
}

TEST_F(Opening, AskingWhetherAKeeperLivesDisturbsNobody) {
  EXPECT_FALSE(KeeperLock::is_held(file));
  {
    const Database first = keeper();
    EXPECT_TRUE(KeeperLock::is_held(file));
    EXPECT_TRUE(KeeperLock::is_held(file));
  }
  EXPECT_FALSE(KeeperLock::is_held(file));
}

TEST_F(Opening, LetsTheDeskWriteBesideAKeeper) {
  Database first = keeper();
  ASSERT_TRUE(first.sync_agencies(std::vector{town()}, kMorning));
  ASSERT_TRUE(first.record(first_check()));
  auto desk = Database::open(file, Database::Role::Desk);
  ASSERT_TRUE(desk) << desk.error().message;
  ASSERT_TRUE(desk->acknowledge(1, {"desk", "known", kEvening}));
  EXPECT_EQ(first.alerts(kTown)->front().state, AlertState::Acknowledged);
}

TEST_F(Opening, NeedsADatabaseForTheDeskAndForQueries) {
  EXPECT_EQ(refused(Database::Role::Desk), ErrorCode::NotFound);
  EXPECT_EQ(Queries::open(file).error().code, ErrorCode::NotFound);
  EXPECT_FALSE(fs::exists(file));
}

TEST_F(Opening, RefusesTheDatabaseOfANewerProgram) {
  { const Database first = keeper(); }
  RawDatabase{file}.ask("PRAGMA user_version = 1000");
  EXPECT_EQ(refused(Database::Role::Keeper), ErrorCode::Unsupported);
  EXPECT_EQ(Queries::open(file).error().code, ErrorCode::Unsupported);
  EXPECT_EQ(RawDatabase{file}.one("PRAGMA user_version"), "1000");
}

TEST_F(Opening, RefusesWhatIsNoDatabase) {
  std::ofstream{file} << std::string(4096, 'x');
  EXPECT_EQ(refused(Database::Role::Keeper), ErrorCode::Storage);
  EXPECT_EQ(Queries::open(file).error().code, ErrorCode::Storage);
}

TEST_F(Opening, RefusesAFolderThatIsNotThere) {
  file = folder / "nowhere" / "gkwatch.db";
  EXPECT_EQ(refused(Database::Role::Keeper), ErrorCode::Storage);
}

TEST_F(Opening, TakesAnyNameForAFile) {
  file = folder / "a%20b?c#d 狮.db";
  { const Database first = keeper(); }
  EXPECT_TRUE(fs::exists(file));
  EXPECT_TRUE(Queries::open(file));
}

TEST_F(Opening, MakesFilesThatTheGroupMayRead) {
  const mode_t before = ::umask(077);
  const Database first = keeper();
  ::umask(before);
  for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
    EXPECT_EQ(rights_of(beside(suffix)), 0640U) << suffix;
  }
}

TEST_F(Opening, LeavesTheFilesThatReadersNeed) {
  { const Database first = keeper(); }
  EXPECT_TRUE(fs::exists(beside("-wal")));
  EXPECT_TRUE(fs::exists(beside("-shm")));
}

TEST_F(Opening, KeepsAWriteAheadLog) {
  const Database first = keeper();
  EXPECT_EQ(RawDatabase{file}.one("PRAGMA journal_mode"), "wal");
}

TEST_F(Opening, QueriesSeeWhatIsCommittedMeanwhile) {
  Database first = keeper();
  const Queries queries = *Queries::open(file);
  EXPECT_TRUE(queries.agencies({})->values.empty());
  ASSERT_TRUE(first.sync_agencies(std::vector{town()}, kMorning));
  EXPECT_EQ(queries.agencies({})->values.size(), 1u);
}

TEST_F(Opening, ForReadingNeverMakesADatabase) {
  std::ofstream{file} << "";
  EXPECT_FALSE(Queries::open(file));
  EXPECT_EQ(fs::file_size(file), 0u);
}

TEST_F(Opening, ForgetsTheFiguresOfAClassWhenADeskHasChangedThem) {
  auto keeper = Database::open(file, Database::Role::Keeper);
  ASSERT_TRUE(keeper);
  Agency other = town();
  other.id = {"other"};
  const std::vector<Agency> both{town(), other};
  ASSERT_TRUE(keeper->sync_agencies(both, kMorning));
  CheckRecord check{.agency = other.id, .at = kMorning};
  check.versions = {version("paper", kMorning)};
  check.versions[0].report.agency = other.id;
  ASSERT_TRUE(keeper->record(check));
  EXPECT_FALSE(keeper->class_cells(town(), 2020)->empty());
  auto desk = Database::open(file, Database::Role::Desk);
  ASSERT_TRUE(desk);
  ASSERT_TRUE(desk->sync_agencies(std::vector{town()}, kMorning));
  EXPECT_TRUE(keeper->class_cells(town(), 2020)->empty());
}

}  // namespace
}  // namespace gkwatch::store
