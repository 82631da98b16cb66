#include "core/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <thread>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace gkwatch {
namespace {

using testing::TemporaryFolder;

std::size_t entries_of(const TemporaryFolder& folder) {
  const std::filesystem::directory_iterator all{folder.path()};
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

TEST(Files, GivesBackEveryByte) {
  const TemporaryFolder folder;
  std::string bytes(300'000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7);
  ASSERT_TRUE(write_file_durably(folder / "a", bytes));
  const auto read = read_file(folder / "a");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, bytes);
}

TEST(Files, ReplacesAndLeavesNothingBeside) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_durably(folder / "a", "a longer first text"));
  ASSERT_TRUE(write_file_durably(folder / "a", "second"));
  EXPECT_EQ(*read_file(folder / "a"), "second");
  EXPECT_EQ(entries_of(folder), 1u);
}

TEST(Files, TellsAnAbsentFileFromATroubledDisk) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_file(folder / "none").error().code, ErrorCode::NotFound);
  EXPECT_EQ(read_file(folder.path()).error().code, ErrorCode::Storage);
}

TEST(Files, StopsAtTheLimit) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file_durably(folder / "a", "12345"));
  EXPECT_TRUE(read_file(folder / "a", 5));
  EXPECT_EQ(read_file(folder / "a", 4).error().code, ErrorCode::TooLarge);
}

TEST(Files, LeavesNothingBesideWhenTheNameCannotBeReplaced) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "taken");
  const Status put = write_file_durably(folder / "taken", "x");
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().code, ErrorCode::Storage);
  EXPECT_EQ(entries_of(folder), 1u);
}

TEST(Files, SaysWhichFolderIsMissing) {
  const TemporaryFolder folder;
  const Status put = write_file_durably(folder / "none/a", "x");
  ASSERT_FALSE(put);
  EXPECT_NE(put.error().message.find("none/a"), std::string::npos);
}

TEST(Files, LetsTheUmaskDecideWhoReads) {
  const TemporaryFolder folder;
  const mode_t before = ::umask(027);
  const Status put = write_file_durably(folder / "a", "x");
  ::umask(before);
  ASSERT_TRUE(put);
  struct stat status {};
  ASSERT_EQ(::stat((folder / "a").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0640u);
}

TEST(Files, LetsWritersOfOneNameEachFinishWhole) {
  const TemporaryFolder folder;
  {
    std::vector<std::jthread> writers;
    for (const char letter : {'a', 'b', 'c'}) {
      writers.emplace_back([&folder, letter] {
        for (int i = 0; i < 10; ++i) {
          EXPECT_TRUE(write_file_durably(folder / "x", std::string(10'000, letter)));
        }
      });
    }
  }
  const std::string content = *read_file(folder / "x");
  EXPECT_EQ(content.size(), 10'000u);
  EXPECT_EQ(std::count(content.begin(), content.end(), content[0]), 10'000);
}

}  // namespace
}  // namespace gkwatch
