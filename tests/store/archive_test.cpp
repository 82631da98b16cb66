#include "store/archive.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using gkwatch::testing::TemporaryFolder;
namespace fs = std::filesystem;

class ArchiveTest : public ::testing::Test {
 protected:
  fs::path file_of(const ContentHash& hash) const {
    const std::string hex = to_hex(hash);
    return folder / "archive" / hex.substr(0, 2) / hex.substr(2, 2) / hex;
  }
  static unsigned rights_of(const fs::path& file) {
    struct stat status {};
    ::stat(file.c_str(), &status);
    return status.st_mode & 07777U;
  }

  TemporaryFolder folder;
  Archive archive = *Archive::open(folder / "archive");
};

using ArchiveOfBytes = ArchiveTest;

TEST_F(ArchiveOfBytes, GivesBackWhatItKept) {
  const std::string bytes{"%PDF\0\xff\r\n", 8};
  const auto hash = archive.keep(bytes);
  ASSERT_TRUE(hash) << hash.error().message;
  EXPECT_EQ(*hash, hash_of(bytes));
  EXPECT_EQ(*archive.get(*hash), bytes);
}

TEST_F(ArchiveOfBytes, KeepsEvenNothing) { EXPECT_EQ(*archive.get(*archive.keep("")), ""); }

TEST_F(ArchiveOfBytes, DoesNotKnowWhatItNeverKept) {
  EXPECT_EQ(archive.get(hash_of("never")).error().code, ErrorCode::NotFound);
}

TEST_F(ArchiveOfBytes, LeavesAFileAloneThatIsThere) {
  const ContentHash hash = *archive.keep("evidence");
  fs::permissions(file_of(hash), fs::perms::owner_read);
  const auto before = fs::last_write_time(file_of(hash));
  ASSERT_TRUE(archive.keep("evidence"));
  EXPECT_EQ(fs::last_write_time(file_of(hash)), before);
  EXPECT_EQ(rights_of(file_of(hash)), 0400U);
}

TEST_F(ArchiveOfBytes, SaysWhenBytesAreNoLongerWhatTheyWere) {
  const ContentHash hash = *archive.keep("evidence");
  std::ofstream{file_of(hash), std::ios::trunc} << "eviDence";
  EXPECT_EQ(archive.get(hash).error().code, ErrorCode::Malformed);
}

TEST_F(ArchiveOfBytes, MendsADamagedFileWhenTheBytesComeAgain) {
  const ContentHash hash = *archive.keep("evidence");
  std::ofstream{file_of(hash), std::ios::trunc} << "evi";
  ASSERT_TRUE(archive.keep("evidence"));
  EXPECT_EQ(*archive.get(hash), "evidence");
}

TEST_F(ArchiveOfBytes, LetsTheGroupReadAndNobodyElse) {
  const mode_t before = ::umask(077);
  const Archive strict = *Archive::open(folder / "archive");
  const ContentHash hash = *strict.keep("evidence");
  ::umask(before);
  EXPECT_EQ(rights_of(file_of(hash)), 0640U);
  EXPECT_EQ(rights_of(file_of(hash).parent_path()), 0750U);
  EXPECT_EQ(rights_of(folder / "archive"), 0750U);
}

TEST_F(ArchiveOfBytes, ListsWhatItKeptAndNoLeftovers) {
  std::vector<ContentHash> kept{*archive.keep("a"), *archive.keep("b"), *archive.keep("c")};
  std::sort(kept.begin(), kept.end());
  std::ofstream{file_of(kept[0]).string() + ".new-1-1"} << "half";
  std::ofstream{folder / "archive" / to_hex(hash_of("misplaced"))} << "misplaced";
  EXPECT_EQ(*archive.kept(), kept);
}

TEST_F(ArchiveOfBytes, OpensAgain) {
  const ContentHash hash = *archive.keep("evidence");
  EXPECT_EQ(*Archive::open(folder / "archive")->get(hash), "evidence");
}

TEST_F(ArchiveOfBytes, SaysWhenItCannotWrite) {
  std::ofstream{folder / "file"} << "in the way";
  EXPECT_EQ(Archive::open(folder / "file" / "archive").error().code, ErrorCode::Storage);
}

}  // namespace
}  // namespace gkwatch::store
