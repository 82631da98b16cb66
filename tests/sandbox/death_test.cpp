// A reader may die at any moment, or lie in its answer: the daemon lives, and no file,
// process or memory is left behind.
#include <gtest/gtest.h>
#include <malloc.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/system_clock.h"
#include "core/text.h"
#include "sandbox/confinement.h"
#include "tests/sandbox/reading.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::sandbox {
namespace {

// A reader of that shell script. $$ is its own process. Its first start is the try-out, which
// has to go well.
class Dying : public ::testing::Test {
 protected:
  std::unique_ptr<ConfinedReader> reader_of(const std::string& script) {
    const auto program = folder_.path() / "reader";
    std::ofstream{program} << "#!/bin/sh\nexec 2>/dev/null\n"
                           << "[ -e " << folder_.path().string() << "/tried ] || { >"
                           << folder_.path().string() << "/tried; echo gkread1; cat; exit; }\n"
                           << script << '\n';
    chmod(program.c_str(), 0700);
    return testing::reader_at(program.string(), clock_);
  }
  // What became of a document of a megabyte, more than the socket takes at once.
  Result<ParsedDocument> outcome_of(const std::string& script) {
    return reader_of(script)->read(testing::document_of(std::string(1'000'000, 'x')), {});
  }
  void expect_unreadable(const std::string& script, const std::string& reason) {
    std::error_code failed;
    std::filesystem::remove(folder_.path() / "tried", failed);
    const auto parsed = outcome_of(script);
    ASSERT_TRUE(parsed) << script << ": " << parsed.error().message;
    EXPECT_EQ(parsed->status, ReadStatus::Unreadable) << script;
    EXPECT_TRUE(contains(parsed->error, reason)) << script << ": " << parsed->error;
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << script;
  }

  SystemClock clock_;
  testing::TemporaryFolder folder_;
};

constexpr const char* kKilled = "its reader was killed or broke off";

TEST_F(Dying, BeforeItIsReadySaysNothingOfTheDocument) {
  for (const char* script : {"kill -9 $$", "printf gkre; kill -9 $$", "printf GKREAD9X"}) {
    std::error_code failed;
    std::filesystem::remove(folder_.path() / "tried", failed);
    const auto parsed = outcome_of(script);
    ASSERT_FALSE(parsed) << script;
    EXPECT_EQ(parsed.error().code, ErrorCode::Unreachable) << script;
  }
}

TEST_F(Dying, BeforeAndAmidTheRequestCostsTheDocument) {
  expect_unreadable("echo gkread1; kill -9 $$", kKilled);
  expect_unreadable("echo gkread1; head -c 4 >/dev/null; kill -9 $$", kKilled);
  expect_unreadable("echo gkread1; head -c 500000 >/dev/null; kill -9 $$", kKilled);
  expect_unreadable("echo gkread1; head -c 500000 >/dev/null; kill -SEGV $$", "Segmentation");
}

TEST_F(Dying, AmidTheAnswerCostsTheDocument) {
  const std::string all = "echo gkread1; head -c 1000042 >/dev/null; ";
  expect_unreadable(all + "kill -9 $$", kKilled);
  expect_unreadable(all + "printf '\\002\\000'; kill -9 $$", kKilled);
  expect_unreadable(all + "printf '\\002\\000\\000\\000\\000\\000\\000\\000{'; kill -9 $$",
                    kKilled);
  expect_unreadable(all + "printf '\\002\\000\\000\\000\\000\\000\\000\\000{}'; kill -9 $$",
                    "malformed");
}

TEST_F(Dying, WithGarbageInPlaceOfAnAnswerCostsTheDocument) {
  expect_unreadable("echo gkread1; head -c 100000 /dev/urandom", "");
  expect_unreadable("echo gkread1; head -c 1000042 >/dev/null; yes",
                    "its reader's answer is too long");
}

// A few bytes of JSON for each value would become a gigabyte in the daemon.
TEST(Answer, OfMillionsOfValuesIsNotUnfolded) {
  SystemClock clock;
  const auto reader = testing::reader_at(GKWATCH_MISBEHAVING_READER, clock);
  const auto parsed = reader->read(testing::document_of("wide JSON"), {});
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(parsed->error, "its reader's answer is no JSON: JSON of more than a million values");
}

// GKWATCH_LONG_TESTS: thousands of documents in place of a hundred.
TEST(ManyDocuments, LeaveNoFileProcessOrMemoryBehind) {
  SystemClock clock;
  const auto reader = testing::reader_at(GKWATCH_MISBEHAVING_READER, clock);
  const int rounds = std::getenv("GKWATCH_LONG_TESTS") != nullptr ? 1000 : 20;
  const auto read_some = [&] {
    for (const char* document : {"die", "connect", "half an answer", "一、总体情况", "no JSON"}) {
      EXPECT_TRUE(reader->read(testing::document_of(document), {}));
    }
  };
  const auto open_files = [] {
    return std::distance(std::filesystem::directory_iterator{"/proc/self/fd"}, {});
  };
  read_some();
  const auto files = open_files();
  const std::size_t memory = mallinfo2().uordblks;
  for (int round = 0; round < rounds; ++round) read_some();
  EXPECT_EQ(open_files(), files);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
  // Sanitizers keep what is freed to catch its use.
  if (kHasSanitizer) return;
  EXPECT_LT(mallinfo2().uordblks, memory + 10'000);
}

}  // namespace
}  // namespace gkwatch::sandbox
