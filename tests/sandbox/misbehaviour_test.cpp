// What a reader that has been taken over can do: spoil its own document.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cerrno>
#include <string>

#include "core/system_clock.h"
#include "sandbox/confinement.h"
#include "sandbox/file_wall.h"
#include "tests/sandbox/reading.h"

namespace gkwatch::sandbox {
namespace {

constexpr const char* kGoodReport = "某某局2023年政府信息公开工作年度报告\n一、总体情况\n";

class Misbehaviour : public ::testing::Test {
 protected:
  // What became of a document that makes its reader do `deed`; and the next one is read.
  std::string reason_for(const std::string& deed) {
    const auto parsed = reader_->read(testing::document_of(deed), {});
    EXPECT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(parsed->status, ReadStatus::Unreadable);
    EXPECT_TRUE(parsed->cells.empty());
    expect_that_the_next_is_read();
    return parsed->error;
  }

  void expect_that_the_next_is_read() {
    const auto parsed = reader_->read(testing::document_of(kGoodReport), {});
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(parsed->year, 2023);
    EXPECT_EQ(parsed->status, ReadStatus::NoTables);
  }

  SystemClock clock_;
  std::unique_ptr<ConfinedReader> reader_ = testing::reader_at(
      GKWATCH_MISBEHAVING_READER, clock_,
      {.processes = 1, .cpu_time = std::chrono::seconds{2}, .memory_bytes = 256u << 20});
};

constexpr const char* kKilled =
    "its reader was killed for reaching for the network, a program or a process";

TEST_F(Misbehaviour, ReadsNoFile) {
  if (!has_file_wall()) GTEST_SKIP() << "this kernel has no Landlock: nothing was tested";
  EXPECT_EQ(reason_for("open"), "Permission denied");
}

TEST_F(Misbehaviour, WritesNoFile) { EXPECT_EQ(reason_for("write"), "Operation not permitted"); }

TEST_F(Misbehaviour, ReadsCharacterMaps) { EXPECT_EQ(reason_for("character maps"), "it worked"); }

TEST_F(Misbehaviour, DeletesNoFile) { EXPECT_EQ(reason_for("delete"), "Operation not permitted"); }

TEST_F(Misbehaviour, ReachesNoNetwork) { EXPECT_EQ(reason_for("connect"), kKilled); }

TEST_F(Misbehaviour, StartsNoProcess) { EXPECT_EQ(reason_for("fork"), kKilled); }

TEST_F(Misbehaviour, StartsNoProgram) { EXPECT_EQ(reason_for("exec"), kKilled); }

TEST_F(Misbehaviour, TracesNoProcess) { EXPECT_EQ(reason_for("ptrace"), kKilled); }

TEST_F(Misbehaviour, SignalsNoProcess) { EXPECT_EQ(reason_for("kill"), kKilled); }

TEST_F(Misbehaviour, RunsNoCodeThatItWrote) {
  EXPECT_EQ(reason_for("code"), "Operation not permitted");
}

TEST_F(Misbehaviour, GetsNoMoreMemoryThanItsShare) {
  if (kHasSanitizer) GTEST_SKIP() << "no address space limit under sanitizers: nothing was tested";
  EXPECT_EQ(reason_for("memory"), "reading it takes more memory than a reader may have");
}

TEST_F(Misbehaviour, GetsNoMoreComputingThanItsShare) {
  EXPECT_EQ(reason_for("spin"), "reading it took more than 2 s of computing");
}

TEST_F(Misbehaviour, CrashesAlone) {
  EXPECT_EQ(reason_for("abort"), "its reader crashed: Aborted");
  EXPECT_EQ(reason_for("die"), "its reader ended with code 0 and no answer");
}

TEST_F(Misbehaviour, HangsUpWithoutBeingWaitedFor) {
  EXPECT_EQ(reason_for("hang up"), "its reader was killed or broke off");
}

TEST_F(Misbehaviour, StopsInTheMiddleOfItsAnswer) {
  EXPECT_EQ(reason_for("half a length"), "its reader ended with code 0 and no answer");
  EXPECT_EQ(reason_for("half an answer"), "its reader ended with code 0 and no answer");
}

TEST_F(Misbehaviour, IsNotBelieved) {
  EXPECT_EQ(reason_for("huge answer"), "its reader's answer is too long");
  EXPECT_TRUE(reason_for("no JSON").starts_with("its reader's answer is no JSON: "));
  EXPECT_TRUE(reason_for("deep JSON").starts_with("its reader's answer is no JSON: "));
  EXPECT_TRUE(reason_for("other JSON").starts_with("its reader's answer is malformed: "));
}

TEST_F(Misbehaviour, AnswersForNoOtherDocument) {
  EXPECT_EQ(reader_->read(testing::document_of("two answers"), {}).error().code,
            ErrorCode::Timeout);
  expect_that_the_next_is_read();
}

TEST_F(Misbehaviour, LeavesNoZombie) {
  for (const char* deed : {"die", "abort", "connect", "hang up", "no JSON"}) reason_for(deed);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

}  // namespace
}  // namespace gkwatch::sandbox
